import { agencyAmong } from '../extract/agencies.ts';
import { dateAt } from '../extract/dates.ts';
import { cutStart, type Draft, learn } from '../extract/draft.ts';
import { type DateContext, datesAmong } from '../extract/possible-dates.ts';
import { commonWordsOf, isProse, tokensOf } from '../extract/shapes.ts';
import { type EastAsianDateline, eastAsianDateline } from './dateline-east-asian.ts';

/** `MOSCOW: `, `PARIS, March 3 (AFP) — `, `Berlin (dpa) - `, `(Reuters) - `, `HANNOVER. `, `OSLO, May 3, 2024 /PRNewswire/ -- `, `MADRID (EFE).- `, `МОСКВА, 3 мая. /ТАСС/. `. */
const DATELINE =
  /^(?<place>\p{Lu}[\p{L}\p{M}'’. -]{1,40}?)?(?<region>(?!, [\p{L}\p{M}]{3,10}\. \d), ?\p{Lu}[\p{L}\p{M}'’. -]{1,25})?(?<date>,? [\p{L}\p{M}]{3,10}\.? \d{1,2}(?:, ?\d{4})?|,? \d{1,2}\.? [\p{L}\p{M}]{3,10}\.?(?: \d{4})?|, \d{1,2}[./]\d{1,2}[./]\d{4})?(?<credit>\.? ?(?:-- ?)?(?:\([\p{L}\p{M}\p{N}/ .&-]{2,40}\)|\/[\p{L}\p{N} .&-]{2,40}\/))?(?<joint>\.?\s?(?:—|–|--|:|-)\s|(?<=\))--|\.\s)(?=[\p{Lu}\p{Lo}\p{N}\p{Pi}\p{Ps}"'])/u;

/** Words in capitals before a colon that are labels or speakers, not places. */
const NOT_A_PLACE =
  /^(?:WATCH|LISTEN|READ|UPDATED?|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|EXPLAINER|VIDEO|PHOTOS?|LIVE|NEWS|NOTE|WARNING|CORRECTION|EDITOR|INTERVIEW|QUESTION|ANSWER|SPOILER|FACT CHECK|DISCLAIMER|PRESS RELEASE|SUMMARY|TLDR|NATO|NASA|OPEC|UNESCO|UNICEF|NOTA|HINWEIS|ACHTUNG|EXKLUSIV|KOMMENTAR|ANALYSE|TL;DR)\b/u;
const MIN_CAPITALS = 4;
/** As any text that begins with so many capitals. */
const SHOUTED = /^\p{Lu}[^a-z]{3}/u;

/** Takes the dateline from before the first sentence: the place, the agency and, with a year, the date. */
export function takeDateline(draft: Draft, { latest }: DateContext): Draft {
  const first = draft.lines.findIndex((line) => isProse(line.text));
  if (first < 0) return draft;
  const { text } = draft.lines[first]!;
  const eastAsian = eastAsianDateline(text);
  if (eastAsian) return takeEastAsian(draft, first, eastAsian);
  const head = text.slice(0, 160);
  // Without brackets only a place in capitals counts.
  const match = /[(/]|\.[–—-]\s/.test(head) || SHOUTED.test(head) ? DATELINE.exec(head) : null;
  const groups = match?.groups;
  if (!match || !groups || !isDateline(groups, draft, first)) return draft;
  const { found } = draft;
  const dateline = match[0].slice(0, match[0].length - groups.joint!.length).trim();
  const date = groups.date ? dateAt(groups.date.replace(/^,? ?/, '')) : null;
  const credit = groups.credit ? wireOf(groups.credit) : null;
  // Between a place and a dash, brackets credit an agency, also one that we do not know.
  const agency = credit === null ? null : (agencyAmong(credit) ?? credit);
  return learn(cutStart(draft, first, match[0].length, 'dateline'), {
    dateline: found.dateline ?? dateline,
    datelinePlace: found.datelinePlace ?? (groups.place ? placeName(groups.place) : null),
    agency: found.agency ?? agency,
    ...datesAmong(found, { published: [date && { ...date.date, source: 'dateline' }] }, latest),
  });
}

function takeEastAsian(draft: Draft, first: number, { length, dateline, place, agency, authors }: EastAsianDateline): Draft {
  const { found } = draft;
  return learn(cutStart(draft, first, length, 'dateline'), {
    dateline: found.dateline ?? dateline,
    datelinePlace: found.datelinePlace ?? place,
    agency: found.agency ?? agency,
    authors: found.authors.length > 0 ? found.authors : authors,
  });
}

const wireOf = (credit: string): string => credit.replace(/^[.\s-]*[(/]|[)/]$/g, '');

function isDateline(groups: Record<string, string | undefined>, draft: Draft, first: number): boolean {
  const { place, date, credit, joint } = groups;
  const agency = credit ? agencyAmong(wireOf(credit)) : null;
  const isSlashed = credit?.endsWith('/') ?? false;
  if (joint === '. ' && !isSlashed && (date || credit || (place ?? '').includes('.'))) return false;
  if (!place) return agency !== null && !date;
  if (NOT_A_PLACE.test(place) || place.split(/\s+/).length > 4) return false;
  // Spanish papers write `Ciudad del Lago.- `.
  if (agency !== null || (date && credit) || /^\.[–—-]/.test(joint!)) return true;
  const capitals = place === place.toUpperCase() && (place.match(/\p{Lu}/gu)?.length ?? 0) >= MIN_CAPITALS;
  if (!capitals || (credit && !/^\p{Lu}[\p{L}\p{M}&.-]*(?: \p{Lu}[\p{L}\p{M}&.-]*){0,3}$/u.test(wireOf(credit)))) return false;
  // A word that the text also uses in lower case is shouted, not a place.
  const common = commonWordsOf(draft.lines);
  if (joint === '. ' && tokensOf(place).some((word) => common.has(word))) return false;
  // In an interview, speakers stand where a place would: then other paragraphs begin so too.
  return !draft.lines.some(
    ({ text }, i) => i !== first && !NOT_A_PLACE.test(text) && /^\p{Lu}[\p{Lu} .'’-]{1,40}[:.]\s/u.test(text),
  );
}

/** `NEW YORK` as `New York`; mixed case stays. */
function placeName(place: string): string {
  if (place !== place.toUpperCase()) return place.trim();
  return place
    .trim()
    .toLowerCase()
    .replace(/(^|[\s.'’-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}
