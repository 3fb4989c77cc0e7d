/** Why a verdict is what it is: what was compared, by which numbers, and where a pair failed. */
import type { Fingerprint } from '../model.ts';
import { keyOf, sharedEntries } from './index-keys.ts';
import type { Judged } from './judge.ts';
import {
  BRIEF_CONTAINMENT,
  BRIEF_SHINGLES,
  CONTAINED_CONTAINMENT,
  CONTAINED_MIN_TOKENS,
  COVERED,
  COVERED_BOTH,
  IN_STEP,
  isLoose,
  type NearRule,
  nearJaccard,
  nearRule,
  REPLACED,
  relationOf,
  SHORT_SHINGLES,
  WHOLE,
} from './relation.ts';
import { compare, type Similarity } from './similarity.ts';

export type Relation = 'exact' | 'near' | 'contained' | 'none';

/** Two texts compared, the later one judged by the earlier. */
export interface PairExplanation {
  readonly relation: Relation;
  /** The rule that decided, with its numbers, as a sentence. */
  readonly rule: string;
  readonly laterId: string;
  readonly earlierId: string;
  /** Null when the fingerprints are of different schemes, or of one that is not ours. */
  readonly similarity: Similarity | null;
  readonly thresholds: { readonly jaccard: number; readonly containment: number; readonly containedTokens: number };
  /** Index keys under which both stand in agreeing contexts: without one neither is a candidate for the other. */
  readonly sharedKeys: readonly string[];
  readonly shingles: { readonly later: number; readonly earlier: number };
  readonly keys: { readonly later: number; readonly earlier: number };
}

/** Compares two documents as judging would if it met them, and says also where they would not have met. */
export function explainPair(a: Judged, b: Judged): PairExplanation {
  const [later, earlier] = a.order < b.order ? [b, a] : [a, b];
  const [one, other] = [later.fingerprint, earlier.fingerprint];
  const similarity = compare(one, other);
  const sharedKeys = sharedEntries(one, other).map(keyOf);
  const thresholds = {
    jaccard: nearJaccard(Math.min(one.shingleCount, other.shingleCount)),
    containment: CONTAINED_CONTAINMENT,
    containedTokens: CONTAINED_MIN_TOKENS,
  };
  return {
    ...ruleOf(one, other, similarity, sharedKeys),
    laterId: later.documentId,
    earlierId: earlier.documentId,
    similarity,
    thresholds,
    sharedKeys,
    shingles: { later: one.shingleCount, earlier: other.shingleCount },
    keys: { later: 1 + one.nearKeys.length, earlier: 1 + other.nearKeys.length },
  };
}

function ruleOf(
  later: Fingerprint,
  earlier: Fingerprint,
  similarity: Similarity | null,
  sharedKeys: readonly string[],
): { relation: Relation; rule: string } {
  if (!similarity)
    return none('a fingerprint is of an earlier version, which is not compared: maintain reads the documents again');
  const relation = relationOf(later, earlier, similarity);
  if (relation === 'exact') return { relation, rule: 'the canonical texts are the same' };
  const { near, by, least } = nearRule(later, earlier, similarity);
  const shingles = Math.min(later.shingleCount, earlier.shingleCount);
  const rule = RULES[by](similarity, least, shingles);
  if (relation === null)
    return none(by === 'template' || by === 'form' ? rule.not : `${rule.not}; ${whyNotContained(later, earlier, similarity)}`);
  const sentence =
    relation === 'near' ? `${rule.near}${looseness(similarity)}` : containedRule(near ? PART : rule.not, similarity);
  if (sharedKeys.length > 0) return { relation, rule: sentence };
  return none(`${sentence}, but they share no index key in the same context: they were never compared`);
}

type Sentences = (similarity: Similarity, least: number, shingles: number) => { readonly near: string; readonly not: string };

/** What each rule says when it holds and when it doesn't. */
const RULES: Readonly<Record<NearRule['by'], Sentences>> = {
  jaccard: ({ jaccard, exact }, least, shingles) => {
    const note = shingles < SHORT_SHINGLES ? ` (a text has fewer than ${SHORT_SHINGLES} shingles)` : '';
    return sentences(`jaccard ${number(jaccard, exact)}`, `${least.toFixed(2)}${note}`);
  },
  containment: ({ jaccard, containment, exact }, least) => {
    const asked = `jaccard ${least.toFixed(2)} and containment ${BRIEF_CONTAINMENT.toFixed(2)}`;
    const note = `a text has fewer than ${BRIEF_SHINGLES} shingles`;
    return sentences(`jaccard ${number(jaccard, exact)} with containment ${number(containment, exact)}`, `${asked} (${note})`);
  },
  passages: ({ jaccard, exact, alignment: { coveredMost, inStep } }, least) => {
    const measured = `${coveredMost.toFixed(2)} of a text in shared passages, ${inStep.toFixed(2)} in step`;
    return sentences(
      `jaccard ${number(jaccard, exact)} with ${measured}`,
      `${least.toFixed(2)}, ${COVERED.toFixed(2)} and ${IN_STEP.toFixed(2)}`,
    );
  },
  template: ({ jaccard, exact, alignment }) => {
    const replaced = `${alignment.replaced.toFixed(2)} of both is other text in the same place, ${REPLACED.toFixed(2)} or more`;
    return frame(`jaccard ${number(jaccard, exact)}, but ${replaced}: two pages of one template`);
  },
  form: ({ jaccard, exact, figures: { shared, unshared } }) => {
    const figures = `${unshared} of the figures differ and ${shared} are shared`;
    return frame(`jaccard ${number(jaccard, exact)}, but ${figures}: two reports of one form`);
  },
};

const sentences = (measured: string, asked: string) => ({
  near: `${measured} reaches ${asked}`,
  not: `${measured} is below ${asked}`,
});
const frame = (rule: string) => ({ near: rule, not: rule });

const PART = `less than ${COVERED_BOTH.toFixed(2)} of the earlier text, and not its beginning`;

function looseness(similarity: Similarity): string {
  if (!isLoose(similarity)) return '';
  const part = `${similarity.alignment.coveredLeast.toFixed(2)} of the longer text is shared, below ${WHOLE.toFixed(2)}`;
  return `; but ${part}: only as long as that one goes with no other article that it holds`;
}

function containedRule(notNear: string, { containment, exact }: Similarity): string {
  return `${notNear}, but containment ${number(containment, exact)} reaches ${CONTAINED_CONTAINMENT.toFixed(2)}`;
}

function whyNotContained(later: Fingerprint, earlier: Fingerprint, similarity: Similarity): string {
  const containment = number(similarity.containment, similarity.exact);
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
