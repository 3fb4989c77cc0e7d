import { decodeSketch } from '../fingerprint/sketch.ts';
import type { Fingerprint } from '../model.ts';
import type { Similarity } from './similarity.ts';
import { countShared, sharedHashes } from './sorted-hashes.ts';

interface Near {
  readonly other: { readonly fingerprint: Fingerprint };
  readonly similarity: Similarity;
}

/** Two relatives whose parts of the text overlap so much, by Jaccard, have the same part of it. */
const SAME_PART = 0.5;

/**
 * Of the near duplicates of a text those that have the same part of it. A round-up holds several articles, and a page's whole text
 * may hold the teaser of another; if such a text pointed to all of them it would join what has nothing in common. Relatives with
 * overlapping parts make a family, and the family with the greatest similarity in sum gets the text; of equal ones that of the
 * first. The order of the relatives is kept.
 */
export function closestFamily<R extends Near>(self: Fingerprint, relatives: readonly R[]): R[] {
  if (relatives.length < 2) return [...relatives];
  const own = decodeSketch(self).hashes;
  const parts = relatives.map(({ other }) => sharedHashes(own, decodeSketch(other.fingerprint).hashes));
  let best: R[] = [];
  let bestSum = 0;
  for (const family of familiesOf(parts)) {
    const members = family.map((index) => relatives[index]!);
    const sum = members.reduce((total, { similarity }) => total + similarity.jaccard, 0);
    if (sum > bestSum) [best, bestSum] = [members, sum];
  }
  return best;
}

/** The connected components of parts that overlap, as ascending indices, in the order of their first. */
function familiesOf(parts: readonly Uint32Array[]): number[][] {
  const left = new Set(parts.keys());
  const families: number[][] = [];
  for (const first of left) {
    left.delete(first);
    const family = [first];
    // The family grows while it is walked.
    for (const member of family) {
      for (const other of left) {
        if (!samePart(parts[member]!, parts[other]!)) continue;
        left.delete(other);
        family.push(other);
      }
    }
    families.push(family.sort((x, y) => x - y));
  }
  return families;
}

function samePart(a: Uint32Array, b: Uint32Array): boolean {
  const both = countShared(a, b);
  return both >= SAME_PART * (a.length + b.length - both);
}
