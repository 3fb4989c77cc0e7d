import { COUNTS } from './memory';

/** So few are put in order by comparing each with each. */
const FEW: u32 = 48;
/** So many steps a value that its high bits left unsorted show that they aren't spread evenly. */
const MAX_STEPS: u32 = 16;
/** Bytes of a byte's counters. */
const COUNTERS: usize = 1024;

/**
 * Sorts distinct 64-bit values whose highest bits are spread evenly, in linear time: by the highest two bytes (least
 * significant first, as always in a radix sort), then each value by single steps. Uneven ones by all eight bytes.
 */
export function sortValues(values: usize, spare: usize, count: u32): void {
  if (count <= FEW) {
    sortFew(values, spare, count);
    return;
  }
  radixPasses(values, spare, count, 6);
  if (insertionSort(values, count, count * MAX_STEPS)) return;
  for (let byte: usize = 0; byte < 8; byte += 2) radixPasses(values, spare, count, byte);
}

/** Puts the values in the order of two bytes of theirs; those where both are the same stay in their order. */
function radixPasses(values: usize, spare: usize, count: u32, byte: usize): void {
  const size = (<usize>count) << 3;
  memory.fill(COUNTS, 0, 2 * COUNTERS);
  const end = values + size;
  for (let at = values + byte; at < end; at += 8) {
    addTo(COUNTS + ((<usize>load<u8>(at)) << 2));
    addTo(COUNTS + COUNTERS + ((<usize>load<u8>(at, 1)) << 2));
  }
  let first: u32 = 0;
  let second: u32 = 0;
  for (let counter = COUNTS; counter < COUNTS + COUNTERS; counter += 4) {
    const ofFirst = load<u32>(counter);
    const ofSecond = load<u32>(counter, COUNTERS);
    store<u32>(counter, first);
    store<u32>(counter, second, COUNTERS);
    first += ofFirst;
    second += ofSecond;
  }
  distribute(values, spare, size, COUNTS, byte);
  distribute(spare, values, size, COUNTS + COUNTERS, byte + 1);
}

function addTo(counter: usize): void {
  store<u32>(counter, load<u32>(counter) + 8);
}

function distribute(from: usize, to: usize, size: usize, counters: usize, byte: usize): void {
  const end = from + size;
  for (let at = from; at < end; at += 8) {
    const counter = counters + ((<usize>load<u8>(at + byte)) << 2);
    const place = load<u32>(counter);
    store<u64>(to + place, load<u64>(at));
    store<u32>(counter, place + 8);
  }
}

/** Each value's place is the number of lower ones; how they lie can't be foreseen, so all are counted. */
function sortFew(values: usize, spare: usize, count: u32): void {
  const size = (<usize>count) << 3;
  const signs = i64x2.splat(i64.MIN_VALUE);
  for (let i: usize = 0; i < size; i += 8) store<u64>(spare + i, load<u64>(values + i) ^ (1 << 63));
  // Of an odd number the last is compared with one that is lower than none.
  store<u64>(spare + size, i64.MAX_VALUE);
  for (let i: usize = 0; i < size; i += 8) {
    const value = v128.load64_splat(spare + i);
    let lower = i64x2.splat(0);
    for (let j: usize = 0; j < size; j += 16) lower = i64x2.sub(lower, i64x2.gt_s(value, v128.load(spare + j)));
    const place = <usize>(i64x2.extract_lane(lower, 0) + i64x2.extract_lane(lower, 1));
    store<u64>(values + (place << 3), i64x2.extract_lane(v128.xor(value, signs), 0));
  }
}

/** Whether so many steps were enough. */
function insertionSort(values: usize, count: u32, maxSteps: u32): bool {
  let steps: u32 = 0;
  const end = values + ((<usize>count) << 3);
  for (let next = values + 8; next < end; next += 8) {
    const value = load<u64>(next);
    if (load<u64>(next - 8) <= value) continue;
    let at = next;
    for (; at > values && load<u64>(at - 8) > value; at -= 8) store<u64>(at, load<u64>(at - 8));
    store<u64>(at, value);
    steps += <u32>((next - at) >> 3);
    if (steps > maxSteps) return false;
  }
  return true;
}
