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
    const { tree, leafOf } = grow(bins, cuts, gradients, hessians, options);
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

function grow(
  bins: readonly Uint8Array[],
  cuts: readonly (readonly number[])[],
  gradients: Float64Array,
  hessians: Float64Array,
  { depth, rate, l2, leastWeight }: Options,
): { tree: Tree; leafOf: Uint16Array } {
  const count = gradients.length;
  const node = new Uint16Array(count);
  const tree = { features: [] as number[], thresholds: [] as number[], leaves: [] as number[] };
  for (let level = 0; level < depth; level++) {
    const nodes = 1 << level;
    const best = Array.from({ length: nodes }, () => ({ gain: 1e-9, feature: 0, bin: 255 }));
    const totals = new Float64Array(nodes * 2);
    for (let i = 0; i < count; i++) {
      totals[node[i]! * 2]! += gradients[i]!;
      totals[node[i]! * 2 + 1]! += hessians[i]!;
    }
    for (let f = 0; f < bins.length; f++) {
      if (cuts[f]!.length === 0) continue;
      const column = bins[f]!;
      const sums = new Float64Array(nodes * BINS * 2);
      for (let i = 0; i < count; i++) {
        const at = (node[i]! * BINS + column[i]!) * 2;
        sums[at]! += gradients[i]!;
        sums[at + 1]! += hessians[i]!;
      }
      for (let k = 0; k < nodes; k++) {
        const [G, H] = [totals[k * 2]!, totals[k * 2 + 1]!];
        let [g, h] = [0, 0];
        for (let b = 0; b < cuts[f]!.length; b++) {
          g += sums[(k * BINS + b) * 2]!;
          h += sums[(k * BINS + b) * 2 + 1]!;
          if (h < leastWeight || H - h < leastWeight) continue;
          const gain = (g * g) / (h + l2) + ((G - g) * (G - g)) / (H - h + l2) - (G * G) / (H + l2);
          if (gain > best[k]!.gain) best[k] = { gain, feature: f, bin: b };
        }
      }
    }
    for (const { feature, bin } of best) {
      tree.features.push(feature);
      // A node without a good split sends everything to the left.
      tree.thresholds.push(bin === 255 ? 1e9 : cuts[feature]![bin]!);
    }
    for (let i = 0; i < count; i++) {
      const { feature, bin } = best[node[i]!]!;
      node[i] = node[i]! * 2 + Number(bins[feature]![i]! > bin);
    }
  }
  const sums = new Float64Array((1 << depth) * 2);
  for (let i = 0; i < count; i++) {
    sums[node[i]! * 2]! += gradients[i]!;
    sums[node[i]! * 2 + 1]! += hessians[i]!;
  }
  for (let leaf = 0; leaf < 1 << depth; leaf++) {
    tree.leaves.push(round((-rate * sums[leaf * 2]!) / (sums[leaf * 2 + 1]! + l2)) || 0);
  }
  return { tree, leafOf: node };
}
