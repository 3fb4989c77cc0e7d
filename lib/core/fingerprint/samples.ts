import type { CanonicalText } from './canonical-text.ts';
import { DIGIT, SINGLE } from './character-kinds.ts';
import { absorbThree, finish, HIGH_LANE, shortLane } from './hash.ts';
import { sortUniform } from './sort-uniform.ts';

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

const POOLED_TOKENS = 4_096;
const pooled = new Float64Array(POOLED_TOKENS);
const keptHashes = new Uint32Array(SAMPLE_LIMIT);
const keptPlaces = new Uint8Array(SAMPLE_LIMIT);
const NO_FIGURES = new Uint16Array(0);

/** A sample of the text's shingles that is the same for every text that has them: those of the smallest hashes, ascending. */
export interface Samples {
  readonly hashes: Uint32Array;
  /** Where in the text each first stands, 0 to 255. */
  readonly places: Uint8Array;
}

/** The samples hold until the next call: their buffers are used again. */
export function samplesOf(text: CanonicalText): { readonly samples: Samples; readonly shingleCount: number } {
  const shingles = placedHashes(text);
  let shingleCount = 0;
  let last = -1;
  for (let i = 0; i < shingles.length; i++) {
    const shingle = shingles[i]!;
    const hash = (shingle / PLACES) >>> 0;
    if (hash === last) continue;
    last = hash;
    if (shingleCount < SAMPLE_LIMIT) {
      keptHashes[shingleCount] = hash;
      keptPlaces[shingleCount] = shingle % PLACES;
    }
    shingleCount++;
  }
  const kept = Math.min(SAMPLE_LIMIT, shingleCount);
  return { samples: { hashes: keptHashes.subarray(0, kept), places: keptPlaces.subarray(0, kept) }, shingleCount };
}

/** Each shingle's hash above the 8 bits of its place, sorted: so a shingle's first place comes first. */
function placedHashes({ highHashes, tokenKinds, tokenCount }: CanonicalText): Float64Array {
  const placed = tokenCount <= POOLED_TOKENS ? pooled : new Float64Array(tokenCount);
  let count = 0;
  for (let i = 0; i < tokenCount; i++) {
    const isSingle = tokenKinds[i] === SINGLE;
    if (i + (isSingle ? SHINGLE_CHARACTERS : SHINGLE_WORDS) > tokenCount) continue;
    let lane = absorbThree(0, highHashes, i, HIGH_LANE);
    if (isSingle) lane = absorbThree(lane, highHashes, i + SHINGLE_WORDS, HIGH_LANE);
    placed[count++] = (finish(lane) >>> 0) * PLACES + Math.floor((i * PLACES) / tokenCount);
  }
  // A text too short for one is one shingle.
  if (count === 0 && tokenCount > 0) placed[count++] = shortLane(highHashes, tokenCount, HIGH_LANE) * PLACES;
  return sortUniform(placed.subarray(0, count), 2 ** 32 * PLACES);
}

/** The distinct smallest 16-bit hashes of the words that begin with a digit, ascending: the figures that a report is about. */
export function figuresOf({ highHashes, tokenKinds, tokenCount }: CanonicalText): Uint16Array {
  const figures = new Set<number>();
  for (let i = 0; i < tokenCount; i++) if (tokenKinds[i] === DIGIT) figures.add(highHashes[i]! >>> 16);
  return figures.size === 0 ? NO_FIGURES : Uint16Array.from(figures).sort().slice(0, FIGURE_LIMIT);
}
