import { highHalvesAt } from './hash';
import { tokenHashes } from './memory';
import { Tokens } from './state';

/** Four words on each side, one digit of base64 a word: its kind by its hash, or the last digit where the text has none. */
const SIDE_WORDS: u32 = 4;
export const CONTEXT_SIZE: usize = 8;
const KINDS: i16 = 63;

/** Writes the context of the run of so many tokens: eight characters, one a word, in the order of the text. */
export function writeContext(at: usize, token: u32, tokens: u32): void {
  const hashes = tokenHashes + ((<usize>token) << 3);
  const before = remaindersOf(highHalvesAt(hashes - 8 * <usize>SIDE_WORDS));
  const behind = remaindersOf(highHalvesAt(hashes + ((<usize>tokens) << 3)));
  const places = i32x4(0, 1, 2, 3);
  const first = i32x4.splat(token);
  const isBefore = i32x4.lt_s(i32x4.add(first, places), i32x4.splat(SIDE_WORDS));
  const isBehind = i32x4.ge_s(i32x4.add(i32x4.splat(token + tokens), places), i32x4.splat(Tokens.count));
  const kinds = modulo(i16x8.narrow_i32x4_u(before, behind));
  // All ones are the last digit.
  const absent = v128.and(i16x8.narrow_i32x4_s(isBefore, isBehind), i16x8.splat(KINDS));
  const numbers = v128.or(kinds, absent);
  v128.store64_lane(at, digitsOf(i8x16.narrow_i16x8_u(numbers, numbers)), 0);
}

/** Less than 2 ** 14, with the same remainder by 63: as that of 64 and its powers is one, parts of six bits may be added. */
// @ts-ignore: a decorator of the compiler.
@inline
function remaindersOf(hashes: v128): v128 {
  const parts = i32x4.splat(0xfff);
  const lower = i32x4.add(v128.and(hashes, parts), v128.and(i32x4.shr_u(hashes, 12), parts));
  return i32x4.add(lower, i32x4.shr_u(hashes, 24));
}

// @ts-ignore: a decorator of the compiler.
@inline
function modulo(numbers: v128): v128 {
  const below66 = addParts(addParts(numbers));
  return i16x8.sub(below66, v128.and(i16x8.ge_s(below66, i16x8.splat(KINDS)), i16x8.splat(KINDS)));
}

// @ts-ignore: a decorator of the compiler.
@inline
function addParts(numbers: v128): v128 {
  return i16x8.add(v128.and(numbers, i16x8.splat(63)), i16x8.shr_u(numbers, 6));
}

/** The digits of numbers below 64: A to Z, a to z, 0 to 9, + and /. */
// @ts-ignore: a decorator of the compiler.
@inline
function digitsOf(numbers: v128): v128 {
  const letters = i8x16.add(numbers, v128.and(i8x16.gt_s(numbers, i8x16.splat(25)), i8x16.splat(0x61 - 0x41 - 26)));
  const digits = v128.and(i8x16.gt_s(numbers, i8x16.splat(51)), i8x16.splat(0x30 - 0x61 - 26));
  const plus = v128.and(i8x16.gt_s(numbers, i8x16.splat(61)), i8x16.splat(0x2b - 0x30 - 10));
  const slash = v128.and(i8x16.gt_s(numbers, i8x16.splat(62)), i8x16.splat(0x2f - 0x2b - 1));
  return i8x16.add(i8x16.add(letters, i8x16.splat(0x41)), i8x16.add(digits, i8x16.add(plus, slash)));
}
