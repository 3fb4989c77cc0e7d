import { SINGLE } from './characters';
import { HIGH_BASES, MIXES } from './constants';
import { hashOfRun, highHalvesAt } from './hash';
import { candidates, runHashes, shingleHashes, tokenHashes, tokenKinds } from './memory';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
export const SHINGLE_WORDS: u32 = 3;
export const SHINGLE_CHARACTERS: u32 = 6;
/** Of index keys. */
export const KEY_TOKENS: u32 = 5;

/** How many candidates for index keys were listed. */
export let candidateCount: u32 = 0;

/** Hashes the shingle of the sketch and the run of five tokens that begin with each token, and some beyond the end, four at a time. */
export function hashShingles(): void {
  const bases = v128.load(HIGH_BASES);
  const mixes = v128.load(MIXES);
  const hasSingles = Tokens.hasSingles;
  const tokens = Tokens.count;
  let here = highHalvesAt(tokenHashes);
  for (let i: u32 = 0; i + SHINGLE_WORDS <= tokens; i += 4) {
    const apart = (<usize>i) << 2;
    const at = tokenHashes + 2 * apart;
    const next = highHalvesAt(at + 32);
    const two = step(here, v128.shuffle<i32>(here, next, 1, 2, 3, 4), bases);
    const three = step(two, v128.shuffle<i32>(here, next, 2, 3, 4, 5), bases);
    const five = step(step(three, v128.shuffle<i32>(here, next, 3, 4, 5, 6), bases), next, bases);
    here = next;
    let shingle = three;
    if (hasSingles) {
      const six = step(five, highHalvesAt(at + 40), bases);
      const kinds = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(tokenKinds + i)));
      shingle = v128.bitselect(six, three, i32x4.eq(kinds, i32x4.splat(SINGLE)));
    }
    v128.store(shingleHashes + apart, mixed(shingle, mixes));
    v128.store(runHashes + apart, mixed(five, mixes));
  }
  // A text too short for one is one shingle, and one run.
  if (tokens < SHINGLE_WORDS) store<u32>(shingleHashes, hashOfRun(0, tokens));
  if (tokens < KEY_TOKENS) store<u32>(runHashes, hashOfRun(0, tokens));
}

// @ts-ignore: a decorator of the compiler.
@inline
function step(lanes: v128, hashes: v128, bases: v128): v128 {
  return i32x4.add(i32x4.mul(lanes, bases), hashes);
}

// @ts-ignore: a decorator of the compiler.
@inline
function mixed(lanes: v128, mixes: v128): v128 {
  return i32x4.mul(v128.xor(lanes, i32x4.shr_u(lanes, 15)), mixes);
}

/** Lists the runs whose hash is no higher than the limit: the hash above the index of the first token. */
export function listCandidates(limit: u32): void {
  candidateCount = 0;
  const tokens = Tokens.count;
  if (tokens == 0) return;
  const runs: u32 = tokens < KEY_TOKENS ? 1 : tokens - KEY_TOKENS + 1;
  const limits = i32x4.splat(limit);
  let to = candidates;
  // What is low can't be foreseen, so sixteen are looked at before one is, and two are listed at once.
  for (let i: u32 = 0; i < runs; i += 16) {
    const at = runHashes + ((<usize>i) << 2);
    const first = i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at), limits), i32x4.le_u(v128.load(at, 16), limits));
    const second = i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at, 32), limits), i32x4.le_u(v128.load(at, 48), limits));
    let found: u32 = i8x16.bitmask(i8x16.narrow_i16x8_s(first, second));
    if (runs - i < 16) found &= (1 << (runs - i)) - 1;
    let next = to;
    to += <usize>popcnt(found) << 3;
    do {
      for (let j = 0; j < 2; j++) {
        const token = i + ctz(found);
        store<u64>(next, ((<u64>load<u32>(runHashes + ((<usize>token) << 2))) << 32) | token);
        next += 8;
        found &= found - 1;
      }
    } while (next < to);
  }
  candidateCount = <u32>((to - candidates) >> 3);
}
