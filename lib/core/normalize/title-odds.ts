import type { Line } from '../extract/draft.ts';
import { foldOf } from '../extract/shapes.ts';
import type { ScoredCandidate } from './title-features.ts';

/** Log-odds against none at all, below which no line is the headline. */
const LEAST_SCORE = -2.2;
/** The same below the start of the text, where headings stand: there a line needs more for it. */
const LEAST_WITHIN = -1;
/** Most files that reach us are articles, not dumps of pages: there the first line is the headline. */
const FIRST = 0.8;
/** Of lines with the same words, the likeliest is the place of the headline. */
const TIE = 1e-3;

/**
 * The lines that are likely enough to be the headline, and how likely. Lines with the same words are one headline, which is as
 * likely as all of them together, since the trees let them compete.
 */
export function likelyHeadlines(lines: readonly Line[], candidates: readonly ScoredCandidate[]): Map<number, number> {
  const odds = new Map<string, number>();
  const first = isShoutedAbove(lines, candidates) ? 0 : FIRST;
  const own = candidates.map(({ index, score }) => score + (index === 0 ? first : 0));
  const texts = candidates.map(({ index }) => foldOf(lines[index]!.text));
  for (const [at, text] of texts.entries()) odds.set(text, (odds.get(text) ?? 0) + Math.exp(own[at]!));
  const likely = new Map<number, number>();
  for (const [at, { index, isBelowStart }] of candidates.entries()) {
    const score = Math.log(odds.get(texts[at]!)!);
    if (score >= (isBelowStart ? LEAST_WITHIN : LEAST_SCORE)) likely.set(index, score + TIE * own[at]!);
  }
  return likely;
}

/** A first line all in capitals may be a label as long as the headline below it, which is not. */
const isShoutedAbove = (lines: readonly Line[], candidates: readonly ScoredCandidate[]): boolean =>
  candidates[0]?.index === 0 && candidates[1]?.index === 1 && SHOUTED.test(lines[0]!.text) && !SHOUTED.test(lines[1]!.text);
const SHOUTED = /^[^\p{Ll}]*$/u;
