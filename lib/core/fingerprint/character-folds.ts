import { kindOf, MARK, SEPARATOR } from './character-kinds.ts';

/**
 * What NFKC and lower case make of a character that neither its neighbours change nor it them: its kind above 21 bits of code
 * point. A text of such characters needs no other composing.
 */
const folds = new Int32Array(0x110000);

/** The mark of a character whose fold depends on its neighbours, or is more than one character. */
export const COMPLEX = 1;

const POINT_BITS = 21;
const SPACE = 0x20;
const CAPITAL_SIGMA = 0x3a3;
const LAST_OF_BASIC_PLANE = 0xffff;
/** The character was not met before. */
const UNKNOWN = 0;

export function foldOf(point: number): number {
  // Filled as characters are met, as the kinds are.
  if (folds[point] === UNKNOWN) folds[point] = fold(point);
  return folds[point]!;
}

export function foldedAs(point: number, kind: number): number {
  return (kind << POINT_BITS) | point;
}

export function pointOf(fold: number): number {
  return fold & ((1 << POINT_BITS) - 1);
}

export function kindOfFold(fold: number): number {
  return fold >>> POINT_BITS;
}

function fold(point: number): number {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  if (isSurrogate) return COMPLEX;
  const composed = Array.from(String.fromCodePoint(point).normalize('NFKC'), (part) => part.codePointAt(0)!);
  // Which separators there are makes no difference.
  if (composed.every((part) => kindOf(part) === SEPARATOR)) return foldedAs(SPACE, SEPARATOR);
  if (composed.length > 1 || changesWithNeighbours(composed[0]!)) return COMPLEX;
  const lower = Array.from(String.fromCodePoint(composed[0]!).toLowerCase());
  const letter = lower[0]!.codePointAt(0)!;
  return lower.length > 1 ? COMPLEX : foldedAs(letter, kindOf(letter));
}

/**
 * What Unicode may compose with the character before (NFC_Quick_Check = Maybe) are marks, vowels and finals of Hangul syllables
 * and a few letters beyond the basic plane. The lower case of a capital sigma depends on where in the word it stands.
 */
function changesWithNeighbours(point: number): boolean {
  const isHangulPart = point >= 0x1160 && point <= 0x11ff;
  return kindOf(point) === MARK || isHangulPart || point > LAST_OF_BASIC_PLANE || point === CAPITAL_SIGMA;
}
