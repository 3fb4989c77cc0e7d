import { COUNTS } from './memory';

/** So few are put in order one by one. */
const FEW: u32 = 48;
/** So many steps a value that its high bits left unsorted show that they aren't spread evenly. */
const MAX_STEPS: u32 = 16;

/**
 * Sorts distinct or equal 64-bit values whose highest bits are spread evenly, in linear time: by the highest two bytes (least
 * significant first, as always in a radix sort), then each value by single steps. Uneven ones by all eight bytes.
 */
export function sortValues(values: usize, spare: usize, count: u32): void {
  if (count > FEW) {
    radixPass(values, spare, count, 48);
    radixPass(spare, values, count, 56);
  }
  if (insertionSort(values, count, count > FEW ? count * MAX_STEPS : u32.MAX_VALUE)) return;
  for (let shift: u64 = 0; shift < 64; shift += 16) {
    radixPass(values, spare, count, shift);
    radixPass(spare, values, count, shift + 8);
  }
}

/** Values in the order of one byte of theirs; those of the same byte stay in theirs. */
function radixPass(from: usize, to: usize, count: u32, shift: u64): void {
  memory.fill(COUNTS, 0, 1024);
  const end = from + ((<usize>count) << 3);
  for (let at = from; at < end; at += 8) {
    const counter = counterOf(load<u64>(at), shift);
    store<u32>(counter, load<u32>(counter) + 8);
  }
  let sum: u32 = 0;
  for (let counter = COUNTS; counter < COUNTS + 1024; counter += 4) {
    const size = load<u32>(counter);
    store<u32>(counter, sum);
    sum += size;
  }
  for (let at = from; at < end; at += 8) {
    const value = load<u64>(at);
    const counter = counterOf(value, shift);
    const place = load<u32>(counter);
    store<u64>(to + place, value);
    store<u32>(counter, place + 8);
  }
}

function counterOf(value: u64, shift: u64): usize {
  return COUNTS + (((<usize>(value >> shift)) & 0xff) << 2);
}

/** Whether so many steps were enough. */
function insertionSort(values: usize, count: u32, maxSteps: u32): bool {
  let steps: u32 = 0;
  const end = values + ((<usize>count) << 3);
  for (let next = values + 8; next < end; next += 8) {
    const value = load<u64>(next);
    let at = next;
    for (; at > values && load<u64>(at - 8) > value; at -= 8) store<u64>(at, load<u64>(at - 8));
    store<u64>(at, value);
    steps += <u32>((next - at) >> 3);
    if (steps > maxSteps) return false;
  }
  return true;
}
