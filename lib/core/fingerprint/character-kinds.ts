/** What a character is to the canonical text. */
export const SEPARATOR = 1;
/** A letter or digit of a script that puts spaces between words. */
export const WORD = 2;
/** A letter or digit of a script that doesn't: a token of its own. */
export const SINGLE = 3;
/** A digit of such a script: it parts no word, but a word that begins with one is a figure. */
export const DIGIT = 6;
/** Belongs to the letter before it. */
export const MARK = 4;
/** Seen by nobody (soft hyphen, joiners, byte order mark): it neither ends a token nor is part of one. */
export const INVISIBLE = 5;

const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;
const UNSPACED =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
const ZERO_WIDTH_SPACE = 0x200b;

// Filled as characters are met: classifying all 1.1 million up front would cost every process 60 ms.
const kinds = new Uint8Array(0x110000);

export function kindOf(point: number): number {
  const known = kinds[point]!;
  if (known !== 0) return known;
  const kind = classify(point);
  kinds[point] = kind;
  return kind;
}

function classify(point: number): number {
  const character = String.fromCodePoint(point);
  if (LETTER_OR_DIGIT.test(character)) {
    if (UNSPACED.test(character)) return SINGLE;
    return /^\p{Nd}$/u.test(character) ? DIGIT : WORD;
  }
  if (/^\p{M}$/u.test(character)) return MARK;
  return /^\p{Cf}$/u.test(character) && point !== ZERO_WIDTH_SPACE ? INVISIBLE : SEPARATOR;
}
