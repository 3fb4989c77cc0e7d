import { MASKS } from './constants';

/** The hashes, as `test/core/fingerprint/plain-fingerprint.ts` defines them. */
export const HIGH_BASE: u32 = 0x27d4eb2f;
export const LOW_BASE: u32 = 0x1b873593;
export const MIX: u32 = 0xc2b2ae35;

const FIRST_HALF: u64 = 0x9e3779b97f4a7c15;
const SECOND_HALF: u64 = 0xc2b2ae3d27d4eb4f;
const TOKEN_MIX: u64 = 0xff51afd7ed558ccd;

/** Of a token that is the first `size` of these bytes of UTF-8. */
// @ts-ignore: a decorator of the compiler.
@inline
export function hashOfShort(bytes: v128, size: usize): u64 {
  const token = v128.and(bytes, v128.load(MASKS + 16 - size));
  return mixed(reinterpret<u64>(f64x2.extract_lane(token, 0)) * FIRST_HALF + i64x2.extract_lane(token, 1) * SECOND_HALF);
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
  const once = (h ^ (h >> 32)) * TOKEN_MIX;
  return once ^ (once >> 32);
}

/** Of a run of so many tokens, by the high or by the low halves of their hashes. */
export function hashOfRun(halves: usize, tokens: u32, base: u32): u32 {
  let h: u32 = 0;
  for (let i: u32 = 0; i < tokens; i++) h = h * base + load<u32>(halves + ((<usize>i) << 2));
  return (h ^ (h >> 15)) * MIX;
}
