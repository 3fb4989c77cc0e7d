import { decodeSketch } from '../fingerprint/sketch.ts';
import type { Fingerprint } from '../model.ts';
import { countShared, sharedHashes } from './sorted-hashes.ts';

/** Two texts whose parts of a third overlap so much, by Jaccard, have the same part of it. */
const SAME_PART = 0.5;

/** Whether all these share one part of the text, each with another one at least: a round-up shares different parts with its articles. */
export function haveSamePart(self: Fingerprint, others: readonly Fingerprint[]): boolean {
  if (others.length < 2) return true;
  const own = decodeSketch(self).hashes;
  const [first, ...left] = others.map((other) => sharedHashes(own, decodeSketch(other).hashes));
  const family = [first!];
  // The family grows while it is walked.
  for (const member of family) {
    for (let i = left.length - 1; i >= 0; i--) if (overlap(member, left[i]!)) family.push(...left.splice(i, 1));
  }
  return left.length === 0;
}

function overlap(a: Uint32Array, b: Uint32Array): boolean {
  const both = countShared(a, b);
  return both >= SAME_PART * (a.length + b.length - both);
}
