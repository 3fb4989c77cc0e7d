/** A tree in breadth-first order: split features and thresholds (left when `<=`), then leaf values. */
export interface Tree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

interface Nodes {
  readonly features: Uint8Array;
  readonly thresholds: Float64Array;
  readonly leaves: Float64Array;
}

/** Boosted regression trees, all of the same depth. Their numbers are kept as text and read when first asked for. */
export class Forest {
  readonly depth: number;
  /** `feature:threshold` of each inner node, tree by tree. */
  readonly splits: string;
  /** In thousandths. */
  readonly leaves: string;
  private nodes: Nodes | null = null;

  constructor(depth: number, splits: string, leaves: string) {
    this.depth = depth;
    this.splits = splits;
    this.leaves = leaves;
  }

  /** The log-odds that the trees give a row of features. */
  oddsOf(row: ArrayLike<number>): number {
    this.nodes ??= read(this);
    const { features, thresholds, leaves } = this.nodes;
    const inner = 2 ** this.depth - 1;
    let sum = 0;
    for (let first = 0, leaf = 0; first < features.length; first += inner, leaf += inner + 1) {
      let node = 0;
      while (node < inner) node = 2 * node + (row[features[first + node]!]! <= thresholds[first + node]! ? 1 : 2);
      sum += leaves[leaf + node - inner]!;
    }
    return sum;
  }
}

function read({ splits, leaves }: Forest): Nodes {
  const pairs = splits.split(' ').map((split) => split.split(':'));
  return {
    features: Uint8Array.from(pairs, ([feature]) => Number(feature)),
    thresholds: Float64Array.from(pairs, ([, threshold]) => Number(threshold)),
    leaves: Float64Array.from(leaves.split(' '), (leaf) => Number(leaf) / 1000),
  };
}

/** Trees of one depth as a forest. */
export function forestOf(trees: readonly Tree[]): Forest {
  const splits = trees.flatMap(({ features, thresholds }) => features.map((feature, i) => `${feature}:${thresholds[i]}`));
  const leaves = trees.flatMap((tree) => tree.leaves.map((leaf) => Math.round(leaf * 1000)));
  return new Forest(Math.log2(trees[0]!.leaves.length), splits.join(' '), leaves.join(' '));
}
