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
  const words = placedHashes(text);
  const hashes = new Uint32Array(Math.min(SAMPLE_LIMIT, words.length / 2));
  const places = new Uint8Array(hashes.length);
  let shingleCount = 0;
  for (let i = 0; i < words.length; i += 2) {
    const hash = words[i + 1]!;
    if (i > 0 && hash === words[i - 1]) continue;
    if (shingleCount < SAMPLE_LIMIT) {
      hashes[shingleCount] = hash;
      places[shingleCount] = words[i]!;
    }
    shingleCount++;
  }
  const kept = Math.min(SAMPLE_LIMIT, shingleCount);
  return { samples: { hashes: hashes.subarray(0, kept), places: places.subarray(0, kept) }, shingleCount };
}

/** Place and hash of each shingle, two words each, sorted as 64-bit numbers: so a shingle's first place comes first. */
function placedHashes({ tokenHashes, tokenKinds, tokenCount }: CanonicalText): Uint32Array {
  const placed = new BigUint64Array(tokenCount);
  const words = new Uint32Array(placed.buffer);
  let count = 0;
  const add = (from: number, to: number) => {
    words[2 * count] = Math.floor((from * PLACES) / tokenCount);
    words[2 * count + 1] = shingleHash(tokenHashes, from, to);
    count++;
  };
  for (let i = 0; i < tokenCount; i++) {
    const end = i + (tokenKinds[i] === SINGLE ? SHINGLE_CHARACTERS : SHINGLE_WORDS);
    if (end <= tokenCount) add(i, end);
  }
  // A text too short for one is one shingle.
  if (count === 0 && tokenCount > 0) add(0, tokenCount);
  placed.subarray(0, count).sort();
  return words.subarray(0, 2 * count);
}

function shingleHash(tokenHashes: Uint32Array, from: number, to: number): number {
  let lane = 0;
  for (let i = from; i < to; i++) lane = absorb(lane, tokenHashes[2 * i]!, HIGH_LANE);
  return finish(lane);
}

/** The distinct smallest 16-bit hashes of the words that begin with a digit, ascending: the figures that a report is about. */
export function figuresOf({ tokenHashes, tokenKinds, tokenCount }: CanonicalText): Uint16Array {
  const figures = new Set<number>();
  for (let i = 0; i < tokenCount; i++) if (tokenKinds[i] === DIGIT) figures.add(tokenHashes[2 * i]! >>> 16);
  return Uint16Array.from(figures).sort().slice(0, FIGURE_LIMIT);
}
