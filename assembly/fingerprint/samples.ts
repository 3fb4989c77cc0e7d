import { DIGIT } from './characters';
import { highHashes, PLACES_KEPT, SKETCH, spare, tokenKinds, values } from './memory';
import { sortValues } from './sort';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
const SAMPLE_LIMIT: u32 = 256;
const PLACE_BITS: u32 = 8;
const FIGURE_LIMIT: u32 = 32;

/** How many distinct shingles the text has. */
export let shingleCount: u32 = 0;

/** Writes the sketch of so many values: the smallest hashes, the smallest figures, the places of the hashes. Answers its size. */
export function sketch(hashes: u32): u32 {
  sortValues(values, spare, hashes);
  const kept = keepSmallest(hashes);
  const figures = keepFigures(SKETCH + 4 * <usize>kept);
  memory.copy(SKETCH + 4 * <usize>kept + 2 * <usize>figures, PLACES_KEPT, kept);
  return 5 * kept + 2 * figures;
}

/** Counts the distinct hashes, keeps the first of them and where in the text each first stands. */
function keepSmallest(count: u32): u32 {
  const end = values + ((<usize>count) << 3);
  let distinct: u32 = 0;
  let last: u64 = u64.MAX_VALUE;
  let at = values;
  for (; at < end && distinct < SAMPLE_LIMIT; at += 8) {
    const value = load<u64>(at);
    const hash = value >> 32;
    store<u32>(SKETCH + ((<usize>distinct) << 2), <u32>hash);
    if (hash == last) continue;
    store<u8>(PLACES_KEPT + distinct, placeOf(<u32>value));
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

function placeOf(token: u32): u8 {
  const tokens = Tokens.count;
  if (tokens <= u32.MAX_VALUE >> PLACE_BITS) return <u8>((token << PLACE_BITS) / tokens);
  return <u8>(((<u64>token) << PLACE_BITS) / tokens);
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
