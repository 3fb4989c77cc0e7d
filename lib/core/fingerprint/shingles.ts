import type { CanonicalText } from './canonical-text.ts';
import { absorb, finish, HIGH_LANE, LOW_LANE } from './hash.ts';

const SHINGLE_TOKENS = 5;
/** So many times the hashes that are needed at least are expected below the first limit. */
const MARGIN = 4;
const ALL = 2 ** 32;

/**
 * What the index looks texts up by: of the distinct 64-bit hashes of the text's word 5-grams those whose high word is below
 * `sampledBelow`, and at least so many of the smallest; ascending. A shorter text is one shingle.
 */
export function sampledShingles(text: CanonicalText, sampledBelow: number, atLeast: number): BigUint64Array {
  const highWords = highWordsOf(text);
  const likely = Math.max(sampledBelow, (ALL * MARGIN * atLeast) / highWords.length);
  let shingles = shinglesBelow(text, highWords, likely);
  // So few only in a text that repeats itself, or by chance.
  if (shingles.length < atLeast && likely < ALL) shingles = shinglesBelow(text, highWords, ALL);
  const last = BigInt(sampledBelow) << 32n;
  return shingles.filter((shingle, index) => index < atLeast || shingle < last);
}

function highWordsOf({ tokenHashes, tokenCount }: CanonicalText): Uint32Array {
  const length = Math.min(SHINGLE_TOKENS, tokenCount);
  const highWords = new Uint32Array(tokenCount === 0 ? 0 : tokenCount - length + 1);
  for (let i = 0; i < highWords.length; i++) highWords[i] = laneOf(tokenHashes, i, length, 0, HIGH_LANE);
  return highWords;
}

/** Numbers can't hold 64 bits, so the halves are written through a view of 32-bit words, low word first. */
function shinglesBelow({ tokenHashes, tokenCount }: CanonicalText, highWords: Uint32Array, limit: number): BigUint64Array {
  const length = Math.min(SHINGLE_TOKENS, tokenCount);
  const shingles = new BigUint64Array(highWords.length);
  const words = new Uint32Array(shingles.buffer);
  let count = 0;
  for (let i = 0; i < highWords.length; i++) {
    const high = highWords[i]!;
    if (high >= limit) continue;
    words[2 * count] = laneOf(tokenHashes, i, length, 1, LOW_LANE);
    words[2 * count + 1] = high;
    count++;
  }
  return distinct(shingles.subarray(0, count).sort());
}

function laneOf(tokenHashes: Uint32Array, from: number, length: number, offset: 0 | 1, multiplier: number): number {
  let lane = 0;
  for (let at = 2 * from + offset; at < 2 * (from + length); at += 2) lane = absorb(lane, tokenHashes[at]!, multiplier);
  return finish(lane);
}

function distinct(sorted: BigUint64Array): BigUint64Array {
  return sorted.filter((shingle, index) => index === 0 || shingle !== sorted[index - 1]);
}
