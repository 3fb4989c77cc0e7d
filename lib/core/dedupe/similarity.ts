import { FINGERPRINT_SCHEME } from '../fingerprint/fingerprint.ts';
import { SAMPLE_LIMIT } from '../fingerprint/samples.ts';
import { decodeSketch, type Sketch } from '../fingerprint/sketch.ts';
import type { Fingerprint } from '../model.ts';
import { type Alignment, align, type ComparedSamples, NO_ALIGNMENT } from './alignment.ts';
import { compareFigures, type FigureCounts, NO_FIGURES } from './figures.ts';
import { countShared, countUpTo } from './sorted-hashes.ts';

export interface Similarity {
  /** Shared shingles by all shingles of both. */
  readonly jaccard: number;
  /** Shared shingles by the shingles of the one that has fewer. */
  readonly containment: number;
  /** Whether the sketches hold every shingle, so that the numbers are counted and not estimated. */
  readonly exact: boolean;
  /** How the shared parts lie in the two texts. Both this and the figures are looked at only when the texts share enough. */
  readonly alignment: Alignment;
  readonly figures: FigureCounts;
}

/** Most candidates share a phrase and no more: nothing below these is any relation. */
const LEAST_JACCARD = 0.1;
const LEAST_CONTAINMENT = 0.5;

/** What the comparison of equal texts needs no sketches to say. */
export const SAME_TEXT: Similarity = {
  jaccard: 1,
  containment: 1,
  exact: true,
  alignment: { coveredMost: 1, coveredLeast: 1, inStep: 1, replaced: 0, startsAt: 0 },
  figures: NO_FIGURES,
};

/** Whether its sketch is one of those that we decode. */
export function isReadable({ scheme }: Fingerprint): boolean {
  return scheme === FINGERPRINT_SCHEME;
}

/**
 * How much two texts share, by their bottom-k sketches (Cohen and Kaplan 2007): up to the least of the incomplete sketches'
 * last hashes both sets are known entirely, and that part is a uniform sample of the union. Symmetric; null when the schemes
 * differ, or are not ours. A sketch of the first that is at hand decoded may be given.
 */
export function compare(a: Fingerprint, b: Fingerprint, decodedA?: Sketch): Similarity | null {
  if (a.scheme !== b.scheme) return null;
  // A lake of an earlier version: of its fingerprints only the hash means the same to us, until their documents are read again.
  if (!isReadable(a)) return a.contentSha256 === b.contentSha256 ? SAME_TEXT : null;
  const sketchA = decodedA ?? decodeSketch(a);
  const sketchB = decodeSketch(b);
  const { jaccard, containment, limit } = sharedOf(
    { shingleCount: a.shingleCount, hashes: sketchA.hashes },
    { shingleCount: b.shingleCount, hashes: sketchB.hashes },
  );
  const related = mayRelate(jaccard, containment);
  return {
    jaccard,
    containment,
    exact: limit === Number.POSITIVE_INFINITY,
    alignment: related ? align(comparedUpTo(limit, sketchA, sketchB), a.tokenCount, b.tokenCount) : NO_ALIGNMENT,
    figures: related ? compareFigures(sketchA.figures, sketchB.figures) : NO_FIGURES,
  };
}

/** What tells of a text how much it shares with others. */
export interface Sampled {
  readonly shingleCount: number;
  readonly hashes: Uint32Array;
}

/** Of a readable fingerprint. */
export function sampledOf(fingerprint: Fingerprint): Sampled {
  return { shingleCount: fingerprint.shingleCount, hashes: decodeSketch(fingerprint).hashes };
}

/** Whether the two share so much that comparing them can tell a relation. Symmetric. */
export function mayBeRelatives(a: Sampled, b: Sampled): boolean {
  const { jaccard, containment } = sharedOf(a, b);
  return mayRelate(jaccard, containment);
}

const mayRelate = (jaccard: number, containment: number): boolean => jaccard >= LEAST_JACCARD || containment >= LEAST_CONTAINMENT;

/** `limit`: the hash up to which both are known. */
function sharedOf(a: Sampled, b: Sampled): { jaccard: number; containment: number; limit: number } {
  const limit = Math.min(knownUpTo(a), knownUpTo(b));
  const [inA, inB] = [countUpTo(limit, a.hashes), countUpTo(limit, b.hashes)];
  const both = countShared(a.hashes, b.hashes, inA, inB);
  const [onlyA, onlyB] = [inA - both, inB - both];
  const smaller = both + sampleOfSmaller(a.shingleCount - b.shingleCount, onlyA, onlyB);
  return { jaccard: ratio(both, onlyA + onlyB + both), containment: ratio(both, smaller), limit };
}

function knownUpTo({ shingleCount, hashes }: Sampled): number {
  return shingleCount <= SAMPLE_LIMIT ? Number.POSITIVE_INFINITY : hashes[hashes.length - 1]!;
}

/** Where the counted samples stand. */
function comparedUpTo(limit: number, a: Sketch, b: Sketch): ComparedSamples {
  const onlyA: number[] = [];
  const onlyB: number[] = [];
  const shared: number[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const hashA = i < a.hashes.length ? a.hashes[i]! : Number.POSITIVE_INFINITY;
    const hashB = j < b.hashes.length ? b.hashes[j]! : Number.POSITIVE_INFINITY;
    const least = Math.min(hashA, hashB);
    if (least > limit || least === Number.POSITIVE_INFINITY) return { onlyA, onlyB, shared };
    if (hashA === hashB) shared.push((a.places[i]! << 8) | b.places[j]!);
    else if (hashA < hashB) onlyA.push(a.places[i]!);
    else onlyB.push(b.places[j]!);
    if (hashA === least) i++;
    if (hashB === least) j++;
  }
}

function sampleOfSmaller(excess: number, onlyA: number, onlyB: number): number {
  if (excess === 0) return Math.min(onlyA, onlyB);
  return excess < 0 ? onlyA : onlyB;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
