/**
 * Gradient-boosted regression trees for the log-loss with second-order leaf values (Friedman 2001) and the split gain of Chen and
 * Guestrin (2016), on quantile bins. Deterministic: the columns of a tree are drawn by a seeded generator.
 */
import type { Tree } from '../lib/core/trees.ts';

export interface Example {
  readonly features: ArrayLike<number>;
  /** 0 to 1. */
  readonly label: number;
  readonly weight: number;
  /** Examples of one list compete: one of them is right, or none. Without it each is judged alone. */
  readonly list?: number;
}
export interface Options {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  /** Regularization of leaf values, and the least weight of a leaf. */
  readonly l2: number;
  readonly leastWeight: number;
  /** Share of the columns that each tree sees: all, unless stated. */
  readonly columnShare?: number;
}

const BINS = 64;

export function boost(examples: readonly Example[], options: Options): Tree[] {
  const { columns, bins } = binned(examples);
  const scores = new Float64Array(examples.length);
  const sums = { gradients: new Float64Array(examples.length), hessians: new Float64Array(examples.length) };
  const random = generator();
  return Array.from({ length: options.trees }, () => {
    const { chances, targets } = chancesOf(examples, scores);
    examples.forEach(({ weight }, i) => {
      const p = chances[i]!;
      sums.gradients[i] = (p - targets[i]!) * weight;
      sums.hessians[i] = Math.max(1e-6, p * (1 - p)) * weight;
    });
    const drawn = columns.filter(() => random() < (options.columnShare ?? 1));
    return grow({ bins, columns: drawn, ...sums }, scores, options);
  });
}

/**
 * How likely each example is, and what it should be. In lists: the conditional logit (McFadden 1974) with a score of 0 for none;
 * where several of a list are right, each is wanted as far as it is likelier than the others of them.
 */
function chancesOf(examples: readonly Example[], scores: Float64Array) {
  const targets = Float64Array.from(examples, ({ label }) => label);
  const odds = scores.map((score) => Math.exp(Math.min(30, score)));
  const sums = new Map<number, { all: number; right: number }>();
  examples.forEach(({ list, label }, i) => {
    if (list === undefined) return;
    const sum = sums.get(list) ?? { all: 1, right: 0 };
    sum.all += odds[i]!;
    sum.right += label * odds[i]!;
    sums.set(list, sum);
  });
  const chances = odds.map((value, i) => {
    const { list } = examples[i]!;
    if (list === undefined) return value / (1 + value);
    const { all, right } = sums.get(list)!;
    if (right > 0) targets[i] = (targets[i]! * value) / right;
    return value / all;
  });
  return { chances, targets };
}

/** A linear congruential generator (Numerical Recipes). */
function generator(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Column {
  readonly feature: number;
  /** A row's bin is the number of cuts that are below its value. */
  readonly cuts: readonly number[];
}

/** The columns that differ between rows, and the bins of all of them, column by column. */
function binned(examples: readonly Example[]): { columns: Column[]; bins: Uint8Array[] } {
  const bins: Uint8Array[] = [];
  const columns: Column[] = [];
  for (let feature = 0; feature < examples[0]!.features.length; feature++) {
    const values = Float64Array.from(examples, ({ features }) => features[feature]!);
    const cuts = cutsOf(values.toSorted());
    bins.push(Uint8Array.from(values, (value) => binOf(cuts, value)));
    if (cuts.length > 0) columns.push({ feature, cuts });
  }
  return { columns, bins };
}

function cutsOf(sorted: Float64Array): number[] {
  const most = sorted.at(-1)!;
  const quantiles = Array.from({ length: BINS - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BINS)]!);
  // Values that are rare, as most marks are, still need a cut.
  return [...new Set([sorted[0]!, ...quantiles].filter((value) => value < most).map(rounded))].slice(0, BINS - 1);
}

const rounded = (value: number): number => Number(value.toPrecision(4));

function binOf(cuts: readonly number[], value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Work {
  readonly bins: readonly Uint8Array[];
  readonly columns: readonly Column[];
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}
/** The rows that reach a node. */
interface Node {
  readonly rows: Uint32Array;
  /** Gradient and hessian of each bin of each column. */
  readonly histogram: Float64Array;
}

/** One tree, level by level; adds its leaves to the scores of their rows. */
function grow(work: Work, scores: Float64Array, { depth, rate, l2, leastWeight }: Options): Tree {
  const features: number[] = [];
  const thresholds: number[] = [];
  const all = Uint32Array.from(scores.keys());
  let nodes: Node[] = [{ rows: all, histogram: histogramOf(work, all) }];
  for (let level = 1; level <= depth; level++) {
    nodes = nodes.flatMap((node) => {
      const split = bestSplit(work, node, l2, leastWeight);
      const column = split && work.columns[split.column]!;
      features.push(column ? column.feature : 0);
      // Without a good split all go to the left.
      thresholds.push(column ? column.cuts[split.bin]! : 1e9);
      if (!column) return [node, { rows: new Uint32Array(0), histogram: new Float64Array(node.histogram.length) }];
      return children(work, node, work.bins[column.feature]!, split.bin, level < depth);
    });
  }
  const leaves = nodes.map(({ rows }) => {
    const [g, h] = [totalOf(work.gradients, rows), totalOf(work.hessians, rows)];
    const leaf = rounded((-rate * g) / (h + l2)) || 0;
    for (const i of rows) scores[i]! += leaf;
    return leaf;
  });
  return { features, thresholds, leaves };
}

const totalOf = (values: Float64Array, rows: Uint32Array): number => rows.reduce((sum, i) => sum + values[i]!, 0);

/** The two sides of a split. What one of them adds up to is what the other leaves, so only the smaller is counted. */
function children(work: Work, { rows, histogram }: Node, bins: Uint8Array, bin: number, counts: boolean): [Node, Node] {
  const left = rows.filter((i) => bins[i]! <= bin);
  const right = rows.filter((i) => bins[i]! > bin);
  if (!counts) return [left, right].map((side) => ({ rows: side, histogram })) as [Node, Node];
  const smaller = histogramOf(work, left.length < right.length ? left : right);
  const larger = histogram.map((sum, i) => sum - smaller[i]!);
  const [first, second] = left.length < right.length ? [smaller, larger] : [larger, smaller];
  return [
    { rows: left, histogram: first },
    { rows: right, histogram: second },
  ];
}

function histogramOf({ bins, columns, gradients, hessians }: Work, rows: Uint32Array): Float64Array {
  const histogram = new Float64Array(columns.length * BINS * 2);
  columns.forEach(({ feature }, column) => {
    const own = bins[feature]!;
    const first = column * BINS;
    for (let k = 0; k < rows.length; k++) {
      const i = rows[k]!;
      const at = (first + own[i]!) * 2;
      histogram[at]! += gradients[i]!;
      histogram[at + 1]! += hessians[i]!;
    }
  });
  return histogram;
}

interface Split {
  readonly column: number;
  readonly bin: number;
}

function bestSplit({ columns }: Work, { histogram }: Node, l2: number, leastWeight: number): Split | null {
  let best: Split | null = null;
  let bestGain = 1e-6;
  let [G, H] = [0, 0];
  for (let at = 0; at < BINS * 2; at += 2) {
    G += histogram[at]!;
    H += histogram[at + 1]!;
  }
  const whole = (G * G) / (H + l2);
  for (const [column, { cuts }] of columns.entries()) {
    let [g, h] = [0, 0];
    for (let bin = 0; bin < cuts.length; bin++) {
      g += histogram[(column * BINS + bin) * 2]!;
      h += histogram[(column * BINS + bin) * 2 + 1]!;
      if (h < leastWeight || H - h < leastWeight) continue;
      const gain = (g * g) / (h + l2) + ((G - g) * (G - g)) / (H - h + l2) - whole;
      if (gain > bestGain) [bestGain, best] = [gain, { column, bin }];
    }
  }
  return best;
}
