import { entryOfUnit, flagsOf, isAlone, SINGLE, SPACED, sizeOf, startOf, UNSPACED } from './characters';
import { BEYOND_ASCII, DIGITS_END, LETTERS_END, SPACES, TO_DIGITS, TO_LETTERS } from './constants';
import { appendSpace, Folded, isInWord, takeFolded } from './folded';
import { folded, foldedKinds, units } from './memory';
import { Tokens } from './state';
import { takeSingles } from './tokens';

/** So many characters are folded at a time where all are ASCII. */
const VECTOR: u32 = 16;
/** Scripts of which many characters without a word between them are usual begin here. */
const FIRST_IDEOGRAPH: i16 = 0x2e80;

/** As long as 16 characters are ASCII; answers where it stops. */
export function foldAscii(from: u32, length: u32): u32 {
  const beyondAscii = v128.load(BEYOND_ASCII);
  const spaces = v128.load(SPACES);
  const toLetters = v128.load(TO_LETTERS);
  const lettersEnd = v128.load(LETTERS_END);
  const toDigits = v128.load(TO_DIGITS);
  const digitsEnd = v128.load(DIGITS_END);
  const apart = foldedKinds - folded;
  const end = units + 2 * <usize>length;
  let at = units + 2 * <usize>from;
  let to = Folded.out;
  for (; at < end; at += 2 * VECTOR) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    if (v128.any_true(v128.and(v128.or(first, second), beyondAscii))) break;
    const characters = i8x16.narrow_i16x8_u(first, second);
    const lower = v128.or(characters, spaces);
    const isLetter = i8x16.lt_s(i8x16.add(lower, toLetters), lettersEnd);
    const isDigit = i8x16.lt_s(i8x16.add(characters, toDigits), digitsEnd);
    v128.store(to, v128.bitselect(lower, spaces, v128.or(isLetter, isDigit)));
    v128.store(to + apart, isDigit);
    to += VECTOR;
  }
  Folded.out = to;
  return <u32>((at - units) >> 1);
}

/**
 * Letters, digits and separators, until 16 characters are ASCII. Which comes next can't be foreseen, so all take the same steps; the next
 * character, which may be of any kind, is looked at by the caller only where one isn't of these.
 */
export function foldSpaced(from: u32, length: u32): u32 {
  const end = units + 2 * <usize>length;
  const apart = foldedKinds - folded;
  let at = units + 2 * <usize>from;
  let to = Folded.out;
  let isSpaced = true;
  do {
    const stop = min(at + 2 * VECTOR, end);
    for (; at < stop; at += 2) {
      const entry = entryOfUnit(load<u16>(at));
      const flags = flagsOf(entry);
      if ((flags & SPACED) == 0) {
        isSpaced = false;
        break;
      }
      store<u32>(to, <u32>entry);
      store<u8>(to + apart, startOf(flags));
      to += sizeOf(flags);
    }
  } while (isSpaced && at < end && v128.any_true(v128.and(v128.or(v128.load(at), v128.load(at, 16)), v128.load(BEYOND_ASCII))));
  Folded.out = to;
  return <u32>((at - units) >> 1);
}

/** Letters and digits that are tokens of their own, and separators, as long as they last. */
export function foldUnspaced(from: u32, length: u32): u32 {
  const end = units + 2 * <usize>length;
  const apart = foldedKinds - folded;
  if (isInWord()) appendSpace();
  Tokens.hasSingles = true;
  let at = units + 2 * <usize>from;
  if (i16x8.all_true(i16x8.ge_u(v128.load(at), i16x8.splat(FIRST_IDEOGRAPH)))) {
    takeFolded();
    at = takeSingles(at, end);
  }
  let to = Folded.out;
  let alone: u32 = 0;
  for (; at < end; at += 2) {
    const entry = entryOfUnit(load<u16>(at));
    const flags = flagsOf(entry);
    if ((flags & UNSPACED) == 0) break;
    alone = isAlone(flags);
    store<u32>(to, <u32>entry);
    store<u8>(to + apart, <u8>SINGLE);
    to += sizeOf(flags) + alone;
  }
  Folded.out = to;
  const next = <u32>((at - units) >> 1);
  if (alone != 0) Folded.singleEnd = next;
  return next;
}
