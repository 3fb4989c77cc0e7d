import type { CanonicalText } from './canonical-text.ts';
import { DIGIT, SINGLE } from './character-kinds.ts';
import { absorb, finish, HIGH_LANE } from './hash.ts';

/**
 * Verdicts compare shorter shingles than the index looks up: three words survive what changes every seventh word, and by then two
 * texts are known to share five in a row. In a script without spaces six characters say about as much.
 */
const SHINGLE_WORDS = 3;
const SHINGLE_CHARACTERS = 6;

/** How many of the smallest shingle hashes are kept: a standard error of 0.03 at J = 0.5. */
export const SAMPLE_LIMIT = 256;
/** Places are told apart to a 256th of the text. */
export const PLACES = 256;
/** Figures kept of a text. */
export const FIGURE_LIMIT = 32;

/** A sample of the text's shingles that is the same for every text that has them: those of the smallest hashes, ascending. */
export interface Samples {
  readonly hashes: Uint32Array;
  /** Where in the text each first stands, 0 to 255. */
  readonly places: Uint8Array;
}

export function samplesOf(text: CanonicalText): { readonly samples: Samples; readonly shingleCount: number } {
  const placed = placedHashes(text).sort();
  const hashes = new Uint32Array(Math.min(SAMPLE_LIMIT, placed.length));
  const places = new Uint8Array(hashes.length);
  let shingleCount = 0;
  let previous = -1;
  for (const value of placed) {
    const hash = Math.floor(value / PLACES);
    if (hash === previous) continue;
    previous = hash;
    if (shingleCount < SAMPLE_LIMIT) {
      hashes[shingleCount] = hash;
      places[shingleCount] = value - hash * PLACES;
    }
    shingleCount++;
  }
  const kept = Math.min(SAMPLE_LIMIT, shingleCount);
  return { samples: { hashes: hashes.subarray(0, kept), places: places.subarray(0, kept) }, shingleCount };
}

/** Each shingle as hash and place in one number, so that sorting them brings a shingle's first place to the front. */
function placedHashes({ tokenHashes, tokenKinds, tokenCount }: CanonicalText): Float64Array {
  const placed = new Float64Array(tokenCount);
  let count = 0;
  for (let i = 0; i < tokenCount; i++) {
    const end = i + (tokenKinds[i] === SINGLE ? SHINGLE_CHARACTERS : SHINGLE_WORDS);
    if (end > tokenCount) continue;
    placed[count++] = shingleHash(tokenHashes, i, end) * PLACES + Math.floor((i * PLACES) / tokenCount);
  }
  // A text too short for one is one shingle.
  if (count === 0 && tokenCount > 0) placed[count++] = shingleHash(tokenHashes, 0, tokenCount) * PLACES;
  return placed.subarray(0, count);
}

function shingleHash(tokenHashes: Uint32Array, from: number, to: number): number {
  let lane = 0;
  for (let i = from; i < to; i++) lane = absorb(lane, tokenHashes[2 * i]!, HIGH_LANE);
  return finish(lane) >>> 0;
}

/** The distinct smallest 16-bit hashes of the words that begin with a digit, ascending: the figures that a report is about. */
export function figuresOf({ tokenHashes, tokenKinds, tokenCount }: CanonicalText): Uint16Array {
  const figures = new Set<number>();
  for (let i = 0; i < tokenCount; i++) if (tokenKinds[i] === DIGIT) figures.add(tokenHashes[2 * i]! >>> 16);
  return Uint16Array.from(figures).sort().slice(0, FIGURE_LIMIT);
}
