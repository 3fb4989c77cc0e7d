/** How a text is written, counted in one pass. */
export interface TextShape {
  /** Characters looked at. */
  readonly length: number;
  /** Pieces between spaces; two characters of scripts without spaces count as one more. */
  readonly words: number;
  readonly longestWord: number;
  /** Runs of letters and digits, and those of them that begin with a capital. */
  readonly runs: number;
  readonly capitalized: number;
  readonly letters: number;
  readonly capitals: number;
  readonly digits: number;
  readonly sentences: number;
  readonly commas: number;
  /** Separators of menus and bylines. */
  readonly signs: number;
  /** All that is neither letter, digit, space, comma nor the end of a sentence. */
  readonly symbols: number;
  readonly breaks: number;
  readonly startsLow: boolean;
  /** 2 for the end of a sentence, 1 for a colon, semicolon or comma, 0 for none. */
  readonly ending: number;
}

/** More than this says nothing new of a text. */
const LONGEST_LOOK = 2_000;

// Kinds of characters; those of words come first.
const UPPER = 1;
const LOWER = 2;
/** A letter without case. */
const PLAIN = 3;
/** One of a script without spaces. */
const DENSE = 4;
const DIGIT = 5;
const SPACE = 6;
const BREAK = 7;
const COMMA = 8;
const STOP = 9;
/** A full stop of East Asia, behind which no space follows. */
const WIDE_STOP = 10;
const CLOSING = 11;
const SIGN = 12;
const OTHER = 13;

const MARKS = new Map(
  [
    [' \t\u00a0\u3000', SPACE],
    ['\n', BREAK],
    [',;:，、；：،', COMMA],
    ['.!?…؟।۔', STOP],
    ['。！？', WIDE_STOP],
    [`"'”’“)]}»«›』」）】`, CLOSING],
    ['|©•→@#/·', SIGN],
  ].flatMap(([chars, kind]) => [...(chars as string)].map((char) => [char, kind as number])),
);
const DENSE_CHAR = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** By code unit, filled as they come; 0 where none came yet. */
const kinds = new Uint8Array(2 ** 16);

function kindOf(code: number): number {
  const char = String.fromCharCode(code);
  const mark = MARKS.get(char);
  if (mark !== undefined) return mark;
  if (/\p{Nd}/u.test(char)) return DIGIT;
  if (DENSE_CHAR.test(char)) return DENSE;
  if (!/[\p{L}\p{M}]/u.test(char)) return OTHER;
  if (char.toLowerCase() !== char) return UPPER;
  return char.toUpperCase() === char ? PLAIN : LOWER;
}

function kindAt(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (kinds[code] === 0) kinds[code] = kindOf(code);
  return kinds[code]!;
}

const COUNTS = new Uint32Array(OTHER + 1);

/** Counts the characters and words of a text by their kinds. */
export function textShapeOf(text: string): TextShape {
  const length = Math.min(text.length, LONGEST_LOOK);
  const counts = COUNTS.fill(0);
  let [words, runs, capitalized, sentences, longestWord] = [0, 0, 0, 0, 0];
  let [before, wordStart] = [SPACE, 0];
  for (let i = 0; i < length; i++) {
    const kind = kindAt(text, i);
    counts[kind]!++;
    if (kind === SPACE || kind === BREAK) {
      longestWord = Math.max(longestWord, i - wordStart);
      wordStart = i + 1;
    } else if (before === SPACE || before === BREAK) words++;
    if (kind <= DIGIT && before > DIGIT) {
      runs++;
      if (kind === UPPER) capitalized++;
    } else if (kind === WIDE_STOP || (kind === STOP && endsAt(text, i + 1))) sentences++;
    before = kind;
  }
  const letters = counts[UPPER]! + counts[LOWER]! + counts[PLAIN]! + counts[DENSE]!;
  const spaces = counts[SPACE]! + counts[BREAK]!;
  return {
    length,
    words: words + (counts[DENSE]! >> 1),
    longestWord: Math.max(longestWord, length - wordStart),
    runs,
    capitalized,
    letters,
    capitals: counts[UPPER]!,
    digits: counts[DIGIT]!,
    sentences,
    commas: counts[COMMA]!,
    signs: counts[SIGN]!,
    symbols: length - letters - counts[DIGIT]! - spaces - counts[COMMA]! - sentences,
    breaks: counts[BREAK]!,
    startsLow: length > 0 && kindAt(text, 0) === LOWER,
    ending: endingOf(text),
  };
}

/** Marks that may close what ended before them. */
const MOST_CLOSING = 3;

function endingOf(text: string): number {
  let last = text.length - 1;
  if (last >= 0 && kindAt(text, last) === COMMA) return 1;
  for (let i = 0; i < MOST_CLOSING && last > 0 && kindAt(text, last) === CLOSING; i++) last--;
  const kind = last < 0 ? OTHER : kindAt(text, last);
  return kind === STOP || kind === WIDE_STOP ? 2 : 0;
}

/** Whether a sentence may end before this place. */
function endsAt(text: string, i: number): boolean {
  const kind = i < text.length ? kindAt(text, i) : BREAK;
  return kind === SPACE || kind === BREAK || kind === CLOSING;
}
