import { SINGLE } from './characters';
import { EIGHTS, HIGH_BASES, MIXES } from './constants';
import { hashOfRun, highHalvesAt } from './hash';
import { candidates, homes, POSITIONS, runHashes, shingleHashes, slotBits, slots, tokenHashes, tokenKinds } from './memory';
import { listBits } from './positions';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
export const SHINGLE_WORDS: u32 = 3;
export const SHINGLE_CHARACTERS: u32 = 6;
/** Of index keys. */
export const KEY_TOKENS: u32 = 5;

/** So many are looked through at a time. */
const PART: u32 = 16384;

/** How many candidates for index keys were listed. */
export let candidateCount: u32 = 0;

/** Hashes the shingle of the sketch and the run of five tokens that begin with each token, and some beyond the end, four at a time. */
export function hashShingles(): void {
  const bases = v128.load(HIGH_BASES);
  const mixes = v128.load(MIXES);
  const hasSingles = Tokens.hasSingles;
  const tokens = Tokens.count;
  const shift = 32 - slotBits(tokens);
  const first = i32x4.splat(<u32>slots);
  const squares = i32x4.mul(bases, bases);
  let here = highHalvesAt(tokenHashes);
  let next = highHalvesAt(tokenHashes + 32);
  let two = step(here, v128.shuffle<i32>(here, next, 1, 2, 3, 4), bases);
  for (let i: u32 = 0; i + SHINGLE_WORDS <= tokens; i += 4) {
    const apart = (<usize>i) << 2;
    const behind = highHalvesAt(tokenHashes + 2 * apart + 64);
    const nextTwo = step(next, v128.shuffle<i32>(next, behind, 1, 2, 3, 4), bases);
    const three = step(two, v128.shuffle<i32>(here, next, 2, 3, 4, 5), bases);
    const five = step(three, v128.shuffle<i32>(two, nextTwo, 3, 4, 5, 6), squares);
    let shingle = three;
    if (hasSingles) {
      const six = step(five, v128.shuffle<i32>(next, behind, 1, 2, 3, 4), bases);
      const kinds = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(tokenKinds + i)));
      shingle = v128.bitselect(six, three, i32x4.eq(kinds, i32x4.splat(SINGLE)));
    }
    here = next;
    next = behind;
    two = nextTwo;
    const hashes = mixed(shingle, mixes);
    v128.store(shingleHashes + apart, hashes);
    v128.store(homes + apart, i32x4.add(i32x4.shl(i32x4.shr_u(hashes, shift), 1), first));
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
  for (let from: u32 = 0; from < runs; from += PART) {
    const found = findLow(from, min(from + PART, runs), limit);
    for (let i: u32 = 0; i < found; i++) {
      const token = from + load<u16>((<usize>i) << 1, POSITIONS);
      const hash = load<u32>(runHashes + ((<usize>token) << 2));
      store<u64>(candidates + ((<usize>candidateCount) << 3), ((<u64>hash) << 32) | token);
      candidateCount++;
    }
  }
}

/** Lists where in this part the low ones stand; answers how many. What is low can't be foreseen, so eight are listed whether they are or not. */
function findLow(from: u32, end: u32, limit: u32): u32 {
  const limits = i32x4.splat(limit);
  const eight = v128.load(EIGHTS);
  let place = i16x8.splat(0);
  let to = POSITIONS;
  for (let i = from; i < end; i += 16) {
    const at = runHashes + ((<usize>i) << 2);
    const first = i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at), limits), i32x4.le_u(v128.load(at, 16), limits));
    const second = i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at, 32), limits), i32x4.le_u(v128.load(at, 48), limits));
    let low = i8x16.bitmask(i8x16.narrow_i16x8_s(first, second)) << 4;
    if (end - i < 16) low &= (16 << (end - i)) - 16;
    to = listBits(<usize>low & 0xff0, place, to);
    place = i16x8.add(place, eight);
    to = listBits((<usize>low >> 8) & 0xff0, place, to);
    place = i16x8.add(place, eight);
  }
  return <u32>((to - POSITIONS) >> 1);
}
