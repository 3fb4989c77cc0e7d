import { announcesOther } from '../extract/byline-tail.ts';
import { type Draft, dropLines, type Line, learn } from '../extract/draft.ts';
import { personName } from '../extract/names.ts';
import { hasRole, positionedNames } from '../extract/positions.ts';
import { commonWordsOf, foldOf, isProse, tokensOf } from '../extract/shapes.ts';
import {
  COPYRIGHT,
  FIRST_PERSON,
  I_AM,
  IMPERSONAL,
  ORGANIZATION,
  PERSONAL,
  PRONOUN_IS,
  WRITER,
} from './vocabulary/biographies.ts';

/** A name that the page shows where authors are presented, and the line that holds nothing else. */
interface Presented {
  readonly name: string;
  readonly line?: number;
}

/**
 * The author whom no byline names: one person alone is presented below the text, or holds the copyright of a page that says `I`.
 */
export function takePresentedAuthor(draft: Draft): Draft {
  const { lines, found } = draft;
  if (found.authors.length > 0 || lines.length < LEAST_LINES) return draft;
  const headline = foldOf(found.title ?? '');
  for (const signs of [presented, owning]) {
    const shown = signs(lines);
    if (shown.length === 0) continue;
    // A handle such as `@jane_doe` is in lower case.
    const common = commonWordsOf(lines.filter(({ text }) => !shown.some(({ name }) => text.startsWith(name))));
    // Whom the headline names, the article is about; and so it is with the company of a press release.
    const people = shown.filter(
      ({ name }) => !tokensOf(name).some((word) => common.has(word)) && !` ${headline} `.includes(` ${foldOf(name)} `),
    );
    if (new Set(people.map(({ name }) => foldOf(name))).size !== 1) continue;
    const taken = new Set(people.flatMap(({ line }) => line ?? []));
    return learn(dropLines(draft, taken, 'byline'), { authors: [people.at(-1)!.name] });
  }
  return draft;
}

const LEAST_LINES = 2;
/** Above stand people of other articles. */
const PRESENTED_BELOW = 0.4;
const ABOUT = /^(?:about|meet|über|à propos de|sobre|acerca de|over|om|об?)(?: the author:?)? (?=\p{Lu})/iu;

function presented(lines: readonly Line[]): Presented[] {
  const people: Presented[] = [];
  for (const { text } of lines) {
    const name = people.length < MOST_PRESENTED ? nameWithin(text, lines) : null;
    if (name !== null) people.push({ name });
  }
  for (let line = Math.floor(lines.length * PRESENTED_BELOW); line < lines.length - 1; line++) {
    const text = lines[line]!.text.replace(ABOUT, '');
    const below = [lines[line + 1]!.text, lines[line + 2]?.text ?? ''];
    if (text.length > LONGEST_NAME_LINE || !below.some((next) => mayPresent(next, text)) || isProse(text)) continue;
    const name = personName(text) ?? positionedNames(text)?.[0] ?? nameBefore(text, below[0]!);
    if (
      name &&
      !isProduct(name) &&
      !announcesOther(lines[line - 1]?.text ?? '') &&
      below.some((next) => isBiographyOf(next, name))
    )
      people.push(name.length === text.length ? { name, line } : { name });
  }
  return people;
}

/** Without it, a text is no biography of anybody whom a line names; names take longer to find. */
const mayPresent = (text: string, line: string): boolean =>
  text.length >= LEAST_OWN && (text.startsWith('Dr. ') || line.includes(text[0]!) || hasRole(text.slice(0, OPENING)));

/** Beyond, a page lists people; each is looked for in all lines. */
const MOST_PRESENTED = 20;

/** `Nova CLI is a tool for …`: an acronym is no part of a person's name, save behind a comma. */
const isProduct = (name: string): boolean => name !== name.toUpperCase() && /^[^,]*\b\p{Lu}{3,}\b/u.test(name);

/** A name that lost its line: `Jane Doe I’m a writer …`, `Jane Doe: For ten years, Jane has …`. */
function nameWithin(text: string, lines: readonly Line[]): string | null {
  if (text.length > LONGEST_BIOGRAPHY || !TWO_CAPITALS.test(text)) return null;
  const writer = WRITER.exec(text)?.[1];
  if (writer !== undefined) return isMentioned(writer.split(' ').at(-1)!, lines) ? null : personName(writer);
  if (text.length < LEAST_BIOGRAPHY) return null;
  const [, words, mark] = NAME_BEGUN.exec(text) ?? [];
  const name = words === undefined ? null : personName(words);
  if (name === null) return null;
  const rest = text.slice(words!.length + mark!.length);
  if (mark === ' ') return I_AM.test(rest) && hasRole(rest.slice(0, OPENING)) ? name : null;
  // Of a product or a speaker, the text has more to say.
  const first = name.split(' ')[0]!;
  return rest.includes(`, ${first} `) && !isMentioned(first, lines) ? name : null;
}

const isMentioned = (word: string, lines: readonly Line[]): boolean =>
  lines.filter(({ text }) => text.includes(word)).length > MOST_MENTIONS;

/** In lines, its own among them. */
const MOST_MENTIONS = 2;

const TWO_CAPITALS = /^\p{Lu}\S+ \p{Lu}/u;
const NAME_BEGUN = /^(\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]*){1,2})(: | )(?=\p{Lu})/u;
const LONGEST_BIOGRAPHY = 1_500;

const LONGEST_NAME_LINE = 120;

/** `Jane Doe Lives in Oslo`, and below it `Jane writes …`. */
function nameBefore(text: string, next: string): string | null {
  const first = /^(\p{Lu}[\p{L}'’-]{1,20}) \p{Ll}/u.exec(next)?.[1];
  return first !== undefined && text.startsWith(`${first} `) ? personName(text.split(' ', 2).join(' ')) : null;
}

/** Whether a text opens with a name, or its first or last word, and goes on in lower case; or says of it what she is. */
export function presents(text: string, name: string): boolean {
  const [bare] = name.split(',', 1) as [string];
  const words = bare.split(' ');
  if (text.length < LEAST_BIOGRAPHY || !(text.startsWith(words[0]!) || text.startsWith('Dr. '))) return false;
  const plain = text.replace(INITIAL, '$1');
  const first = ARTICLE.test(words[0]!) ? bare : words[0]!;
  const opening = [name, bare, first, `Dr. ${words.at(-1)}`, `Dr. ${bare}`].find(
    (part) => plain.startsWith(`${part} `) || plain.startsWith(`${part}, `),
  );
  return opening !== undefined && /^,? \p{Ll}/u.test(plain.slice(opening.length));
}

/** A word that outlets' names begin with, as most sentences do. */
const ARTICLE = /^(?:the|an?|der|die|das|la|le|les|el|los|las|il|lo|de|het|den|det|o|os|as)$/iu;

/** The initial of a middle name, which the line above may lack. */
const INITIAL = /^(\p{Lu}[\p{L}’'-]+)(?: \p{Lu}\.){1,2}/u;

const LEAST_BIOGRAPHY = 60;
/** Who says `I am` needs fewer words. */
const LEAST_OWN = 30;
const OPENING = 250;

/** Whether a text is what a page says of its author: it presents the name, or says what somebody is who is called so. */
export const isBiographyOf = (text: string, name: string): boolean =>
  (presents(text, name) && !isOfThing(text)) ||
  (text.length >= LEAST_OWN && I_AM.test(text.slice(0, OPENING)) && hasRole(text.slice(0, OPENING))) ||
  (text.length >= LEAST_BIOGRAPHY &&
    (PRONOUN_IS.test(text) || text.slice(0, OPENING).includes(`, ${name.split(' ')[0]!} `)) &&
    hasRole(text.slice(0, OPENING)));

/** A product is presented, too: `Nova Board is a tool in which you can …`. */
const isOfThing = (text: string): boolean => IMPERSONAL.test(text) && !hasRole(text.slice(0, OPENING)) && !PERSONAL.test(text);

/** `© 2025 Jane Doe` below a text in which somebody says `I`. */
function owning(lines: readonly Line[]): Presented[] {
  const people = lines.slice(-COPYRIGHT_LINES).flatMap(({ text }) => {
    const match = text.length <= LONGEST_COPYRIGHT ? COPYRIGHT.exec(text) : null;
    const words = match?.groups?.owner?.replace(/['’]s .*$|,? (?:LLC|Ltd|Inc)\b.*$/u, '').trim();
    const name = words === undefined || ORGANIZATION.test(words) ? null : personName(words);
    return name && name.split(' ').length <= 3 ? [{ name }] : [];
  });
  if (people.length === 0 || people.some(({ name }) => isSpokenOf(lines, name))) return [];
  const prose = lines.filter(({ text }) => isProse(text) && !/^["“„«]/.test(text));
  return prose.slice(0, Math.ceil(prose.length * OWN_WORDS)).filter(({ text }) => FIRST_PERSON.test(text)).length >= LEAST_I
    ? people
    : [];
}

/** Who says `I` does not speak of oneself as of a company: `from Jane Doe`; she may be presented as `by Jane Doe`. */
const isSpokenOf = (lines: readonly Line[], name: string): boolean =>
  lines.some(({ text }) => {
    const at = isProse(text) ? text.indexOf(name, 1) : -1;
    return (
      at > 0 &&
      !/\b(?:by|am|is|name(?: is|['’]s)|I['’]m|von|par|por|di|door|av|af)\s$/iu.test(text.slice(Math.max(0, at - 20), at))
    );
  });

const COPYRIGHT_LINES = 40;
const LONGEST_COPYRIGHT = 200;
/** Below so much of the prose may stand comments. */
const OWN_WORDS = 0.6;
const LEAST_I = 2;
