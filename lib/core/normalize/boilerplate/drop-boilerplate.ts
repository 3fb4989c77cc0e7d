import { type Draft, dropLines } from '../../extract/draft.ts';
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
  const scores = scoresOf(draft, LINE_FOREST).map((score) => score + KEEPING);
  const kept = likeliestRuns(scores);
  const dropped = new Set(lines.keys().filter((i) => !kept[i]));
  const left = lines.reduce((sum, { text }, i) => sum + (kept[i] ? text.length : 0), 0);
  if (dropped.size > 0 && left >= LEAST_LEFT) return dropLines(draft, dropped, RULE);
  SETTLED.add(lines);
  return draft;
}

/** Lines of which none is to go: the rules run until nothing changes, and would ask again. */
const SETTLED = new WeakSet<readonly unknown[]>();

/** Of less text than this nobody can tell what it is. */
const LEAST_LEFT = 250;
/** Added to the log-odds of every line: losing the article's words is worse than keeping the page's. */
const KEEPING = 0.3;
/** What it costs, in log-odds, to pass from text to furniture or back: either comes in runs. */
const CHANGE = 0.7;

/** Which lines to keep: the likeliest sequence of the two states (Viterbi's algorithm). */
export function likeliestRuns(scores: readonly number[]): boolean[] {
  let [dropping, keeping] = [0, 0];
  const fromOther: [boolean, boolean][] = [];
  for (const score of scores) {
    const [toDrop, toKeep] = [keeping - CHANGE > dropping, dropping - CHANGE > keeping];
    fromOther.push([toDrop, toKeep]);
    [dropping, keeping] = [toDrop ? keeping - CHANGE : dropping, (toKeep ? dropping - CHANGE : keeping) + score];
  }
  const kept: boolean[] = new Array(scores.length);
  let state = keeping >= dropping;
  for (let i = scores.length - 1; i >= 0; i--) {
    kept[i] = state;
    if (fromOther[i]![Number(state)]) state = !state;
  }
  return kept;
}
