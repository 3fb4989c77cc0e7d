import type { LineShape } from './line-shape.ts';
import { termOf } from './line-words.ts';
import type { Row } from './row.ts';
import { WORD_ODDS } from './word-weights.ts';

/** So many lines above and below count as near. */
const NEAR = [1, 3, 8];
/** Of the lowest odds of a line, so many are added up. */
const LOWEST = 3;

/** What the words of each line say of it, and those of the lines around. A line of unknown words says nothing: all is 0. */
export class LineOdds {
  private readonly sums: Float64Array;
  private readonly lines: readonly Evidence[];

  constructor(shapes: readonly LineShape[]) {
    this.lines = shapes.map(evidenceOf);
    this.sums = new Float64Array(shapes.length + 1);
    for (const [i, { sum }] of this.lines.entries()) this.sums[i + 1] = this.sums[i]! + sum;
  }

  addTo(row: Row, i: number): void {
    const { sum, below, lowest, highest, least } = this.lines[i]!;
    row.add(sum);
    row.add(below);
    row.add(lowest);
    row.add(highest);
    row.add(least);
    for (const near of NEAR) {
      row.add(this.mean(Math.max(0, i - near), i));
      row.add(this.mean(i + 1, Math.min(this.lines.length, i + 1 + near)));
    }
  }

  private mean(from: number, to: number): number {
    return to > from ? (this.sums[to]! - this.sums[from]!) / (to - from) : 0;
  }
}

interface Evidence {
  /** Odds of all terms over the root of how many there are: so many words of one kind tell more than one, not as often more. */
  readonly sum: number;
  /** The same of those below 0. */
  readonly below: number;
  readonly lowest: number;
  readonly highest: number;
  /** The lowest added up. */
  readonly least: number;
}

const LEAST = new Float64Array(LOWEST);

function evidenceOf({ tokens }: LineShape): Evidence {
  let [sum, below, highest, before] = [0, 0, 0, 0];
  LEAST.fill(0);
  const count = (odds: number): void => {
    sum += odds;
    if (odds > highest) highest = odds;
    if (odds >= 0) return;
    below += odds;
    keepLowest(odds);
  };
  for (let i = 0; i < tokens.length; i++) {
    const term = termOf(tokens[i]!);
    if (term !== 0) {
      count(WORD_ODDS.ofWord(term));
      if (before !== 0) count(WORD_ODDS.ofPair(before, term));
    }
    before = term;
  }
  const root = Math.sqrt(Math.max(1, 2 * tokens.length - 1));
  return { sum: sum / root, below: below / root, lowest: LEAST[0]!, highest, least: LEAST.reduce((a, b) => a + b, 0) };
}

function keepLowest(odds: number): void {
  let at = LOWEST - 1;
  if (odds >= LEAST[at]!) return;
  for (; at > 0 && LEAST[at - 1]! > odds; at--) LEAST[at] = LEAST[at - 1]!;
  LEAST[at] = odds;
}
