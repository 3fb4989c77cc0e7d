import { DIGIT, SINGLE } from './characters';
import { absorbThree, finishFour, HIGH_LANE, laneOf } from './hash';
import { highHashes, PLACES_KEPT, SKETCH, spare, tokenKinds, values } from './memory';
import { sortValues } from './sort';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
const SHINGLE_WORDS: u32 = 3;
const SHINGLE_CHARACTERS: u32 = 6;
const SAMPLE_LIMIT: u32 = 256;
const PLACES: u32 = 256;
const FIGURE_LIMIT: u32 = 32;

/** How many distinct shingles the text has. */
export let shingleCount: u32 = 0;

/** Writes the sketch: the smallest hashes of shingles, the smallest figures, the places of the hashes. Answers its size. */
export function sketch(): u32 {
  const hashes = listShingles();
  sortValues(values, spare, hashes);
  const kept = keepSmallest(hashes);
  const figures = keepFigures(SKETCH + 4 * <usize>kept);
  memory.copy(SKETCH + 4 * <usize>kept + 2 * <usize>figures, PLACES_KEPT, kept);
  return 5 * kept + 2 * figures;
}

/** Each shingle's hash above the index of its first token. */
function listShingles(): u32 {
  const count = Tokens.hasSingles ? listMixed() : listWords();
  if (count > 0 || Tokens.count == 0) return count;
  // A text too short for one is one shingle.
  store<u64>(values, (<u64>laneOf(highHashes, Tokens.count, HIGH_LANE)) << 32);
  return 1;
}

function listWords(): u32 {
  if (Tokens.count < SHINGLE_WORDS) return 0;
  const count = Tokens.count - SHINGLE_WORDS + 1;
  for (let i: u32 = 0; i < count; i += 4) {
    storeFour(i, finishFour(absorbThree(i32x4.splat(0), highHashes + ((<usize>i) << 2), HIGH_LANE)));
  }
  return count;
}

/** A shingle that starts with a token of one character has six tokens. */
function listMixed(): u32 {
  let i: u32 = 0;
  let count: u32 = 0;
  if (Tokens.count >= SHINGLE_CHARACTERS) {
    count = Tokens.count - SHINGLE_CHARACTERS + 1;
    for (; i < count; i += 4) {
      const at = highHashes + ((<usize>i) << 2);
      const three = absorbThree(i32x4.splat(0), at, HIGH_LANE);
      const six = absorbThree(three, at + 12, HIGH_LANE);
      const kinds = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(tokenKinds + i)));
      storeFour(i, finishFour(v128.bitselect(six, three, i32x4.eq(kinds, i32x4.splat(SINGLE)))));
    }
  }
  for (i = count; i + SHINGLE_WORDS <= Tokens.count; i++) {
    if (load<u8>(tokenKinds + i) == SINGLE) continue;
    const lane = laneOf(highHashes + ((<usize>i) << 2), SHINGLE_WORDS, HIGH_LANE);
    store<u64>(values + ((<usize>count) << 3), ((<u64>lane) << 32) | i);
    count++;
  }
  return count;
}

function storeFour(i: u32, hashes: v128): void {
  const indexes = i32x4.add(i32x4.splat(i), i32x4(0, 1, 2, 3));
  const at = values + ((<usize>i) << 3);
  v128.store(at, v128.shuffle<i32>(indexes, hashes, 0, 4, 1, 5));
  v128.store(at, v128.shuffle<i32>(indexes, hashes, 2, 6, 3, 7), 16);
}

/** Counts the distinct hashes, keeps the first of them and where in the text each first stands. */
function keepSmallest(count: u32): u32 {
  const end = values + ((<usize>count) << 3);
  const scale = <f64>Tokens.count;
  let distinct: u32 = 0;
  let last: u64 = u64.MAX_VALUE;
  let at = values;
  for (; at < end && distinct < SAMPLE_LIMIT; at += 8) {
    const value = load<u64>(at);
    const hash = value >> 32;
    store<u32>(SKETCH + ((<usize>distinct) << 2), <u32>hash);
    if (hash == last) continue;
    store<u8>(PLACES_KEPT + distinct, <u8>(<u32>((<f64>(<u32>value) * PLACES) / scale)));
    last = hash;
    distinct++;
  }
  const kept = distinct;
  for (; at < end; at += 8) {
    const hash = load<u64>(at) >> 32;
    distinct += hash != last ? 1 : 0;
    last = hash;
  }
  shingleCount = distinct;
  return kept;
}

/** The distinct smallest 16-bit hashes of the words that begin with a digit, ascending. */
function keepFigures(figures: usize): u32 {
  let count: u32 = 0;
  // What lies behind the last token is of no text.
  memory.fill(tokenKinds + Tokens.count, 0, 16);
  for (let from: u32 = 0; from < Tokens.count; from += 16) {
    let found = i8x16.bitmask(i8x16.eq(v128.load(tokenKinds + from), i8x16.splat(<i8>DIGIT)));
    for (; found != 0; found &= found - 1) {
      const token = <usize>from + ctz(found);
      count = keepFigure(figures, count, <u16>(load<u32>(highHashes + (token << 2)) >> 16));
    }
  }
  return count;
}

/** Answers how many there are then. */
function keepFigure(figures: usize, count: u32, figure: u16): u32 {
  let at = figures + ((<usize>count) << 1);
  while (at > figures && load<u16>(at - 2) > figure) at -= 2;
  if (at > figures && load<u16>(at - 2) == figure) return count;
  if (at == figures + 2 * FIGURE_LIMIT) return count;
  const kept = count < FIGURE_LIMIT ? count : FIGURE_LIMIT - 1;
  memory.copy(at + 2, at, figures + ((<usize>kept) << 1) - at);
  store<u16>(at, figure);
  return kept + 1;
}
