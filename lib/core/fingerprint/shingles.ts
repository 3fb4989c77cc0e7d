import type { CanonicalText } from './canonical-text.ts';
import { absorb, finish, HIGH_LANE, LOW_LANE } from './hash.ts';

const SHINGLE_TOKENS = 5;

/**
 * What the index looks texts up by: the distinct 64-bit hashes of the text's word 5-grams, ascending. A shorter text is one shingle.
 * Numbers can't hold 64 bits, so the halves are written through a view of 32-bit words, low word first.
 */
export function shingleHashes({ tokenHashes, tokenCount }: CanonicalText): BigUint64Array {
  if (tokenCount === 0) return new BigUint64Array(0);
  const length = Math.min(SHINGLE_TOKENS, tokenCount);
  const count = tokenCount - length + 1;
  const hashes = new BigUint64Array(count);
  const words = new Uint32Array(hashes.buffer);
  for (let i = 0; i < count; i++) {
    let high = 0;
    let low = 0;
    for (let at = 2 * i; at < 2 * (i + length); at += 2) {
      high = absorb(high, tokenHashes[at]!, HIGH_LANE);
      low = absorb(low, tokenHashes[at + 1]!, LOW_LANE);
    }
    words[2 * i] = finish(low);
    words[2 * i + 1] = finish(high);
  }
  return distinct(hashes.sort());
}

function distinct(sorted: BigUint64Array): BigUint64Array {
  const words = new Uint32Array(sorted.buffer);
  let kept = 2;
  for (let i = 2; i < words.length; i += 2) {
    if (words[i] === words[kept - 2] && words[i + 1] === words[kept - 1]) continue;
    words[kept] = words[i]!;
    words[kept + 1] = words[i + 1]!;
    kept += 2;
  }
  return sorted.subarray(0, kept / 2);
}
