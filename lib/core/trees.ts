import { WASM_MODULE } from './forest-module.ts';
import { compiled } from './wasm.ts';

/** A tree in breadth-first order: split features and thresholds (left when `<=`), then leaf values. */
export interface Tree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

/** What assembly/forest offers, and where in its memory the parts of a forest go. */
interface Evaluator {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly row: { readonly value: number };
  readonly features: { readonly value: number };
  readonly thresholds: { readonly value: number };
  readonly leaves: { readonly value: number };
  prepare(trees: number, depth: number): void;
  odds(): number;
}

/** Room for a row; of those the first 256 may be asked for, since a feature's number is kept in a byte. */
const MOST_FEATURES = 512;

let instance: (() => Evaluator) | undefined;

/** Boosted regression trees, all of the same depth. Their numbers are kept as text and read when first asked for. */
export class Forest {
  readonly depth: number;
  /** `feature:threshold` of each inner node, tree by tree. */
  readonly splits: string;
  /** In thousandths. */
  readonly leaves: string;
  private odds: ((row: ArrayLike<number>) => number) | null = null;

  constructor(depth: number, splits: string, leaves: string) {
    this.depth = depth;
    this.splits = splits;
    this.leaves = leaves;
  }

  /** The log-odds that the trees give a row of features. */
  oddsOf(row: ArrayLike<number>): number {
    this.odds ??= evaluatorOf(this);
    return this.odds(row);
  }
}

/** In WebAssembly, since nobody can foretell which way a node goes: its code has no branch there, which takes less than half the time. */
function evaluatorOf({ depth, splits, leaves }: Forest): (row: ArrayLike<number>) => number {
  instance ??= compiled<Evaluator>(WASM_MODULE);
  const wasm = instance();
  const pairs = splits.split(' ').map((split) => split.split(':'));
  wasm.prepare(pairs.length / (2 ** depth - 1), depth);
  const { buffer } = wasm.memory;
  new Uint8Array(buffer, wasm.features.value).set(pairs.map(([feature]) => Number(feature)));
  new Float64Array(buffer, wasm.thresholds.value).set(pairs.map(([, threshold]) => Number(threshold)));
  new Float64Array(buffer, wasm.leaves.value).set(leaves.split(' ').map((leaf) => Number(leaf) / 1000));
  const values = new Float64Array(buffer, wasm.row.value, MOST_FEATURES);
  return (row) => {
    values.set(row);
    return wasm.odds();
  };
}

/** Trees of one depth as a forest. */
export function forestOf(trees: readonly Tree[]): Forest {
  const splits = trees.flatMap(({ features, thresholds }) => features.map((feature, i) => `${feature}:${thresholds[i]}`));
  const leaves = trees.flatMap((tree) => tree.leaves.map((leaf) => Math.round(leaf * 1000)));
  return new Forest(Math.log2(trees[0]!.leaves.length), splits.join(' '), leaves.join(' '));
}
