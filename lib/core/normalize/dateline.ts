import { dateAt } from '../extract/dates.ts';
import { cutStart, type Draft, learn } from '../extract/draft.ts';
import { agencyOf } from '../extract/names.ts';
import { isProse } from '../extract/shapes.ts';

/** `MOSCOW: `, `PARIS, March 3 (AFP) — `, `Berlin (dpa) - `, `(Reuters) - `. */
const DATELINE =
  /^(?<place>\p{Lu}[\p{L}\p{M}'’. -]{1,40}?)?(?<region>, ?\p{Lu}[\p{L}\p{M}'’. -]{1,25})?(?<date>,? [\p{L}\p{M}]{3,10}\.? \d{1,2}(?:, ?\d{4})?|,? \d{1,2}\.? [\p{L}\p{M}]{3,10}\.?(?: \d{4})?|, \d{1,2}[./]\d{1,2}[./]\d{4})?(?<credit> ?\([\p{L}\p{M}\p{N}/ .&-]{2,40}\))?(?<joint>\s?(?:—|–|--|:|-)\s)(?=[\p{Lu}\p{Lo}\p{N}\p{Pi}\p{Ps}"'])/u;

/** Words in capitals before a colon that are labels or speakers, not places. */
const NOT_A_PLACE =
  /^(?:WATCH|LISTEN|READ|UPDATED?|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|EXPLAINER|VIDEO|PHOTOS?|LIVE|NEWS|NOTE|WARNING|CORRECTION|EDITOR|INTERVIEW|QUESTION|ANSWER|SPOILER|FACT CHECK|DISCLAIMER|PRESS RELEASE|NATO|NASA|OPEC|UNESCO|UNICEF|NOTA|HINWEIS|ACHTUNG|EXKLUSIV|KOMMENTAR|ANALYSE|TL;DR)\b/u;
const MIN_CAPITALS = 4;

/** Takes the dateline from before the first sentence: the place, the agency and, with a year, the date. */
export function takeDateline(draft: Draft): Draft {
  const first = draft.lines.findIndex((line) => isProse(line.text));
  if (first < 0) return draft;
  const { text } = draft.lines[first]!;
  const match = DATELINE.exec(text.slice(0, 160));
  const groups = match?.groups;
  if (!match || !groups || !isDateline(groups, draft, first)) return draft;
  const { found } = draft;
  const dateline = match[0].slice(0, match[0].length - groups.joint!.length).trim();
  const date = groups.date ? dateAt(groups.date.replace(/^,? ?/, '')) : null;
  const agency = groups.credit ? agencyOf(inParentheses(groups.credit)) : null;
  return learn(cutStart(draft, first, match[0].length, 'dateline'), {
    dateline: found.dateline ?? dateline,
    datelinePlace: found.datelinePlace ?? (groups.place ? placeName(groups.place) : null),
    agency: found.agency ?? agency,
    published: found.published ?? (date ? { ...date.date, source: 'dateline' } : null),
  });
}

const inParentheses = (text: string): string => text.trim().slice(1, -1);

function isDateline(groups: Record<string, string | undefined>, draft: Draft, first: number): boolean {
  const { place, date, credit } = groups;
  const agency = credit ? agencyOf(inParentheses(credit)) : null;
  if (!place) return agency !== null && !date;
  if (NOT_A_PLACE.test(place) || place.split(/\s+/).length > 4) return false;
  if (agency !== null || (date && credit)) return true;
  if (credit) return false;
  const capitals = place === place.toUpperCase() && (place.match(/\p{Lu}/gu)?.length ?? 0) >= MIN_CAPITALS;
  // In an interview, speakers stand where a place would: then other paragraphs begin so too.
  return capitals && !draft.lines.some(({ text }, i) => i !== first && /^\p{Lu}[\p{Lu} .'’-]{1,40}:\s/u.test(text));
}

/** `NEW YORK` as `New York`; mixed case stays. */
function placeName(place: string): string {
  if (place !== place.toUpperCase()) return place.trim();
  return place
    .trim()
    .toLowerCase()
    .replace(/(^|[\s.'’-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}
