import { classAt, eachRun, LETTER, MARK, NUMBER } from './character-classes.ts';
import { remember } from './remember.ts';

/** What kind of text a line is, judged by its shape alone. */

// Thai, kana, Han and Hangul by their blocks: script properties take five times as long.
const CJK = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Longer lines are never a headline, a byline or a button. */
export const SHORT_LINE = 300;

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** Words, counting two characters of scripts without spaces as one. */
export const wordCountOf = (text: string): number => wordsUpTo(text, Number.POSITIVE_INFINITY);

/** The same; a text that has enough of them need not be read to its end. */
function wordsUpTo(text: string, enough: number): number {
  let words = 0;
  let dense = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const space = code <= 0x20 ? code === 0x20 || (code >= 9 && code <= 13) : code >= 0xa0 && isSpace(code);
    if (!space && !inWord && ++words >= enough) return words;
    inWord = !space;
    if (code >= 0xe00 && isDense(code)) dense++;
  }
  return words + Math.floor(dense / 2);
}

/** Spaces beyond ASCII, as `\\s` has them. */
const isSpace = (code: number): boolean =>
  code === 0xa0 ||
  (code >= 0x1680 &&
    (code === 0x1680 ||
      (code >= 0x2000 && code <= 0x200a) ||
      code === 0x2028 ||
      code === 0x2029 ||
      code === 0x202f ||
      code === 0x205f ||
      code === 0x3000 ||
      code === 0xfeff));
const isDense = (code: number): boolean =>
  code <= 0xe7f || (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af);

/** Running text: a whole statement or several. A question or exclamation may be a headline, so it must be longer. */
export function isProse(text: string): boolean {
  if (text.length >= 220) return true;
  if (text.length < 25) return false;
  // Characters are searched for only where they decide: most lines end like a sentence or are too short.
  if (text.length < 55 && !CJK.test(text)) return false;
  if (isStatement(text)) return true;
  return text.length >= 90 && CJK.test(text);
}

/** Whether the text is so many words and ends like a sentence that states something. */
export const isStatement = (text: string): boolean => endsStatement(text) && wordsUpTo(text, LEAST_STATEMENT) >= LEAST_STATEMENT;

/** Whether what ends the text is a full stop, or in a longer one a question or an exclamation, with quotes or brackets behind it. */
function endsStatement(text: string): boolean {
  const least = Math.max(0, text.length - 1 - MOST_CLOSING);
  let last = text.length - 1;
  while (last > least && endingAt(text, last) === CLOSING) last--;
  const ending = last < 0 ? NO_ENDING : endingAt(text, last);
  return ending === STATEMENT || (ending === SENTENCE && text.length >= 140);
}

/** In words. */
const LEAST_STATEMENT = 8;
/** Quotes and brackets behind the mark. */
const MOST_CLOSING = 3;
// What may end a sentence.
const NO_ENDING = 1;
const CLOSING = 2;
const STATEMENT = 3;
const SENTENCE = 4;

// Filled as UTF-16 units are met; 0 is not yet known.
const endings = new Uint8Array(0x10000);

function endingAt(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (endings[code] === 0) endings[code] = endingOf(text[i]!);
  return endings[code]!;
}

function endingOf(char: string): number {
  if (/[.…。।۔]/.test(char)) return STATEMENT;
  if (/[！？!?؟]/.test(char)) return SENTENCE;
  return /[\p{Pe}\p{Pf}\p{Pi}"'”’]/u.test(char) ? CLOSING : NO_ENDING;
}

/** What a headline looks like: a few words, no full stop, no label, not begun in lower case. */
export function isHeadline(text: string): boolean {
  if (text.length > 250) return false;
  const count = wordCountOf(text);
  if (count < 3 || count > 35) return false;
  if (/[.:;,。：，]$/.test(text) && !/(?:\.\.\.|\b\p{Lu}\.\p{Lu}\.)$/u.test(text)) return false;
  return /^[A-Z]/.test(text) || /^[\p{P}\p{S}\s]{0,3}[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(text) || /^\p{Ll}\p{Lu}/u.test(text);
}

/** Letters and digits in lower case, the same for every style of quotes and dashes. */
export function tokensOf(text: string): string[] {
  // Small letters may compose with marks that stand behind capitals by themselves, as in `J̌`.
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC');
  const tokens: string[] = [];
  eachRun(folded, LETTER | MARK | NUMBER, (start, end) => tokens.push(folded.slice(start, end)));
  return tokens;
}

const KEPT_CHARS = 50_000;

/** The same joined by spaces. */
export const foldOf = remember(KEPT_CHARS, (text) => tokensOf(text).join(' '));

/** The longest header or footer of a page that rules look at. */
const ZONE_LINES = 400;

/** How many lines stand before the first prose; none when it is too far down to tell. */
export function headerSize(lines: readonly { readonly text: string }[]): number {
  const first = lines.slice(0, ZONE_LINES).findIndex((line) => isProse(line.text));
  return first >= 0 ? first : lines.length <= ZONE_LINES ? lines.length : 0;
}

/** A line that is no prose costs this many characters of it: so a cookie notice before a menu is no start of an article. */
const LINE_COST = 30;
/** Beyond this length a line of prose counts no more; one huge line is no article yet. */
const PROSE_MOST = 600;

/**
 * Where the article's text begins: the start of the run of lines that holds most prose (the maximum-sum segment, found as
 * by Kadane). None when there is no prose.
 */
export function textStart(lines: readonly { readonly text: string }[]): number {
  let [best, bestSum] = [-1, 0];
  let [start, sum] = [0, 0];
  lines.forEach(({ text }, i) => {
    if (sum <= 0) [start, sum] = [i, 0];
    sum += isProse(text) ? Math.min(text.length, PROSE_MOST) : -LINE_COST;
    if (sum > bestSum) [best, bestSum] = [start, sum];
  });
  return best;
}

/** The index behind the last prose; the end when that is too far up to tell. */
export function footerStart(lines: readonly { readonly text: string }[]): number {
  const least = Math.max(0, lines.length - ZONE_LINES);
  for (let i = lines.length - 1; i >= least; i--) if (isProse(lines[i]!.text)) return i + 1;
  return least === 0 ? 0 : lines.length;
}

/** Words that the prose writes in lower case: they name things, not people. */
export type CommonWords = Pick<ReadonlySet<string>, 'has'>;

/** The common words of a text. Few are asked for, so that each is searched for. */
export function commonWordsOf(lines: readonly { readonly text: string }[]): CommonWords {
  let openings: readonly string[] | undefined;
  const has = (word: string) => {
    openings ??= lines.slice(0, ZONE_LINES).flatMap(({ text }) => (isProse(text) ? withoutAddresses(text.slice(0, 2_000)) : []));
    return openings.some((opening) => holdsWord(opening, word));
  };
  return { has: (word) => isLowWord(word) && has(word) };
}

/** Addresses and programs write names in lower case: `jane.doe@outlet.example`, `jane_room`. */
const withoutAddresses = (text: string): string => (/[@_]/.test(text) ? text.replace(ADDRESS, ' ') : text);
const ADDRESS = /[\p{L}\p{N}._+-]{0,60}@[\p{L}\p{N}.-]{2,60}|[\p{L}\p{N}]{1,40}_[\p{L}\p{N}_]{1,60}/gu;

/** Whether a text is a word that begins in lower case; one letter alone is none. */
const isLowWord = (text: string): boolean => /^\p{Ll}[\p{L}\p{M}]+$/u.test(text);

function holdsWord(text: string, word: string): boolean {
  const isInWord = (i: number) => i >= 0 && i < text.length && (classAt(text, i) & (LETTER | MARK)) !== 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isInWord(at - 1) && !isInWord(at + word.length)) return true;
  }
  return false;
}
