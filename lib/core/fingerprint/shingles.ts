import type { CanonicalText } from './canonical-text.ts';
import { absorb, absorbThree, finish, HIGH_LANE, LOW_LANE, shortLane } from './hash.ts';

const SHINGLE_TOKENS = 5;
/** So many times the hashes that are needed at least are expected below the first limit. */
const MARGIN = 3;
const ALL = 2 ** 32;

const HASH_DIGITS = 16;
const POOLED_TOKENS = 4_096;
const pooled = new BigUint64Array(POOLED_TOKENS);

/**
 * What the index looks texts up by: of the distinct 64-bit hashes of the text's word 5-grams those whose high word is below
 * `sampledBelow`, and at least so many of the smallest; ascending, each 16 hexadecimal digits. A shorter text is one shingle.
 */
export function sampledShingles(text: CanonicalText, sampledBelow: number, atLeast: number): string[] {
  const likely = Math.max(sampledBelow, (ALL * MARGIN * atLeast) / text.tokenCount);
  let shingles = shinglesBelow(text, likely);
  // So few only in a text that repeats itself, or by chance.
  if (shingles.length < atLeast && likely < ALL) shingles = shinglesBelow(text, ALL);
  let count = Math.min(atLeast, shingles.length);
  while (count < shingles.length && highWord(shingles, count) < sampledBelow) count++;
  return hexadecimal(shingles.subarray(0, count));
}

/** Distinct and ascending. They are written and read as 32-bit halves, low one first: 64 bits in one value would be a BigInt. */
function shinglesBelow({ highHashes, lowHashes, tokenCount }: CanonicalText, limit: number): BigUint64Array {
  const shingles = tokenCount <= POOLED_TOKENS ? pooled : new BigUint64Array(tokenCount);
  const words = wordsOf(shingles);
  let count = 0;
  for (let i = 0; i + SHINGLE_TOKENS <= tokenCount; i++) {
    const high = shingleLane(highHashes, i, HIGH_LANE);
    if (high >= limit) continue;
    words[2 * count] = shingleLane(lowHashes, i, LOW_LANE);
    words[2 * count + 1] = high;
    count++;
  }
  if (tokenCount > 0 && tokenCount < SHINGLE_TOKENS) {
    words[0] = shortLane(lowHashes, tokenCount, LOW_LANE);
    words[1] = shortLane(highHashes, tokenCount, HIGH_LANE);
    count = 1;
  }
  return distinct(shingles.subarray(0, count).sort());
}

function shingleLane(tokenHashes: Int32Array, from: number, multiplier: number): number {
  const three = absorbThree(0, tokenHashes, from, multiplier);
  const four = absorb(three, tokenHashes[from + 3]!, multiplier);
  return finish(absorb(four, tokenHashes[from + 4]!, multiplier)) >>> 0;
}

function distinct(sorted: BigUint64Array): BigUint64Array {
  const words = wordsOf(sorted);
  let count = 0;
  for (let i = 0; i < words.length; i += 2) {
    const isRepeat = count > 0 && words[i] === words[2 * count - 2] && words[i + 1] === words[2 * count - 1];
    if (isRepeat) continue;
    words[2 * count] = words[i]!;
    words[2 * count + 1] = words[i + 1]!;
    count++;
  }
  return sorted.subarray(0, count);
}

function wordsOf(shingles: BigUint64Array): Uint32Array {
  return new Uint32Array(shingles.buffer, shingles.byteOffset, 2 * shingles.length);
}

function highWord(shingles: BigUint64Array, index: number): number {
  return wordsOf(shingles)[2 * index + 1]!;
}

function hexadecimal(shingles: BigUint64Array): string[] {
  const bytes = Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength).swap64();
  const digits = bytes.toString('hex');
  return Array.from({ length: shingles.length }, (_, i) => digits.slice(i * HASH_DIGITS, (i + 1) * HASH_DIGITS));
}
