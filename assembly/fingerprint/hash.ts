import { CONSTANTS } from './memory';

/** The lanes of a hash, as `test/core/fingerprint/plain-fingerprint.ts` defines them, of one and of four at a time. */
export const HIGH_LANE: u32 = 0x9e3779b1;
export const LOW_LANE: u32 = 0x85ebca77;

const FIRST_MIX: u32 = 0x85ebca6b;
const SECOND_MIX: u32 = 0xc2b2ae35;

/** Takes one symbol into a lane. */
export function absorb(lane: u32, symbol: u32, multiplier: u32): u32 {
  return (rotl<u32>(lane, 5) ^ symbol) * multiplier;
}

export function finish(lane: u32): u32 {
  let h = (lane ^ (lane >> 16)) * FIRST_MIX;
  h = (h ^ (h >> 13)) * SECOND_MIX;
  return h ^ (h >> 16);
}

/** A lane over so many symbols. */
export function laneOf(symbols: usize, count: u32, multiplier: u32): u32 {
  let lane: u32 = 0;
  for (let i: u32 = 0; i < count; i++) lane = absorb(lane, load<u32>(symbols + ((<usize>i) << 2)), multiplier);
  return finish(lane);
}

/**
 * What all four lanes take, in memory: what is loaded stays in a register, where the engine makes a constant of 16 bytes anew
 * for every use.
 */
export const HIGH_LANES: usize = CONSTANTS;
export const LOW_LANES: usize = CONSTANTS + 16;
export const FIRST_MIXES: usize = CONSTANTS + 32;
export const SECOND_MIXES: usize = CONSTANTS + 48;
/** Takes of each lane its lowest byte. */
export const BYTES_ONLY: usize = CONSTANTS + 64;

export function storeConstants(): void {
  v128.store(HIGH_LANES, i32x4.splat(HIGH_LANE));
  v128.store(LOW_LANES, i32x4.splat(LOW_LANE));
  v128.store(FIRST_MIXES, i32x4.splat(FIRST_MIX));
  v128.store(SECOND_MIXES, i32x4.splat(SECOND_MIX));
  v128.store(BYTES_ONLY, i32x4.splat(0xff));
}

// @ts-ignore: a decorator of the compiler.
@inline
export function absorbFour(lanes: v128, symbols: v128, multipliers: v128): v128 {
  const rotated = v128.or(i32x4.shl(lanes, 5), i32x4.shr_u(lanes, 27));
  return i32x4.mul(v128.xor(rotated, symbols), multipliers);
}

// @ts-ignore: a decorator of the compiler.
@inline
export function finishFour(lanes: v128, firstMixes: v128, secondMixes: v128): v128 {
  let h = i32x4.mul(v128.xor(lanes, i32x4.shr_u(lanes, 16)), firstMixes);
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), secondMixes);
  return v128.xor(h, i32x4.shr_u(h, 16));
}
