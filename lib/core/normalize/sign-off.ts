import { agencyAmong } from '../extract/agencies.ts';
import { cutEnd, type Draft, dropLines, learn } from '../extract/draft.ts';
import { personNames } from '../extract/names.ts';
import { footerStart, isProse } from '../extract/shapes.ts';

/** Behind the last sentence: `(dpa/tmn)`, `(TT-Reuters).`, `/AFP`, `— Reuters`, `PTI ABC XY`, `（完）`, `（山田太郎）`. */
const SIGN_OFF =
  /(?<=[.!?…。！？]["”’»」]?)\s*(?:[([（【]©?(?<bracketed>[\p{L}\p{M} .,:/、-]{1,40})[)\]）】][.。]?|[/–—-]{1,2}\s?(?<bare>\p{L}[\p{L} /-]{1,30}\p{L})\/?\.?|\s(?<codes>\p{Lu}{2,4})(?: \p{Lu}{2,4}){1,5})$/u;
/** The same on a line of its own. */
const SIGNED = /^[([（【/–—-]{1,2}[\s©]?(?<name>\p{L}[\p{L}\p{M} .,:/、-]{0,40}?)\s?[)\]）】/]?[.。]?$/u;
const LONGEST = 60;

/** Around an agency's name: `Source: AFP`, `with inputs from PTI`, `mit Material von dpa`. */
const LABELS = new Set(
  'with inputs input from mit material informationen von der avec con información de com informações da di source quelle fuente fonte bron via'.split(
    ' ',
  ),
);
/** Between slashes stands no other name than an agency's: `/БТА/`. */
const SLASHED = /^\/(\p{Lu}{2,6})\/$/u;
/** What a Chinese agency writes when a report is all there is. */
const END = /^[完终終]$/u;
/** Who wrote and edited, by their initials: `lkm/bdv`. */
const INITIALS = /^\p{Ll}{2,4}(?:\/\p{Ll}{2,4}){1,6}$/u;

/** Japanese and Chinese newspapers put the name of who reports there; without a label, only in round brackets. */
const REPORTER = /^(?:[记記]者\s?(?<labelled>\p{Script=Han}{2,4})|[(（](?<name>\p{Script=Han}{3,5})[)）])$/u;
/** Signs of what else stands there: `（敬称略）`, `（編集部）`. */
const NO_NAME = /[略続终終談部社面版報通信写図图表円年月日注話回記事関連編集]/u;

interface Signature {
  readonly agency?: string;
  readonly authors?: readonly string[];
}

/** What agencies and reporters sign with, empty where it names nobody; null for anything else. */
function signatureOf(text: string, whole: string): Signature | null {
  const agency = agencyOfSignature(text) ?? SLASHED.exec(whole.trim())?.[1];
  if (agency) return { agency };
  if (END.test(text) || INITIALS.test(text)) return {};
  const { labelled, name } = REPORTER.exec(whole.trim())?.groups ?? REPORTER.exec(text)?.groups ?? {};
  const authors = personNames(labelled ?? (name === undefined || NO_NAME.test(name) ? '' : name));
  return authors && { authors };
}

/** Two letters in lower case are as often those of a reporter. */
const agencyOfSignature = (text: string): string | null => (/^\p{Ll}{2}$/u.test(text) ? null : agencyAmong(withoutLabels(text)));

const withoutLabels = (text: string): string =>
  text
    .split(/[\s:]+/)
    .filter((word) => !LABELS.has(word.toLowerCase()))
    .join(' ');

/** Takes the agency's name from the end of the text: `… said on Monday. (Reuters)`. */
export function takeSignOff(draft: Draft): Draft {
  const { lines } = draft;
  // With such a name behind it, the last paragraph need not look like one.
  for (let end = footerStart(lines), i = Math.max(0, end - 1); i <= end && i < lines.length; i++) {
    const { text } = lines[i]!;
    const from = Math.max(0, text.length - LONGEST);
    const tail = SIGN_OFF.exec(text.slice(from));
    const behind = tail && signatureOf(nameIn(tail.groups!), tail[0]);
    if (tail && behind && isProse(text.slice(0, from + tail.index)))
      return signed(cutEnd(draft, i, from + tail.index, 'sign_off'), behind);
    if (i === 0 || i < end || text.length > LONGEST) continue;
    const own = SIGNED.exec(text)?.groups?.name;
    // Without a sign or a label it may be a tag, unless nothing follows.
    const isSure = own !== undefined || i === lines.length - 1 || withoutLabels(text) !== text || INITIALS.test(text);
    const alone = isSure ? signatureOf(own ?? text, '') : null;
    if (alone) return signed(dropLines(draft, new Set([i]), 'sign_off'), alone);
  }
  return draft;
}

const nameIn = ({ bracketed, bare, codes }: Readonly<Record<string, string | undefined>>): string =>
  (bracketed ?? bare ?? codes!).trim();

const signed = (draft: Draft, { agency, authors }: Signature): Draft =>
  learn(draft, {
    agency: draft.found.agency ?? agency ?? null,
    authors: draft.found.authors.length > 0 ? draft.found.authors : (authors ?? []),
  });
