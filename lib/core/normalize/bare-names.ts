import { agencyOf } from '../extract/agencies.ts';
import { announcesOther, withoutAddress, withoutAgencies } from '../extract/byline-tail.ts';
import { type Draft, dropLines, type Line, learn } from '../extract/draft.ts';
import { BYLINE, TEAM } from '../extract/meta-labels.ts';
import { bareNames } from '../extract/names.ts';
import { hasRole, isRole, positionedNames } from '../extract/positions.ts';
import { type CommonWords, commonWordsOf, isProse, tokensOf } from '../extract/shapes.ts';
import { isBiographyOf, presents } from './biographies.ts';
import { isShare } from './furniture.ts';
import { firstBelowTitle, indexBelowTitle, LINES_ABOVE_TITLE, LINES_OF_HEADER } from './header-place.ts';
import { BUTTON } from './vocabulary/share.ts';

/** Names alone on a line beside a date or the like, or with a position between, which the text nowhere uses as common words. */
export function takeBareNames(before: Draft, header: number, after: Draft, taken: ReadonlyMap<number, string>): Draft {
  if (after.found.authors.length > 0) return after;
  const start = firstBelowTitle(before);
  const common = commonWordsOf(before.lines);
  for (const i of placesOfNames(before, header, start, taken)) {
    const line = before.lines[i]!;
    const { text } = line;
    const entity = taken.get(i + 1) === 'date_line' && i < start + LINES_TO_ENTITY && isKnownEntity(before, i, common);
    const names = peopleAt(before.lines, i, common) ?? (entity ? [text] : null);
    if (!names) continue;
    const agency = agencyOf(text);
    const more = agency || entity ? [] : namesRightAbove(before, i, start, common);
    const found = agency ? { agency: after.found.agency ?? agency } : { authors: [...more.map((other) => other.text), ...names] };
    const lines = new Set([
      ...nameAndRole(after.lines, after.lines.indexOf(line), entity),
      ...more.map((other) => after.lines.indexOf(other)),
    ]);
    return learn(dropLines(after, lines, 'byline'), found);
  }
  return after;
}

/** The people whom a line names, none of whose names the text uses as common words. */
function peopleAt(lines: Draft['lines'], i: number, common: CommonWords): string[] | null {
  const { text } = lines[i]!;
  const people = namesBeside(text);
  if (people === null) return null;
  const words = tokensOf(people.join(' '));
  // A name may hold a common word; then the header must have it twice.
  const isTwice = lines.some((other, at) => at !== i && Math.abs(at - i) < LINES_TO_NAME && other.text === text);
  const share = words.filter((word) => common.has(word)).length / words.length;
  return (isTwice ? share < 1 : share === 0) ? people : null;
}

/** The lines that may name the author, the likeliest first. */
function placesOfNames(draft: Draft, header: number, start: number, taken: ReadonlyMap<number, string>): number[] {
  const placed = draft.found.titleEnd !== null;
  const marks = [...taken.keys()].filter((i) => i < header);
  const above = placed ? namesAboveTitle(draft, start) : [];
  return [
    ...marks.flatMap((i) => [i - 1, belowButtons(draft, i + 1), i - 2]),
    ...(placed ? [...namesOverRoles(draft, start), ...namesUnderTitle(draft, start)] : []),
    ...above,
  ].filter(
    (i) =>
      (i >= start || above.includes(i)) &&
      i <= Math.max(header, start + LINES_TO_ENTITY) &&
      i < draft.lines.length &&
      !taken.has(i) &&
      !announcesOther(draft.lines[i - 1]?.text ?? ''),
  );
}

/** Each author may have a line. */
function namesRightAbove({ lines, found }: Draft, at: number, start: number, common: CommonWords): Line[] {
  const names: Line[] = [];
  for (let i = at - 1; i >= start && found.titleEnd !== null && lines[i]!.start >= found.titleEnd; i--) {
    const { text } = lines[i]!;
    if (text === lines[at]!.text || bareNames(text)?.join() !== text || tokensOf(text).some((word) => common.has(word))) break;
    names.unshift(lines[i]!);
  }
  return names;
}

/** The line of a name, and what a person is right below it. */
function nameAndRole(lines: Draft['lines'], at: number, isEntity: boolean): ReadonlySet<number> {
  const role = lines[at + 1]?.text ?? '';
  return new Set(!isEntity && !role.includes('@') && tokensOf(role).length <= LONGEST_ROLE && isRole(role) ? [at, at + 1] : [at]);
}

/** The first line from here on that is no button to share or save the page. */
function belowButtons({ lines }: Draft, from: number): number {
  let i = from;
  while (i < lines.length && i < from + MOST_BUTTONS && (isShare(lines[i]!.text) || BUTTON.test(lines[i]!.text))) i++;
  return i;
}

const MOST_BUTTONS = 4;
/** In words; longer ones are a biography's. */
const LONGEST_ROLE = 3;

/** The lines above what somebody is. */
const namesOverRoles = ({ lines }: Draft, start: number): number[] =>
  [...lines.keys()]
    .slice(start, start + LINES_OF_HEADER)
    .filter((i) => isRole(lines[i]!.text))
    .map((i) => i - 1);

/** The same right above the headline: `Jane Doe`, `Writer`, `May 3, 2024`. */
const namesAboveTitle = ({ lines }: Draft, start: number): number[] =>
  [...lines.keys()]
    .slice(Math.max(0, start - LINES_ABOVE_TITLE), start)
    .filter((i) => bareNames(lines[i]!.text) !== null && isRole(lines[i + 1]!.text));

/** A name right below the headline, or within some lines of it when the page has that line twice, as at a portrait or a biography. */
function namesUnderTitle(draft: Draft, start: number): number[] {
  const { lines } = draft;
  const below = indexBelowTitle(draft);
  return [...lines.keys()].slice(Math.max(start, below), below + LINES_TO_NAME).filter((i) => {
    const { text } = lines[i]!;
    const name = withoutAddress(text);
    if (bareNames(name) === null || (ACRONYM.test(name) && name !== name.toUpperCase())) return false;
    return i === below || name !== text || isPresented(lines, text) || lines[i + 1]?.text === text || isIntroduced(lines, i);
  });
}

/** A biography stands right below the name, here or where the page has it again. */
const isIntroduced = (lines: Draft['lines'], i: number): boolean => {
  const { text: name } = lines[i]!;
  return lines.some(({ text }, at) => text === name && [1, 2].some((step) => isBiographyOf(lines[at + step]?.text ?? '', name)));
};

const LINES_TO_NAME = 6;
const ACRONYM = /\b\p{Lu}{3,}\b/u;

/** Whether some line presents a person: `Jane is a reporter in Oslo`. */
const isPresented = (lines: Draft['lines'], name: string): boolean => lines.some(({ text }) => presents(text, name));

/** `Jane Doe`, also with how to reach her, what she is or where: `Jane Doe @jane_doe`, `Jane Doe (Managing Editor)`, `Jane Doe, Columnist`, `Jane Doe in Oslo`. */
export const namesBeside = (text: string): string[] | null =>
  bareNames(withoutAgencies(withoutAddress(text))) ??
  positionedNames(text) ??
  (hasRole(text) ? null : bareNames(text.replace(PLACED, '$1')));

/** Where a reporter is. */
const PLACED = /^(\p{Lu}\S+(?: \S+){1,2}) (?:in|at|en|à|a|em|aus|из) \p{Lu}[\p{L}’' -]{2,30}$/u;

const LINES_TO_ENTITY = 4;

/** What a company or a pseudonym looks like. */
export const isEntity = (text: string): boolean =>
  text.length <= 40 &&
  text.split(' ').length <= 5 &&
  !/[.,:;!?|/]|\s[–—-]\s/u.test(text) &&
  /^(?:[Tt]he )?\p{Lu}/u.test(text) &&
  /\p{L}{3}/u.test(text);

/** A collective, or a name that the text uses too, right above the date. */
function isKnownEntity({ lines, found }: Draft, i: number, common: CommonWords): boolean {
  const { text } = lines[i]!;
  if (found.titleEnd === null || !isEntity(text) || isProse(text) || BYLINE.test(text)) return false;
  if (TEAM.test(text) || agencyOf(text) !== null || isPresented(lines, text)) return true;
  if (!text.includes(' ') && common.has(text.toLowerCase())) return false;
  return lines.some((line, at) => at > i && isProse(line.text) && line.text.slice(1).includes(text));
}
