import { absorbFour, absorbThree, finishFour, HIGH_LANE, laneOf, LOW_LANE } from './hash';
import { FOUR, highHashes, lowHashes, spare, values } from './memory';
import { sortValues } from './sort';
import { Tokens } from './state';

const SHINGLE_TOKENS: u32 = 5;
/** So many times the hashes that are needed at least are expected below the first limit. */
const MARGIN: f64 = 2.5;
const ALL: f64 = 4294967296;

/**
 * Writes the distinct 64-bit hashes of the text's word 5-grams whose high word is below `sampledBelow`, and at least so many of
 * the smallest; ascending, the highest byte first. Answers how many.
 */
export function keys(sampledBelow: u32, atLeast: u32): u32 {
  const likely = Math.max(<f64>sampledBelow, (ALL * MARGIN * <f64>atLeast) / <f64>Tokens.count);
  let found = likely < ALL ? smallest(<u32>likely) : smallest(u32.MAX_VALUE);
  // So few only in a text that repeats itself, or by chance.
  if (found < atLeast && likely < ALL) found = smallest(u32.MAX_VALUE);
  let count: u32 = 0;
  for (; count < found; count++) {
    const at = values + ((<usize>count) << 3);
    const key = load<u64>(at);
    if (count >= atLeast && <u32>(key >> 32) >= sampledBelow) break;
    store<u64>(at, bswap<u64>(key));
  }
  return count;
}

/** Those whose high word is no higher, distinct and ascending; answers how many. */
function smallest(limit: u32): u32 {
  const count = Tokens.count < SHINGLE_TOKENS ? listShortText() : listShingles(limit);
  sortValues(values, spare, count);
  return dropRepeats(count);
}

function listShortText(): u32 {
  if (Tokens.count == 0) return 0;
  store<u64>(values, keyOf(0, laneOf(highHashes, Tokens.count, HIGH_LANE), Tokens.count));
  return 1;
}

function listShingles(limit: u32): u32 {
  const end = Tokens.count - SHINGLE_TOKENS + 1;
  let count: u32 = 0;
  for (let i: u32 = 0; i < end; i += 4) {
    const at = highHashes + ((<usize>i) << 2);
    const four = absorbFour(absorbThree(i32x4.splat(0), at, HIGH_LANE), v128.load(at, 12), HIGH_LANE);
    const hashes = finishFour(absorbFour(four, v128.load(at, 16), HIGH_LANE));
    let found = i32x4.bitmask(i32x4.le_u(hashes, i32x4.splat(limit)));
    if (found == 0) continue;
    v128.store(FOUR, hashes);
    for (; found != 0; found &= found - 1) {
      const lane = ctz(found);
      if (i + lane >= end) break;
      const key = keyOf(i + lane, load<u32>(FOUR + ((<usize>lane) << 2)), SHINGLE_TOKENS);
      store<u64>(values + ((<usize>count) << 3), key);
      count++;
    }
  }
  return count;
}

function keyOf(token: u32, high: u32, tokens: u32): u64 {
  return ((<u64>high) << 32) | laneOf(lowHashes + ((<usize>token) << 2), tokens, LOW_LANE);
}

function dropRepeats(count: u32): u32 {
  let kept: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const value = load<u64>(values + ((<usize>i) << 3));
    if (kept > 0 && load<u64>(values + ((<usize>kept) << 3) - 8) == value) continue;
    store<u64>(values + ((<usize>kept) << 3), value);
    kept++;
  }
  return kept;
}
