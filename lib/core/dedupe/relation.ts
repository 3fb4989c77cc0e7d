import type { Fingerprint } from '../model.ts';
import type { Similarity } from './similarity.ts';

/*
 * Found on labelled edits, templates, forms and extractions, half of the groups choosing for the other half (decision 0009).
 * Each lies on a plateau: a neighbouring value changes pair F1 by less than 0.01.
 */

/** As much in common is one article, wherever it lies. */
export const NEAR_JACCARD = 0.33;
/** Less will do when one text lies in passages of the other as good as wholly: a copy with many small changes … */
export const EDITED_JACCARD = 0.15;
/** … or, when most of the longer text is not in the shorter, a cut or an embedded copy. */
export const CUT_JACCARD = 0.2;
const COVERED = 0.85;
const COVERED_BOTH = 0.5;
/** Copies run on in step; two reports of one event, or of one press release, bring what they share in their own order and measure. */
const IN_STEP = 0.9;

/** A text of few shingles shares a stock phrase too easily. */
export const SHORT_SHINGLES = 30;
export const SHORT_NEAR_JACCARD = 0.8;
/** And one of some more a few lines of a page's furniture: it must be nearly all in the other, or be nearly the same. */
const BRIEF_SHINGLES = 110;
const BRIEF_NEAR_JACCARD = 0.6;
const BRIEF_CONTAINMENT = 0.85;

/** So much in the same place replaced by other text: two pages of one template. */
const REPLACED = 0.13;
/** The same words with other figures: two reports of one form. */
const OTHER_FIGURES = 4;
const OTHER_FIGURES_EXCESS = 3;
const FORM_COVERED = 0.75;

export const CONTAINED_CONTAINMENT = 0.8;
export const CONTAINED_MIN_TOKENS = 60;

/** Nearly the same text. Symmetric. */
export function isNear(a: Fingerprint, b: Fingerprint, similarity: Similarity): boolean {
  if (similarity.jaccard < EDITED_JACCARD || isTwin(similarity)) return false;
  const { jaccard, containment, alignment } = similarity;
  const shingles = Math.min(a.shingleCount, b.shingleCount);
  if (shingles < SHORT_SHINGLES) return jaccard >= SHORT_NEAR_JACCARD;
  if (shingles < BRIEF_SHINGLES) {
    return jaccard >= BRIEF_NEAR_JACCARD || (jaccard >= CUT_JACCARD && containment >= BRIEF_CONTAINMENT);
  }
  if (jaccard >= NEAR_JACCARD) return true;
  const least = alignment.coveredLeast >= COVERED_BOTH ? EDITED_JACCARD : CUT_JACCARD;
  return jaccard >= least && alignment.coveredMost >= COVERED && alignment.inStep >= IN_STEP;
}

/** Two texts of one template or one form: the same frame around different articles. */
function isTwin({ alignment, figures }: Similarity): boolean {
  if (alignment.replaced >= REPLACED) return true;
  return (
    alignment.coveredLeast >= FORM_COVERED &&
    figures.unshared >= OTHER_FIGURES &&
    figures.unshared >= figures.shared + OTHER_FIGURES_EXCESS
  );
}

/** Nearly all of the shorter text stands in the longer one, which is no near duplicate of it. */
export function isContained(shorter: Fingerprint, longer: Fingerprint, similarity: Similarity): boolean {
  return (
    shorter.shingleCount < longer.shingleCount &&
    shorter.tokenCount >= CONTAINED_MIN_TOKENS &&
    similarity.containment >= CONTAINED_CONTAINMENT &&
    !isTwin(similarity) &&
    !isNear(shorter, longer, similarity)
  );
}
