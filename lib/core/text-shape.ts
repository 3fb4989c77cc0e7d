import { unitsOf } from './units.ts';

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

/**
 * What a character adds to the counts, by its kind and that of the one before; four counts are in the bits of a number, since counts
 * stay below `LONGEST_LOOK`. So the counting has no branch, of which nobody could foretell one where words end.
 */
const BITS = 13;
const MASK = 2 ** BITS - 1;
const packed = (...counts: readonly boolean[]): number =>
  counts.reduce((sum, counts, i) => sum + Number(counts) * 2 ** (BITS * i), 0);
const KINDS = 1 << 4;
const [beginning, letters, marks] = [new Float64Array(KINDS * KINDS), new Float64Array(KINDS), new Float64Array(KINDS)];
const inWord = new Int32Array(KINDS).fill(-1);
const isGap = (kind: number): boolean => kind === SPACE || kind === BREAK;
for (let kind = UPPER; kind <= OTHER; kind++) {
  letters[kind] = packed(kind <= DENSE, kind === UPPER, kind === DENSE, kind === DIGIT);
  marks[kind] = packed(isGap(kind), kind === BREAK, kind === COMMA, kind === SIGN);
  if (isGap(kind)) inWord[kind] = 0;
  for (let before = UPPER; before <= OTHER; before++) {
    const isRun = kind <= DIGIT && before > DIGIT;
    const isEnd = kind === WIDE_STOP || (before === STOP && (isGap(kind) || kind === CLOSING));
    beginning[before * KINDS + kind] = packed(!isGap(kind) && isGap(before), isRun, isRun && kind === UPPER, isEnd);
  }
}

/** Counts the characters and words of a text by their kinds. */
export function textShapeOf(text: string): TextShape {
  const length = Math.min(text.length, LONGEST_LOOK);
  const units = unitsOf(length < text.length ? text.slice(0, length) : text);
  let [begun, lettered, marked, word, longestWord, before] = [0, 0, 0, 0, 0, SPACE];
  for (let i = 0; i < length; i++) {
    let kind = kinds[units[i]!]!;
    if (kind === 0) kind = kindAt(text, i);
    begun += beginning[before * KINDS + kind]!;
    lettered += letters[kind]!;
    marked += marks[kind]!;
    word = (word + 1) & inWord[kind]!;
    longestWord = Math.max(word, longestWord);
    before = kind;
  }
  const sentences = high(second(begun)) + Number(before === STOP && endsAt(text, length));
  const all = low(first(lettered));
  const digits = high(second(lettered));
  const spaces = low(first(marked));
  const commas = low(second(marked));
  return {
    length,
    words: low(first(begun)) + (low(second(lettered)) >> 1),
    longestWord,
    runs: high(first(begun)),
    capitalized: low(second(begun)),
    letters: all,
    capitals: high(first(lettered)),
    digits,
    sentences,
    commas,
    signs: high(second(marked)),
    symbols: length - all - digits - spaces - commas - sentences,
    breaks: high(first(marked)),
    startsLow: length > 0 && kindAt(text, 0) === LOWER,
    ending: endingOf(text),
  };
}

/** The first two of four counts, and the other two. */
const first = (counts: number): number => counts - second(counts) * TWO;
const second = (counts: number): number => Math.floor(counts / TWO);
const TWO = 2 ** (2 * BITS);
const low = (two: number): number => two & MASK;
const high = (two: number): number => two >> BITS;

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
