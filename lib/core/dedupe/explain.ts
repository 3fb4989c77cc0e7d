/** Why a verdict is what it is: what was compared, by which numbers, and where a pair failed. */
import type { Fingerprint } from '../model.ts';
import { exactKey, nearKeys } from './index-keys.ts';
import type { Judged } from './judge.ts';
import {
  CONTAINED_CONTAINMENT,
  CONTAINED_MIN_TOKENS,
  compare,
  isContained,
  isNear,
  NEAR_JACCARD,
  SHORT_NEAR_JACCARD,
  SHORT_SHINGLES,
  type Similarity,
} from './similarity.ts';

export type Relation = 'exact' | 'near' | 'contained' | 'none';

/** Two texts compared, the later one judged by the earlier. */
export interface PairExplanation {
  readonly relation: Relation;
  /** The rule that decided, with its numbers, as a sentence. */
  readonly rule: string;
  readonly laterId: string;
  readonly earlierId: string;
  /** Null when the fingerprints are of different schemes. */
  readonly similarity: Similarity | null;
  readonly thresholds: { readonly jaccard: number; readonly containment: number; readonly containedTokens: number };
  /** Index keys under which both stand: without one neither is a candidate for the other. */
  readonly sharedKeys: readonly string[];
  readonly shingles: { readonly later: number; readonly earlier: number };
  readonly keys: { readonly later: number; readonly earlier: number };
}

/** Compares two documents as judging would if it met them, and says also where they would not have met. */
export function explainPair(a: Judged, b: Judged): PairExplanation {
  const [later, earlier] = a.order < b.order ? [b, a] : [a, b];
  const [one, other] = [later.fingerprint, earlier.fingerprint];
  const similarity = compare(one, other);
  const sharedKeys = sharedKeysOf(one, other);
  const short = Math.min(one.shingleCount, other.shingleCount) < SHORT_SHINGLES;
  const thresholds = {
    jaccard: short ? SHORT_NEAR_JACCARD : NEAR_JACCARD,
    containment: CONTAINED_CONTAINMENT,
    containedTokens: CONTAINED_MIN_TOKENS,
  };
  return {
    ...ruleOf(one, other, similarity, sharedKeys, thresholds, short),
    laterId: later.documentId,
    earlierId: earlier.documentId,
    similarity,
    thresholds,
    sharedKeys,
    shingles: { later: one.shingleCount, earlier: other.shingleCount },
    keys: { later: keysOf(one).length, earlier: keysOf(other).length },
  };
}

function ruleOf(
  later: Fingerprint,
  earlier: Fingerprint,
  similarity: Similarity | null,
  sharedKeys: readonly string[],
  thresholds: PairExplanation['thresholds'],
  short: boolean,
): { relation: Relation; rule: string } {
  if (!similarity) return none('their fingerprints are of different versions, which are never compared');
  if (later.contentSha256 === earlier.contentSha256) return { relation: 'exact', rule: 'the canonical texts are the same' };
  const jaccard = number(similarity.jaccard, similarity.exact);
  const containment = number(similarity.containment, similarity.exact);
  const least = `${thresholds.jaccard.toFixed(2)}${short ? ` (a text has fewer than ${SHORT_SHINGLES} shingles)` : ''}`;
  if (isNear(later, earlier, similarity)) {
    if (sharedKeys.length === 0)
      return none(`jaccard ${jaccard} would do, but they share no index key: they were never compared`);
    return { relation: 'near', rule: `jaccard ${jaccard} reaches ${least}` };
  }
  const below = `jaccard ${jaccard} is below ${least}`;
  if (isContained(later, earlier, similarity)) {
    if (sharedKeys.length === 0) return none(`${below}; contained, but they share no index key: they were never compared`);
    return {
      relation: 'contained',
      rule: `${below}, but containment ${containment} reaches ${CONTAINED_CONTAINMENT.toFixed(2)}`,
    };
  }
  return none(`${below}; ${whyNotContained(later, earlier, similarity, containment)}`);
}

function whyNotContained(later: Fingerprint, earlier: Fingerprint, similarity: Similarity, containment: string): string {
  if (similarity.containment < CONTAINED_CONTAINMENT)
    return `containment ${containment} is below ${CONTAINED_CONTAINMENT.toFixed(2)}`;
  if (later.shingleCount >= earlier.shingleCount)
    return `containment ${containment}, but the earlier text is the shorter one: it came first, so nothing contains it`;
  return `containment ${containment}, but the later text has ${later.tokenCount} words, fewer than ${CONTAINED_MIN_TOKENS}`;
}

function none(rule: string): { relation: Relation; rule: string } {
  return { relation: 'none', rule };
}

function number(value: number, exact: boolean): string {
  return `${exact ? '' : 'about '}${value.toFixed(2)}`;
}

function keysOf(fingerprint: Fingerprint): string[] {
  return [exactKey(fingerprint), ...nearKeys(fingerprint)];
}

function sharedKeysOf(a: Fingerprint, b: Fingerprint): string[] {
  const keys = new Set(keysOf(a));
  return keysOf(b).filter((key) => keys.has(key));
}
