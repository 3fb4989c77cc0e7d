import { figures } from './figures';
import { candidates, PLACES_KEPT, SKETCH, spare } from './memory';
import { hashOf, isShingle, listTaken, NOT_SPREAD, spread, wholeShingles } from './slots';
import { sortValues } from './sort';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
const SAMPLE_LIMIT: u32 = 256;
const PLACE_BITS: u32 = 8;
const PLACES: u32 = 1 << PLACE_BITS;

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
  // A division takes longer than all else that is done for a sample: it is made once. A place is the high half of a product then, exactly:
  // a token's number by the number of tokens is below 2 ** 32, or 2 ** 24 where it is multiplied first.
  const isShort = Tokens.count <= PLACES;
  const factor = i32x4.splat(isShort ? PLACES : 1);
  const scale = i32x4.splat(<u32>((<u64>1 << (isShort ? 32 : 32 + PLACE_BITS)) / max<u32>(Tokens.count, 1) + 1));
  for (let i: usize = 0; i < <usize>limit; i += 16) {
    const at = spare + (i << 1);
    v128.store(PLACES_KEPT + i, i8x16.narrow_i16x8_u(placesOf(at, factor, scale), placesOf(at + 16, factor, scale)));
  }
  return limit;
}

/** Of eight tokens that were listed, counted from one. */
// @ts-ignore: a decorator of the compiler.
@inline
function placesOf(listed: usize, factor: v128, scale: v128): v128 {
  const tokens = i16x8.sub(v128.load(listed), i16x8.splat(1));
  const low = i32x4.mul(i32x4.extend_low_i16x8_u(tokens), factor);
  const high = i32x4.mul(i32x4.extend_high_i16x8_u(tokens), factor);
  return i16x8.narrow_i32x4_u(highHalves(low, scale), highHalves(high, scale));
}

/** Of the products. */
// @ts-ignore: a decorator of the compiler.
@inline
function highHalves(first: v128, second: v128): v128 {
  return v128.shuffle<i32>(i64x2.extmul_low_i32x4_u(first, second), i64x2.extmul_high_i32x4_u(first, second), 1, 3, 5, 7);
}

function placeOf(token: u32): u32 {
  return <u32>(((<u64>token) << PLACE_BITS) / Tokens.count);
}

/** The same by sorting: each hash above its token. */
function keepSorted(): u32 {
  const values = candidates;
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
