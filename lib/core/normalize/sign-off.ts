import { cutEnd, type Draft, dropLines, learn } from '../extract/draft.ts';
import { agencyOf } from '../extract/names.ts';
import { footerStart, isProse } from '../extract/shapes.ts';

/** Behind the last sentence: `(dpa/tmn)`, `(TT-Reuters).`, `/AFP`, `— Reuters`, `（完）`. */
const SIGN_OFF =
  /(?<=[.!?…。！？]["”’»」]?)\s*(?:[([（【](?<bracketed>[\p{L}\p{M} .,:/、-]{1,40})[)\]）】][.。]?|[/–—-]{1,2}\s?(?<bare>\p{L}[\p{L} /-]{1,30}\p{L})\/?\.?)$/u;
/** The same on a line of its own. */
const SIGNED = /^[([（【/–—-]{1,2}\s?(?<name>\p{L}[\p{L}\p{M} .,:/、-]{0,40}?)\s?[)\]）】/]?[.。]?$/u;
const LONGEST = 60;

/** Around an agency's name: `Source: AFP`, `with inputs from PTI`, `mit Material von dpa`. */
const LABELS = new Set(
  'with inputs input from mit material informationen von der avec con información de com informações da di source quelle fuente fonte bron via'.split(
    ' ',
  ),
);
/** What a Chinese agency writes when a report is all there is. */
const END = /^[完终終]$/u;
/** A service or an office of an agency: `dpa/tmn`. */
const SERVICE = /^\p{Ll}{2,4}$/u;
const JOINT = /\s*[/,、-]\s*|\s(?:and|und|et|y|e|og|och)\s/u;

/** An agency's signature, without the agency where it only says that the text ends; null for anything else. */
function signatureOf(text: string): { readonly agency: string | null } | null {
  if (END.test(text)) return { agency: null };
  const signed = text
    .split(/[\s:]+/)
    .filter((word) => !LABELS.has(word.toLowerCase()))
    .join(' ');
  const parts = known(signed) ? [signed] : signed.split(JOINT);
  const agencies = parts.map(known);
  const agency = agencies.find((one) => one !== null);
  return agency && parts.every((part, i) => agencies[i] || SERVICE.test(part)) ? { agency } : null;
}

/** Two letters in lower case are as often those of a reporter. */
const known = (name: string): string | null => (/^\p{Ll}{2}$/u.test(name) ? null : agencyOf(name));

/** Takes the agency's name from the end of the text: `… said on Monday. (Reuters)`. */
export function takeSignOff(draft: Draft): Draft {
  const { lines, found } = draft;
  // With such a name behind it, the last paragraph need not look like one.
  for (let end = footerStart(lines), i = Math.max(0, end - 1); i <= end && i < lines.length; i++) {
    const { text } = lines[i]!;
    const from = Math.max(0, text.length - LONGEST);
    const tail = SIGN_OFF.exec(text.slice(from));
    const behind = tail && signatureOf(tail.groups!.bracketed ?? tail.groups!.bare!);
    if (tail && behind && isProse(text.slice(0, from + tail.index))) {
      const cut = cutEnd(draft, i, from + tail.index, 'sign_off');
      return learn(cut, { agency: found.agency ?? behind.agency });
    }
    if (i === 0 || i < end || text.length > LONGEST) continue;
    // Without a sign it may be a tag, unless nothing follows.
    const alone = signatureOf(SIGNED.exec(text)?.groups?.name ?? (i === lines.length - 1 ? text : ''));
    if (alone) return learn(dropLines(draft, new Set([i]), 'sign_off'), { agency: found.agency ?? alone.agency });
  }
  return draft;
}
