import { figures } from './figures';
import { PLACES_KEPT, SKETCH, slots, spare } from './memory';
import { hashOf, isShingle, listTaken, NOT_SPREAD, spread, wholeShingles } from './slots';
import { sortValues } from './sort';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
const SAMPLE_LIMIT: u32 = 256;
const PLACE_BITS: u32 = 8;

/** How many distinct shingles the text has. */
export let shingleCount: u32 = 0;

/** Writes the sketch: the smallest hashes, the smallest figures, the places of the hashes. Answers its size. */
export function sketch(): u32 {
  shingleCount = spread();
  const kept = shingleCount == NOT_SPREAD ? keepSorted() : keepSpread();
  const found = figures(SKETCH + 4 * <usize>kept);
  const places = SKETCH + 4 * <usize>kept + 2 * <usize>found;
  for (let i: usize = 0; i < <usize>kept; i += 16) v128.store(places + i, v128.load(PLACES_KEPT + i));
  return 5 * kept + 2 * found;
}

/** Keeps the first hashes of the slots, and where in the text each first stands; answers how many. */
function keepSpread(): u32 {
  const limit = shingleCount < SAMPLE_LIMIT ? shingleCount : SAMPLE_LIMIT;
  listTaken(limit);
  // A division takes longer than all else that is done for a sample: it is made once, to twice the bits that a token's number has.
  const bits = 32 - clz(Tokens.count);
  const scale = i32x4.splat(<u32>(((<u64>1 << (2 * bits + PLACE_BITS)) - 1) / max<u32>(Tokens.count, 1) + 1));
  for (let i: usize = 0; i < <usize>limit; i += 4) {
    const listed = spare + (i << 2);
    const hashes = SKETCH + (i << 2);
    store<u32>(hashes, hashOf(load<u32>(listed)));
    store<u32>(hashes, hashOf(load<u32>(listed, 4)), 4);
    store<u32>(hashes, hashOf(load<u32>(listed, 8)), 8);
    store<u32>(hashes, hashOf(load<u32>(listed, 12)), 12);
    const tokens = v128.load(listed);
    const low = i64x2.shr_u(i64x2.extmul_low_i32x4_u(tokens, scale), 2 * bits);
    const high = i64x2.shr_u(i64x2.extmul_high_i32x4_u(tokens, scale), 2 * bits);
    const places = v128.shuffle<i8>(low, high, 0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24, 0, 8, 16, 24);
    v128.store32_lane(PLACES_KEPT + i, places, 0);
  }
  return limit;
}

function placeOf(token: u32): u32 {
  return <u32>(((<u64>token) << PLACE_BITS) / Tokens.count);
}

/** The same by sorting: each hash above its token. */
function keepSorted(): u32 {
  const values = slots;
  let end = values;
  const whole = wholeShingles();
  for (let token: u32 = 0; token < Tokens.count; token++) {
    if (token >= whole && !isShingle(token)) continue;
    store<u64>(end, ((<u64>hashOf(token)) << 32) | token);
    end += 8;
  }
  sortValues(values, spare, <u32>((end - values) >> 3));
  let distinct: u32 = 0;
  for (let at = values; at < end; at += 8) {
    const hash = load<u32>(at, 4);
    if (at > values && load<u32>(at - 4) == hash) continue;
    if (distinct < SAMPLE_LIMIT) {
      store<u32>(SKETCH + (<usize>distinct << 2), hash);
      store<u8>(PLACES_KEPT + distinct, <u8>placeOf(load<u32>(at)));
    }
    distinct++;
  }
  shingleCount = distinct;
  return distinct < SAMPLE_LIMIT ? distinct : SAMPLE_LIMIT;
}
