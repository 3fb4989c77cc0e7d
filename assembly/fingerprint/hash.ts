import { MASKS } from './constants';
import { tokenHashes } from './memory';

/** The hashes, as `test/core/fingerprint/plain-fingerprint.ts` defines them. */
export const HIGH_BASE: u32 = 0x27d4eb2f;
const LOW_BASE: u32 = 0x1b873593;
export const MIX: u32 = 0xc2b2ae35;

const FIRST_HALF: u64 = 0x9e3779b97f4a7c15;
const SECOND_HALF: u64 = 0xc2b2ae3d27d4eb4f;
const TOKEN_MIX: u64 = 0xff51afd7ed558ccd;

/**
 * Of a token that is the first `size` of these bytes of UTF-8. The low half still lacks its last step, which hashing a run takes: few tokens
 * are asked for it.
 */
// @ts-ignore: a decorator of the compiler.
@inline
export function hashOfShort(bytes: v128, size: usize): u64 {
  const token = v128.and(bytes, v128.load(MASKS + 16 - size));
  return mixed(reinterpret<u64>(f64x2.extract_lane(token, 0)) * FIRST_HALF + i64x2.extract_lane(token, 1) * SECOND_HALF);
}

/** Of a token of less than eight bytes. */
// @ts-ignore: a decorator of the compiler.
@inline
export function hashOfCharacter(bytes: u64): u64 {
  return mixed(bytes * FIRST_HALF);
}

/** Of a token of any size: the same steps for each 16 bytes. */
export function hashOfLong(at: usize, size: usize): u64 {
  let h: u64 = 0;
  let i: usize = 0;
  for (; i < size; i += 16) {
    const rest = size - i < 16 ? size - i : 16;
    const part = v128.and(v128.load(at + i), v128.load(MASKS + 16 - rest));
    const turned = rotl<u64>(h, 29) ^ i64x2.extract_lane(part, 0);
    h = turned * FIRST_HALF + i64x2.extract_lane(part, 1) * SECOND_HALF;
  }
  return mixed(h);
}

// @ts-ignore: a decorator of the compiler.
@inline
function mixed(h: u64): u64 {
  return (h ^ (h >> 32)) * TOKEN_MIX;
}

// @ts-ignore: a decorator of the compiler.
@inline
export function highHalfOf(token: u32): u32 {
  return load<u32>(tokenHashes + ((<usize>token) << 3), 4);
}

/** Of four tokens from this hash on. */
// @ts-ignore: a decorator of the compiler.
@inline
export function highHalvesAt(at: usize): v128 {
  return v128.shuffle<i32>(v128.load(at), v128.load(at, 16), 1, 3, 5, 7);
}

/** Of a run of so many tokens, by the high halves of their hashes. */
export function hashOfRun(first: u32, tokens: u32): u32 {
  return hashOfHalves(first, tokens, HIGH_BASE, 32);
}

/** By the low ones. */
export function lowHashOfRun(first: u32, tokens: u32): u32 {
  return hashOfHalves(first, tokens, LOW_BASE, 0);
}

// @ts-ignore: a decorator of the compiler.
@inline
function hashOfHalves(first: u32, tokens: u32, base: u32, shift: u64): u32 {
  let h: u32 = 0;
  for (let token = first; token < first + tokens; token++) {
    const hash = load<u64>(tokenHashes + ((<usize>token) << 3));
    h = h * base + <u32>((hash ^ (hash >> 32)) >> shift);
  }
  return (h ^ (h >> 15)) * MIX;
}
