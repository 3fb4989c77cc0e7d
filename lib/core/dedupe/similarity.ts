import { decodeSketch, SKETCH_SIZE } from '../fingerprint/sketch.ts';
import type { Fingerprint } from '../model.ts';

// Measured on real reprints: below 0.3 pairs stop being one article; a text of few shingles shares a stock phrase too easily.
export const NEAR_JACCARD = 0.3;
export const SHORT_SHINGLES = 30;
export const SHORT_NEAR_JACCARD = 0.8;
export const CONTAINED_CONTAINMENT = 0.8;
export const CONTAINED_MIN_TOKENS = 60;

export interface Similarity {
  /** Shared shingles by all shingles of both. */
  readonly jaccard: number;
  /** Shared shingles by the shingles of the one that has fewer. */
  readonly containment: number;
  /** Whether the sketches hold every shingle, so that the numbers are counted and not estimated. */
  readonly exact: boolean;
}

/**
 * How much two texts share, by their bottom-k sketches (Cohen and Kaplan 2007): up to the least of the incomplete sketches'
 * last hashes both sets are known entirely, and that part is a uniform sample of the union. Symmetric; null when the schemes
 * differ. Sketches that are at hand decoded may be given.
 */
export function compare(
  a: Fingerprint,
  b: Fingerprint,
  sketchA: Uint32Array = decodeSketch(a.sketch),
  sketchB: Uint32Array = decodeSketch(b.sketch),
): Similarity | null {
  if (a.scheme !== b.scheme) return null;
  const limit = Math.min(knownUpTo(a, sketchA), knownUpTo(b, sketchB));
  const { onlyA, onlyB, both } = countUpTo(limit, sketchA, sketchB);
  const smaller = both + sampleOfSmaller(a.shingleCount - b.shingleCount, onlyA, onlyB);
  return {
    jaccard: ratio(both, onlyA + onlyB + both),
    containment: ratio(both, smaller),
    exact: limit === Number.POSITIVE_INFINITY,
  };
}

/** Nearly the same text. */
export function isNear(a: Fingerprint, b: Fingerprint, { jaccard }: Similarity): boolean {
  const short = Math.min(a.shingleCount, b.shingleCount) < SHORT_SHINGLES;
  return jaccard >= (short ? SHORT_NEAR_JACCARD : NEAR_JACCARD);
}

/** Nearly all of the shorter text stands in the longer one, which is no near duplicate of it. */
export function isContained(shorter: Fingerprint, longer: Fingerprint, similarity: Similarity): boolean {
  return (
    shorter.shingleCount < longer.shingleCount &&
    shorter.tokenCount >= CONTAINED_MIN_TOKENS &&
    similarity.containment >= CONTAINED_CONTAINMENT &&
    !isNear(shorter, longer, similarity)
  );
}

function knownUpTo({ shingleCount }: Fingerprint, sketch: Uint32Array): number {
  return shingleCount <= SKETCH_SIZE ? Number.POSITIVE_INFINITY : sketch[sketch.length - 1]!;
}

function countUpTo(limit: number, a: Uint32Array, b: Uint32Array): { onlyA: number; onlyB: number; both: number } {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length && a[i]! <= limit && b[j]! <= limit) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) both++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  while (i < a.length && a[i]! <= limit) i++;
  while (j < b.length && b[j]! <= limit) j++;
  return { onlyA: i - both, onlyB: j - both, both };
}

function sampleOfSmaller(excess: number, onlyA: number, onlyB: number): number {
  if (excess === 0) return Math.min(onlyA, onlyB);
  return excess < 0 ? onlyA : onlyB;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
