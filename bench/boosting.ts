/**
 * Gradient-boosted regression trees for the log-loss with second-order steps (Friedman 2001; the split gain of Chen and
 * Guestrin 2016), on quantile bins. Deterministic: no sampling. Enough for tens of thousands of rows.
 */
import type { Tree } from '../lib/core/normalize/boilerplate/trees.ts';

export interface Example {
  readonly features: readonly number[];
  readonly label: number;
  readonly weight: number;
}
export interface Options {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  readonly l2: number;
  readonly leastWeight: number;
}

const BINS = 32;

export function boost(examples: readonly Example[], options: Options): Tree[] {
  const width = examples[0]!.features.length;
  const cuts = Array.from({ length: width }, (_, f) => cutsOf(examples, f));
  const bins = cuts.map((cut, f) => Uint8Array.from(examples, ({ features }) => binOf(cut, features[f]!)));
  const scores = new Float64Array(examples.length);
  const trees: Tree[] = [];
  for (let round = 0; round < options.trees; round++) {
    const gradients = new Float64Array(examples.length);
    const hessians = new Float64Array(examples.length);
    examples.forEach(({ label, weight }, i) => {
      const p = 1 / (1 + Math.exp(-scores[i]!));
      gradients[i] = (p - label) * weight;
      hessians[i] = Math.max(1e-6, p * (1 - p)) * weight;
    });
    const { tree, leafOf } = grow(bins, cuts, { gradients, hessians }, options);
    for (let i = 0; i < scores.length; i++) scores[i]! += tree.leaves[leafOf[i]!]!;
    trees.push(tree);
  }
  return trees;
}

function cutsOf(examples: readonly Example[], feature: number): number[] {
  const values = [...new Set(examples.map(({ features }) => features[feature]!))].sort((a, b) => a - b);
  if (values.length <= BINS) return values.slice(0, -1).map((value, i) => round((value + values[i + 1]!) / 2));
  const sorted = Float64Array.from(examples, ({ features }) => features[feature]!).sort();
  const cuts = Array.from({ length: BINS - 1 }, (_, i) => round(sorted[Math.floor(((i + 1) * sorted.length) / BINS)]!));
  return [...new Set(cuts)];
}

const round = (value: number): number => Number(value.toPrecision(4));

function binOf(cuts: readonly number[], value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Sums {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}
interface Split {
  readonly gain: number;
  readonly feature: number;
  /** Rows of a higher bin go to the right; none does in a node without a good split. */
  readonly bin: number;
}
const NO_SPLIT: Split = { gain: 1e-9, feature: 0, bin: BINS };

type Columns = readonly Uint8Array[];
type Cuts = readonly (readonly number[])[];

/** One tree, level by level. */
function grow(bins: Columns, cuts: Cuts, sums: Sums, options: Options): { tree: Tree; leafOf: Uint16Array } {
  const { depth, rate, l2 } = options;
  const node = new Uint16Array(sums.gradients.length);
  const features: number[] = [];
  const thresholds: number[] = [];
  for (let level = 0; level < depth; level++) {
    const best = bestSplits(bins, cuts, sums, node, 1 << level, options);
    for (const { feature, bin } of best) {
      features.push(feature);
      thresholds.push(bin === BINS ? 1e9 : cuts[feature]![bin]!);
    }
    for (let i = 0; i < node.length; i++) {
      const { feature, bin } = best[node[i]!]!;
      node[i] = node[i]! * 2 + Number(bins[feature]![i]! > bin);
    }
  }
  const totals = totalsOf(sums, node, 1 << depth);
  const leaves = Array.from({ length: 1 << depth }, (_, k) => round((-rate * totals[k * 2]!) / (totals[k * 2 + 1]! + l2)) || 0);
  return { tree: { features, thresholds, leaves }, leafOf: node };
}

/** Gradient and hessian of each node. */
function totalsOf({ gradients, hessians }: Sums, node: Uint16Array, nodes: number): Float64Array {
  const totals = new Float64Array(nodes * 2);
  for (let i = 0; i < node.length; i++) {
    totals[node[i]! * 2]! += gradients[i]!;
    totals[node[i]! * 2 + 1]! += hessians[i]!;
  }
  return totals;
}

function bestSplits(bins: Columns, cuts: Cuts, sums: Sums, node: Uint16Array, nodes: number, options: Options): Split[] {
  const totals = totalsOf(sums, node, nodes);
  const best = Array.from({ length: nodes }, () => NO_SPLIT);
  for (const [feature, column] of bins.entries()) {
    const count = cuts[feature]!.length;
    if (count === 0) continue;
    const histogram = histogramOf(column, sums, node, nodes);
    for (let k = 0; k < nodes; k++) {
      const split = bestBin(histogram.subarray(k * BINS * 2), count, [totals[k * 2]!, totals[k * 2 + 1]!], options);
      if (split.gain > best[k]!.gain) best[k] = { ...split, feature };
    }
  }
  return best;
}

function histogramOf(column: Uint8Array, { gradients, hessians }: Sums, node: Uint16Array, nodes: number): Float64Array {
  const histogram = new Float64Array(nodes * BINS * 2);
  for (let i = 0; i < node.length; i++) {
    const at = (node[i]! * BINS + column[i]!) * 2;
    histogram[at]! += gradients[i]!;
    histogram[at + 1]! += hessians[i]!;
  }
  return histogram;
}

function bestBin(histogram: Float64Array, count: number, [G, H]: readonly [number, number], { l2, leastWeight }: Options) {
  let best = { gain: 0, bin: BINS };
  let [g, h] = [0, 0];
  for (let bin = 0; bin < count; bin++) {
    g += histogram[bin * 2]!;
    h += histogram[bin * 2 + 1]!;
    if (h < leastWeight || H - h < leastWeight) continue;
    const gain = (g * g) / (h + l2) + ((G - g) * (G - g)) / (H - h + l2) - (G * G) / (H + l2);
    if (gain > best.gain) best = { gain, bin };
  }
  return best;
}
