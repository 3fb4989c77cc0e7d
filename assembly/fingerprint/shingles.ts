import { SINGLE } from './characters';
import { absorbFour, FIRST_MIXES, finishFour, HIGH_LANE, HIGH_LANES, laneOf, SECOND_MIXES } from './hash';
import { candidates, highHashes, spare, tokenKinds, values } from './memory';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
const SHINGLE_WORDS: u32 = 3;
const SHINGLE_CHARACTERS: u32 = 6;
/** Of index keys. */
export const KEY_TOKENS: u32 = 5;

/** How many candidates for index keys were listed. */
export let candidateCount: u32 = 0;

/**
 * Writes to `values` the hash of each shingle of the sketch, and to `candidates` that of each run of five tokens whose hash is no
 * higher than the limit; each above the index of its first token. One begins with the steps of the other. Answers how many shingles.
 */
export function listShingles(limit: u32): u32 {
  candidateCount = 0;
  const tokens = Tokens.count;
  if (tokens == 0) return 0;
  if (tokens < KEY_TOKENS) addCandidate(0, laneOf(highHashes, tokens, HIGH_LANE));
  listAll();
  listCandidates(limit);
  let count = tokens < SHINGLE_WORDS ? 0 : tokens - SHINGLE_WORDS + 1;
  if (Tokens.hasSingles) count = listLast();
  if (count > 0) return count;
  // A text too short for one is one shingle.
  store<u64>(values, (<u64>laneOf(highHashes, tokens, HIGH_LANE)) << 32);
  return 1;
}

/** Four at a time, and some that begin where there are too few tokens behind. */
function listAll(): void {
  const multipliers = v128.load(HIGH_LANES);
  const firstMixes = v128.load(FIRST_MIXES);
  const secondMixes = v128.load(SECOND_MIXES);
  const hasSingles = Tokens.hasSingles;
  const tokens = Tokens.count;
  for (let i: u32 = 0; i + SHINGLE_WORDS <= tokens; i += 4) {
    const at = highHashes + ((<usize>i) << 2);
    const one = i32x4.mul(v128.load(at), multipliers);
    const three = absorbFour(absorbFour(one, v128.load(at, 4), multipliers), v128.load(at, 8), multipliers);
    const five = absorbFour(absorbFour(three, v128.load(at, 12), multipliers), v128.load(at, 16), multipliers);
    let shingle = three;
    if (hasSingles) {
      // A shingle that starts with a token of one character has six tokens.
      const six = absorbFour(five, v128.load(at, 20), multipliers);
      const kinds = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(tokenKinds + i)));
      shingle = v128.bitselect(six, three, i32x4.eq(kinds, i32x4.splat(SINGLE)));
    }
    storeFour(i, finishFour(shingle, firstMixes, secondMixes));
    v128.store(spare + ((<usize>i) << 2), finishFour(five, firstMixes, secondMixes));
  }
}

function storeFour(i: u32, hashes: v128): void {
  const indexes = i32x4.add(i32x4.splat(i), i32x4(0, 1, 2, 3));
  const at = values + ((<usize>i) << 3);
  v128.store(at, v128.shuffle<i32>(indexes, hashes, 0, 4, 1, 5));
  v128.store(at, v128.shuffle<i32>(indexes, hashes, 2, 6, 3, 7), 16);
}

/** In a loop of its own: which hashes are low can't be foreseen, and a wrong guess would wait for the hash to be made. */
function listCandidates(limit: u32): void {
  const limits = i32x4.splat(limit);
  for (let i: u32 = 0; i + KEY_TOKENS <= Tokens.count; i += 16) {
    const at = spare + ((<usize>i) << 2);
    const first = i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at), limits), i32x4.le_u(v128.load(at, 16), limits));
    const second = i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at, 32), limits), i32x4.le_u(v128.load(at, 48), limits));
    for (let found = i8x16.bitmask(i8x16.narrow_i16x8_s(first, second)); found != 0; found &= found - 1) {
      const token = i + ctz(found);
      if (token + KEY_TOKENS <= Tokens.count) addCandidate(token, load<u32>(spare + ((<usize>token) << 2)));
    }
  }
}

function addCandidate(token: u32, hash: u32): void {
  store<u64>(candidates + ((<usize>candidateCount) << 3), ((<u64>hash) << 32) | token);
  candidateCount++;
}

/** The last few, where a shingle of six tokens would end beyond the text. Answers how many there are in all. */
function listLast(): u32 {
  let count: u32 = Tokens.count < SHINGLE_CHARACTERS ? 0 : Tokens.count - SHINGLE_CHARACTERS + 1;
  for (let i = count; i + SHINGLE_WORDS <= Tokens.count; i++) {
    if (load<u8>(tokenKinds + i) == SINGLE) continue;
    const lane = laneOf(highHashes + ((<usize>i) << 2), SHINGLE_WORDS, HIGH_LANE);
    store<u64>(values + ((<usize>count) << 3), ((<u64>lane) << 32) | i);
    count++;
  }
  return count;
}
