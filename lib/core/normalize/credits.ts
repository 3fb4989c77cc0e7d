import { agencyOf } from '../extract/agencies.ts';
import { type Draft, dropLines, learn } from '../extract/draft.ts';
import { personName, personNames } from '../extract/names.ts';
import { footerStart, headerSize, isProse } from '../extract/shapes.ts';
import { CREDIT, REPORTERS } from './vocabulary/credits.ts';

/** `Source: Jane Doe, Outlet` below the text, and `SOURCE Company, Inc.` below a press release. */
export function takeCredit(draft: Draft): Draft {
  const footer = footerStart(draft.lines);
  const company = draft.lines.findIndex(({ text }, at) => at >= footer && at > 0 && text.length <= 160 && COMPANY.test(text));
  if (company >= 0) {
    const name = draft.lines[company]!.text.replace(COMPANY, '');
    return learn(dropLines(draft, new Set([company]), 'credit'), { sourceName: draft.found.sourceName ?? name });
  }
  const header = headerSize(draft.lines);
  const i = draft.lines.findIndex(({ text }, at) => (at >= footer || at < header) && text.length <= 160 && CREDIT.test(text));
  if (i < 0 || draft.lines.length === 1) return draft;
  const value = draft.lines[i]!.text.replace(CREDIT, '').replace(/[)\].\s]+$/, '');
  const parts = value
    .split(/\s*[,;/|–—]\s*/u)
    .map((part) => part.replace(COMPILED, ''))
    .filter(Boolean);
  if (value === '' || parts.length > 4 || isProse(value)) return draft;
  const { found } = draft;
  // Texts have a source, pictures a credit.
  const isPictures = /^[([]?credit/i.test(draft.lines[i]!.text);
  const names = parts.length > 1 ? parts.filter((part) => personName(part) !== null && !isSite(part) && !agencyOf(part)) : [];
  const others = parts.filter((part) => !names.includes(part));
  // Two people and no outlet: one of the names is the outlet's, and nothing says which.
  const authors = others.length > 0 && !isPictures ? names : [];
  const outlet = others.length > 0 ? others.at(-1)! : value;
  const agency = agencyOf(outlet);
  return learn(dropLines(draft, new Set([i]), 'credit'), {
    authors: found.authors.length > 0 ? found.authors : authors,
    agency: found.agency ?? agency,
    sourceName: found.sourceName ?? ((NO_OUTLET.test(outlet) && agency === null) || isPictures ? null : outlet),
  });
}

const COMPANY = /^SOURCE:? (?=\p{Lu})/u;

/** An address, or who edited. */
const NO_OUTLET = /^https?:|^\p{Ll}{2,4}$/u;

/** Before who made a text of it. */
const COMPILED = /^(?:oprac\.|bearbeitet von|compiled by)\s/iu;

const isSite = (text: string): boolean => /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(text);

const LONGEST_CREDITS = 400;

/** `(Reporting by Jane Doe; editing by John Roe)` below the text: the first names are those who reported. */
export function takeReporters(draft: Draft): Draft {
  const footer = footerStart(draft.lines);
  const lines = draft.lines
    .keys()
    .filter((i) => i >= footer - 1 && isReporters(draft.lines[i]!.text))
    .toArray();
  if (lines.length === 0 || lines.length === draft.lines.length) return draft;
  const first = draft.lines[lines[0]!]!.text.replace(/^[([（]/u, '')
    .replace(REPORTERS, '')
    .split(/\s*[;；)）\]]/u)[0]!;
  // The place of the reporter stands behind the name: `Jane Doe in Oslo`.
  const names = personNames(first.replace(/\s(?:in|en|à|em|a|aus|в)\s\p{Lu}.*$/u, ''));
  const { authors } = draft.found;
  return learn(dropLines(draft, new Set(lines), 'reporters'), { authors: authors.length > 0 || !names ? authors : names });
}

const isReporters = (text: string): boolean =>
  text.length <= LONGEST_CREDITS && REPORTERS.test(text.replace(/^[([（]/u, '')) && !/[.!?]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(text);
