import { absorbFour, absorbThree, finishFour, HIGH_LANE, laneOf, LOW_LANE } from './hash';
import { writeContext } from './context';
import { FOUR, highHashes, lowHashes, places, spare, values } from './memory';
import { sortValues } from './sort';
import { Tokens } from './state';

const SHINGLE_TOKENS: u32 = 5;
/** So many times the hashes that are needed at least are expected below the first limit. */
const MARGIN: f64 = 2.5;
const ALL: f64 = 4294967296;
/**
 * From so many tokens on the share of sampled shingles is halved, and again whenever their number doubles: a text of megabytes has a
 * thousand index keys, which is a thousand writes and a record of some 30 KB, and not fifty thousand. What is sampled less often is
 * part of what is sampled more often, so texts on both sides of such a step still meet.
 */
const FULL_RATE_TOKENS: f64 = 65536;
/** More only by chance that no text has: a bound all the same. */
const MAX_KEYS: u32 = 2048;

/** How many places were listed. */
let listed: u32 = 0;

/**
 * Writes the distinct 64-bit hashes of the text's word 5-grams whose high word is below `sampledBelow` (in very long texts below a
 * part of it), and at least so many of the smallest; ascending, the highest byte first. To `spare` the context of the first place of
 * each. Answers how many.
 */
export function keys(sampledBelow: u32, atLeast: u32): u32 {
  let below = sampledBelow;
  for (let most = FULL_RATE_TOKENS; most < <f64>Tokens.count; most *= 2) below >>= 1;
  const likely = Math.max(<f64>below, (ALL * MARGIN * <f64>atLeast) / <f64>Tokens.count);
  let found = likely < ALL ? smallest(<u32>likely) : smallest(u32.MAX_VALUE);
  // So few only in a text that repeats itself, or by chance.
  if (found < atLeast && likely < ALL) found = smallest(u32.MAX_VALUE);
  const most = found < MAX_KEYS ? found : MAX_KEYS;
  let count: u32 = 0;
  while (count < most && (count < atLeast || <u32>(valueAt(count) >> 32) < below)) count++;
  contexts(count);
  for (let i: u32 = 0; i < count; i++) store<u64>(values + ((<usize>i) << 3), bswap<u64>(valueAt(i)));
  return count;
}

function valueAt(index: u32): u64 {
  return load<u64>(values + ((<usize>index) << 3));
}

/** Sorting has lost where each key stands; hashing again what was listed is cheap. */
function contexts(count: u32): void {
  memory.fill(spare, 0, (<usize>count) << 3);
  const tokens = Tokens.count < SHINGLE_TOKENS ? Tokens.count : SHINGLE_TOKENS;
  for (let i: u32 = 0; i < listed; i++) {
    const token = load<u32>(places + ((<usize>i) << 2));
    const high = laneOf(highHashes + ((<usize>token) << 2), tokens, HIGH_LANE);
    const at = indexOf(keyOf(token, high, tokens), count);
    if (at == count) continue;
    const context = spare + ((<usize>at) << 3);
    if (load<u8>(context) == 0) writeContext(context, token, tokens);
  }
}

/** Where the key stands among the first `count`; `count` if it doesn't. */
function indexOf(key: u64, count: u32): u32 {
  let from: u32 = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >> 1;
    const value = valueAt(middle);
    if (value == key) return middle;
    if (value < key) from = middle + 1;
    else to = middle;
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
  listed = 0;
  if (Tokens.count == 0) return 0;
  store<u32>(places, 0);
  listed = 1;
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
      store<u32>(places + ((<usize>count) << 2), i + lane);
      count++;
    }
  }
  listed = count;
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
