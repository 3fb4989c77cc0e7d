import { type Draft, dropLines, type Line, learn } from '../extract/draft.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { foldOf, headerSize, isHeadline, isProse, tokensOf } from '../extract/shapes.ts';
import { TITLE_FOREST } from './boilerplate/title-weights.ts';
import { isShare } from './furniture.ts';
import { isCaptionOf, takeAbove } from './title-above.ts';
import { scoredCandidates } from './title-features.ts';
import { likelyHeadlines } from './title-odds.ts';
import { withoutOutlet } from './title-outlet.ts';
import { placeOf } from './title-place.ts';
import { type SplitTitle, splitTitle } from './title-split.ts';

/** Finds the headline above the first prose and takes it out; a stated one is only taken out. */
export function takeTitle(draft: Draft): Draft {
  const { title } = draft.found;
  return title === null ? findTitle(draft) : dropRepeats(draft, title);
}

/** Lines of the header that repeat the known headline. */
function dropRepeats(draft: Draft, title: string): Draft {
  const wanted = foldOf(title);
  const size = headerSize(draft.lines);
  const index = draft.lines.findIndex(({ text }, i) => (i < size || i === 0) && foldOf(text) === wanted && wanted !== '');
  if (index < 0 || draft.lines.length === 1) return draft;
  const line = draft.lines[index]!;
  return learn(dropLines(draft, new Set([index]), 'title'), { titleEnd: draft.found.titleEnd ?? line.end });
}

/** The likeliest headline, when one is likely enough. */
function findTitle(draft: Draft): Draft {
  const { lines } = draft;
  if (UNTITLED.has(lines)) return draft;
  const best = bestCandidate(lines);
  if (best < 0) {
    UNTITLED.add(lines);
    return draft;
  }
  const line = lines[best]!;
  const found = { ...withoutOutlet(splitLine(line), lines, best), titleRaw: line.raw, titleEnd: line.end };
  return takeAbove(
    learn(dropLines(draft, new Set([best]), 'title'), found),
    best,
    found.title,
    best > 0 && isGluedAbove(lines, best - 1),
  );
}

/** Lines in which none is the headline: the rules run until nothing changes, and would ask again. */
const UNTITLED = new WeakSet<readonly Line[]>();

function bestCandidate(lines: readonly Line[]): number {
  const candidates = scoredCandidates(lines, TITLE_FOREST);
  const scores = likelyHeadlines(lines, candidates);
  let [best, bestScore] = [-1, Number.NEGATIVE_INFINITY];
  for (const [index, score] of scores) {
    // Where one line is the other's caption, the other must be able to stand for the headline.
    if (score > bestScore && !(scores.has(index + 1) && isCaption(lines, index))) [best, bestScore] = [index, score];
  }
  const others = candidates.map(({ index }) => index);
  return best < 0 ? best : placeOf(lines, best, others);
}

/** The caption of the headline's picture may stand right above it; below the headline are a byline, a date or share buttons. */
function isCaption(lines: readonly Line[], i: number): boolean {
  const [line, next, after] = [lines[i]!, lines[i + 1], lines[i + 2]];
  if (isGluedAbove(lines, i)) return true;
  if (!next || !after || isProse(next.text) || !isHeadline(next.text) || !isCaptionOf(line.text, next.text)) return false;
  return foldOf(line.text) !== foldOf(next.text) && (isShare(after.text) || metaLineOf(after.text) !== null);
}

/** Whether line `i` is right above a headline-like one about the same things: then it is a picture's caption, no headline. */
function isGluedAbove(lines: readonly Line[], i: number): boolean {
  const [line, next, after] = [lines[i]!, lines[i + 1], lines[i + 2]];
  if (!next || next.afterBlank || !after?.afterBlank || !isHeadline(next.text) || metaLineOf(next.text)) return false;
  const words = new Set(tokensOf(next.text));
  return tokensOf(line.text).filter((token) => token.length > 3 && words.has(token)).length >= 2;
}

/** A label set off by more than one space: `Sport   Rowers win the regatta`. */
const WIDE_GAP = /^(\S{2,20}(?: \S{2,20}){0,2})(?:\s{2,}|\t)\S/u;

function splitLine({ text, raw }: Line): SplitTitle {
  const label = WIDE_GAP.exec(raw)?.[1];
  const rest = label !== undefined && text.startsWith(`${label} `) ? text.slice(label.length + 1) : '';
  return isHeadline(rest) ? { kicker: label!, ...splitTitle(rest) } : splitTitle(text);
}
