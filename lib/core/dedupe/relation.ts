import type { Fingerprint } from '../model.ts';
import type { Similarity } from './similarity.ts';

/*
 * Found on labelled edits, templates, forms and extractions, half of the groups choosing for the other half (decision 0009).
 * Each lies on a plateau: a neighbouring value changes pair F1 by less than 0.01.
 */

/** As much in common is one article, wherever it lies. */
const NEAR_JACCARD = 0.33;
/** Less will do when one text lies in passages of the other as good as wholly: a copy with many small changes … */
const EDITED_JACCARD = 0.15;
/** … or, when most of the longer text is not in the shorter, a cut or an embedded copy. */
const CUT_JACCARD = 0.2;
export const COVERED = 0.85;
export const COVERED_BOTH = 0.5;
/** Copies run on in step; two reports of one event, or of one press release, bring what they share in their own order and measure. */
export const IN_STEP = 0.9;

/** A text of few shingles shares a stock phrase too easily. */
export const SHORT_SHINGLES = 30;
const SHORT_NEAR_JACCARD = 0.8;
/** And one of some more a few lines of a page's furniture: it must be nearly all in the other, or be nearly the same. */
export const BRIEF_SHINGLES = 110;
const BRIEF_NEAR_JACCARD = 0.6;
export const BRIEF_CONTAINMENT = 0.85;

/** So much in the same place replaced by other text: two pages of one template. */
export const REPLACED = 0.13;
/** The same words with other figures: two reports of one form. */
const OTHER_FIGURES = 4;
const OTHER_FIGURES_EXCESS = 3;
const FORM_COVERED = 0.75;

export const CONTAINED_CONTAINMENT = 0.8;
export const CONTAINED_MIN_TOKENS = 60;
/** A cut copy begins near the beginning of its original. */
const PART_STARTS = 1 / 6;

/** Less of the longer text in shared passages leaves room for another article in it. */
export const WHOLE = 0.6;

export interface NearRule {
  readonly near: boolean;
  /** What decided: how much is shared, how much of a brief text, how the shared passages lie; or that the two only share a frame. */
  readonly by: 'jaccard' | 'containment' | 'passages' | 'template' | 'form';
  /** The Jaccard similarity that this rule asks for. */
  readonly least: number;
}

/** Whether two texts are nearly the same, and by which rule. Symmetric. */
export function nearRule(a: Fingerprint, b: Fingerprint, similarity: Similarity): NearRule {
  const { jaccard, containment, alignment } = similarity;
  const shingles = Math.min(a.shingleCount, b.shingleCount);
  const least = nearJaccard(shingles);
  if (jaccard < EDITED_JACCARD) return { near: false, by: 'jaccard', least };
  const twin = twinOf(similarity);
  if (twin) return { near: false, by: twin, least };
  if (jaccard >= least || shingles < SHORT_SHINGLES) return { near: jaccard >= least, by: 'jaccard', least };
  if (shingles < BRIEF_SHINGLES) {
    return { near: jaccard >= CUT_JACCARD && containment >= BRIEF_CONTAINMENT, by: 'containment', least: CUT_JACCARD };
  }
  const edited = alignment.coveredLeast >= COVERED_BOTH ? EDITED_JACCARD : CUT_JACCARD;
  const inPassages = alignment.coveredMost >= COVERED && alignment.inStep >= IN_STEP;
  return { near: jaccard >= edited && inPassages, by: 'passages', least: edited };
}

/** The Jaccard similarity from which texts of so many shingles are near duplicates wherever the shared parts lie. */
export function nearJaccard(shingles: number): number {
  if (shingles < SHORT_SHINGLES) return SHORT_NEAR_JACCARD;
  return shingles < BRIEF_SHINGLES ? BRIEF_NEAR_JACCARD : NEAR_JACCARD;
}

/** Whether the two are of one template or of one form: the same frame around different articles. */
function twinOf({ alignment, figures }: Similarity): 'template' | 'form' | null {
  if (alignment.replaced >= REPLACED) return 'template';
  const otherFigures = figures.unshared >= OTHER_FIGURES && figures.unshared >= figures.shared + OTHER_FIGURES_EXCESS;
  return alignment.coveredLeast >= FORM_COVERED && otherFigures ? 'form' : null;
}

/** What the later of two texts is to the earlier one. */
export function relationOf(
  later: Fingerprint,
  earlier: Fingerprint,
  similarity: Similarity,
): 'exact' | 'near' | 'contained' | null {
  if (later.contentSha256 === earlier.contentSha256) return 'exact';
  if (isContained(later, earlier, similarity)) return 'contained';
  return nearRule(later, earlier, similarity).near ? 'near' : null;
}

/** Nearly all of the later text stands in the longer, earlier one, which is no near duplicate of it or holds it as a part. */
function isContained(later: Fingerprint, earlier: Fingerprint, similarity: Similarity): boolean {
  return (
    later.shingleCount < earlier.shingleCount &&
    later.tokenCount >= CONTAINED_MIN_TOKENS &&
    similarity.containment >= CONTAINED_CONTAINMENT &&
    twinOf(similarity) === null &&
    (isPart(similarity) || !nearRule(later, earlier, similarity).near)
  );
}

/** Whether less than half of the longer text is shared, and not its beginning: an article in a round-up. */
function isPart({ alignment }: Similarity): boolean {
  return alignment.coveredLeast < COVERED_BOTH && alignment.startsAt >= PART_STARTS;
}

/**
 * How two texts that are nearly the same hang together in clusters. A round-up of several articles is nearly the same as each, and
 * would join what has nothing in common. So where the longer text has room for another article, it only holds the shorter one: which
 * of those that it holds it goes with, only all of them together can tell (`clusters.ts`). Symmetric.
 */
export function isLoose({ alignment }: Similarity): boolean {
  return alignment.coveredLeast < WHOLE;
}

/** Of two texts of a loose tie the one that is a part of the other: the shorter one. */
export function isShorter(a: Fingerprint, b: Fingerprint): boolean {
  return a.shingleCount === b.shingleCount ? a.contentSha256 < b.contentSha256 : a.shingleCount < b.shingleCount;
}
