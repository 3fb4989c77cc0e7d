import { type Draft, dropLines, type Line } from '../../extract/draft.ts';
import { isProse, isStatement } from '../../extract/shapes.ts';
import { scoresOf } from './features.ts';
import { LINE_FOREST } from './line-weights.ts';

/** Below so many lines there is too little around a line to judge it by; above so many it is no page. */
const LEAST_LINES = 4;
const MOST_LINES = 20_000;

const RULE = 'boilerplate_line';

/** Lines that the classifier takes for the page's, not the article's. A text of which little would be left stays whole. */
export function dropBoilerplate(draft: Draft): Draft {
  const { lines } = draft;
  if (lines.length < LEAST_LINES || lines.length > MOST_LINES) return draft;
  // Once only: what is left stands no longer among the lines that the trees have learned to know it by.
  if (SETTLED.has(lines) || draft.removed.some(({ rule }) => rule === RULE)) return draft;
  const kept = linesToKeep(
    scoresOf(draft, LINE_FOREST),
    lines.map(({ text }) => text.length),
  );
  const closing = closingStatement(lines, kept);
  if (closing !== null) kept[closing] = true;
  const dropped = new Set(lines.keys().filter((i) => !kept[i]));
  const left = lines.reduce((sum, { text }, i) => sum + (kept[i] ? text.length : 0), 0);
  if (dropped.size > 0 && left >= LEAST_LEFT) return dropLines(draft, dropped, RULE);
  SETTLED.add(lines);
  return draft;
}

/** Pages that the trees have seen are longer; in a few lines, what follows the kept ones and is a statement like the last of them ends the article. */
const MOST_CLEAN_LINES = 14;

/** The line right below all that are kept, where it is such a statement. */
function closingStatement(lines: readonly Line[], kept: readonly boolean[]): number | null {
  const last = kept.lastIndexOf(true);
  const isWhole =
    lines.length <= MOST_CLEAN_LINES && last < lines.length - 1 && !kept.slice(kept.indexOf(true), last).includes(false);
  return isWhole && isProse(lines[last]!.text) && isStatement(lines[last + 1]!.text) ? last + 1 : null;
}

/** Lines of which none is to go: the rules run until nothing changes, and would ask again. */
const SETTLED = new WeakSet<readonly unknown[]>();

/** Of less text than this nobody can tell what it is. */
const LEAST_LEFT = 250;
/** What it costs, in log-odds, to pass from text to furniture or back: either comes in runs. */
const CHANGE = 0.7;

/** The chance from which on a line is kept: at first, and its bounds. A few rounds settle it, to so much. */
const CHANCE = { first: 0.43, least: 0.2, most: 0.5, settled: 0.005 };
const ROUNDS = 4;
/** Where less of the text than this is expected to be kept, as in a long list, the trees do not know the page: it stays whole. */
const LEAST_RECALL = 0.5;

/**
 * Which lines to keep, for precision and recall together. Where K characters are kept, a share P of them rightly, of G that are
 * the article's, a line more raises P + R when its chance is above P * G / (G + K), by the derivative. All three are what the chances
 * lead to expect, so that a page of which little is certain keeps more.
 */
export function linesToKeep(odds: readonly number[], sizes: readonly number[]): boolean[] {
  const likely = odds.map((score, i) => sizes[i]! / (1 + Math.exp(-score)));
  const expected = likely.reduce((sum, size) => sum + size, 0);
  let least = CHANCE.first;
  for (let round = 0; ; round++) {
    const kept = likeliestRuns(odds, Math.log(least / (1 - least)));
    let [all, right] = [0, 0];
    for (let i = 0; i < kept.length; i++) {
      if (!kept[i]) continue;
      all += sizes[i]!;
      right += likely[i]!;
    }
    const wanted = all === 0 ? 0 : (right / all) * (expected / (expected + all));
    const next = Math.min(CHANCE.most, Math.max(CHANCE.least, (least + wanted) / 2));
    if (round === ROUNDS || Math.abs(next - least) < CHANCE.settled)
      return right < LEAST_RECALL * expected ? kept.fill(true) : kept;
    least = next;
  }
}

/** The likeliest sequence of the two states, keeping from such a score on and dropping (Viterbi's algorithm). */
export function likeliestRuns(scores: readonly number[], least = 0): boolean[] {
  let [dropping, keeping] = [0, 0];
  /** Whether the best way to drop or to keep a line comes from the other state. */
  const intoDropping = new Uint8Array(scores.length);
  const intoKeeping = new Uint8Array(scores.length);
  for (let i = 0; i < scores.length; i++) {
    const [toDrop, toKeep] = [keeping - CHANGE > dropping, dropping - CHANGE > keeping];
    intoDropping[i] = Number(toDrop);
    intoKeeping[i] = Number(toKeep);
    [dropping, keeping] = [toDrop ? keeping - CHANGE : dropping, (toKeep ? dropping - CHANGE : keeping) + scores[i]! - least];
  }
  const kept: boolean[] = new Array(scores.length);
  let state = keeping >= dropping;
  for (let i = scores.length - 1; i >= 0; i--) {
    kept[i] = state;
    if ((state ? intoKeeping : intoDropping)[i] === 1) state = !state;
  }
  return kept;
}
