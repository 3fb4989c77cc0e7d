/**
 * Gradient boosting of small regression trees on the logistic loss (Friedman 2001), with second-order leaf values and the split gain
 * of XGBoost (Chen and Guestrin 2016) over binned features. Deterministic: columns are drawn by a seeded generator.
 */

/** Trees of depth `depth` as complete binary trees: at each inner node a feature and the largest value that goes left. */
export interface Tree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

export interface Rows {
  readonly columns: number;
  /** Row after row. */
  readonly values: Float64Array;
  readonly labels: Float64Array;
  readonly weights: Float64Array;
}

export interface Options {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  /** Regularization of leaf values, and the least weight of a leaf. */
  readonly lambda: number;
  readonly leastWeight: number;
  /** Share of the columns each tree sees. */
  readonly columnShare: number;
  /** Of the generator that draws the columns. */
  readonly seed: number;
}

const BINS = 64;

export function boost(rows: Rows, options: Options): Tree[] {
  const count = rows.labels.length;
  const { edges, bins } = binned(rows);
  const scores = new Float64Array(count);
  const gradients = new Float64Array(count);
  const hessians = new Float64Array(count);
  const random = generator(options.seed);
  const all = Uint32Array.from({ length: count }, (_, i) => i);
  const trees: Tree[] = [];
  for (let t = 0; t < options.trees; t++) {
    for (let i = 0; i < count; i++) {
      const p = 1 / (1 + Math.exp(-scores[i]!));
      gradients[i] = (p - rows.labels[i]!) * rows.weights[i]!;
      hessians[i] = Math.max(p * (1 - p), 1e-6) * rows.weights[i]!;
    }
    const columns = Array.from({ length: rows.columns }, (_, c) => c).filter(() => random() < options.columnShare);
    const tree = grow({ bins, edges, rows: all, columns, gradients, hessians }, options);
    trees.push(tree);
    for (let i = 0; i < count; i++) scores[i]! += scoreOf([tree], rows.values.subarray(i * rows.columns, (i + 1) * rows.columns));
  }
  return trees;
}

/** The log odds that trees give to a row. */
export function scoreOf(trees: readonly Tree[], row: Float64Array): number {
  let sum = 0;
  for (const { features, thresholds, leaves } of trees) {
    let node = 0;
    while (node < features.length) node = 2 * node + (row[features[node]!]! <= thresholds[node]! ? 1 : 2);
    sum += leaves[node - features.length]!;
  }
  return sum;
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes
    return state / 2 ** 32;
  };
}

function binned({ columns, values, labels }: Rows): { edges: number[][]; bins: Uint8Array[] } {
  const count = labels.length;
  const edges: number[][] = [];
  const bins: Uint8Array[] = [];
  for (let c = 0; c < columns; c++) {
    const column = Float64Array.from({ length: count }, (_, i) => values[i * columns + c]!);
    const sorted = column.toSorted();
    const cuts = new Set<number>();
    for (let b = 1; b < BINS; b++) cuts.add(sorted[Math.floor((b * count) / BINS)]!);
    // Values that are rare, as most marks are, still need a cut.
    cuts.add(sorted[0]!);
    cuts.delete(sorted[count - 1]!);
    const own = [...cuts].toSorted((a, b) => a - b);
    edges.push(own);
    bins.push(Uint8Array.from(column, (value) => binOf(own, value)));
  }
  return { edges, bins };
}

function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Work {
  readonly bins: readonly Uint8Array[];
  readonly edges: readonly number[][];
  readonly rows: Uint32Array;
  readonly columns: readonly number[];
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

/** Grows one tree. */
function grow(work: Work, { depth, rate, lambda, leastWeight }: Options): Tree {
  const inner = 2 ** depth - 1;
  const features = new Array<number>(inner).fill(0);
  const thresholds = new Array<number>(inner).fill(Number.POSITIVE_INFINITY);
  let parts: Uint32Array[] = [work.rows];
  for (let node = 0, level = 0; level < depth; level++) {
    const next: Uint32Array[] = [];
    for (const part of parts) {
      const split = bestSplit(work, part, lambda, leastWeight);
      if (split) {
        features[node] = split.column;
        thresholds[node] = work.edges[split.column]![split.bin]!;
      }
      const column = split && work.bins[split.column]!;
      next.push(
        column ? part.filter((i) => column[i]! <= split.bin) : part,
        column ? part.filter((i) => column[i]! > split.bin) : part.subarray(0, 0),
      );
      node++;
    }
    parts = next;
  }
  const leaves = parts.map((part) => {
    let g = 0;
    let h = 0;
    for (const i of part) {
      g += work.gradients[i]!;
      h += work.hessians[i]!;
    }
    return (-g / (h + lambda)) * rate;
  });
  return { features, thresholds, leaves };
}

function bestSplit(
  { bins, edges, columns, gradients, hessians }: Work,
  part: Uint32Array,
  lambda: number,
  leastWeight: number,
): { column: number; bin: number } | null {
  const g = new Float64Array(BINS + 1);
  const h = new Float64Array(BINS + 1);
  let best: { column: number; bin: number } | null = null;
  let bestGain = 1e-6;
  for (const column of columns) {
    g.fill(0);
    h.fill(0);
    const own = bins[column]!;
    let allG = 0;
    let allH = 0;
    for (const i of part) {
      g[own[i]!]! += gradients[i]!;
      h[own[i]!]! += hessians[i]!;
      allG += gradients[i]!;
      allH += hessians[i]!;
    }
    const whole = allG ** 2 / (allH + lambda);
    let leftG = 0;
    let leftH = 0;
    for (let bin = 0; bin < edges[column]!.length; bin++) {
      leftG += g[bin]!;
      leftH += h[bin]!;
      if (leftH < leastWeight || allH - leftH < leastWeight) continue;
      const gain = leftG ** 2 / (leftH + lambda) + (allG - leftG) ** 2 / (allH - leftH + lambda) - whole;
      if (gain <= bestGain) continue;
      bestGain = gain;
      best = { column, bin };
    }
  }
  return best;
}
