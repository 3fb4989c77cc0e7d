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

/**
 * Boosted regression trees, all of the same depth. They are kept as text, which is read when first asked for: each inner node and
 * each leaf, tree by tree, is a number in two digits of base 64.
 */
export class Forest {
  readonly depth: number;
  /** The thresholds that each feature is split at: `feature:threshold,threshold …`, both in ascending order. */
  readonly cuts: string;
  /** For each inner node, which of the cuts. */
  readonly splits: string;
  /** The least leaf, in thousandths. */
  readonly least: number;
  /** For each leaf, how much above the least one, in thousandths. */
  readonly leaves: string;
  private odds: ((row: ArrayLike<number>) => number) | null = null;

  constructor(depth: number, cuts: string, splits: string, least: number, leaves: string) {
    this.depth = depth;
    this.cuts = cuts;
    this.splits = splits;
    this.least = least;
    this.leaves = leaves;
  }

  /** The log-odds that the trees give a row of features. */
  oddsOf(row: ArrayLike<number>): number {
    this.odds ??= evaluatorOf(this);
    return this.odds(row);
  }
}

/** In WebAssembly, since nobody can foretell which way a node goes: its code has no branch there, which takes less than half the time. */
function evaluatorOf(forest: Forest): (row: ArrayLike<number>) => number {
  instance ??= compiled<Evaluator>(WASM_MODULE);
  const wasm = instance();
  const { features, thresholds, leaves } = nodesOf(forest);
  wasm.prepare(features.length / (2 ** forest.depth - 1), forest.depth);
  const { buffer } = wasm.memory;
  new Uint8Array(buffer, wasm.features.value).set(features);
  new Float64Array(buffer, wasm.thresholds.value).set(thresholds);
  new Float64Array(buffer, wasm.leaves.value).set(leaves);
  const values = new Float64Array(buffer, wasm.row.value, MOST_FEATURES);
  return (row) => {
    values.set(row);
    return wasm.odds();
  };
}

/** The nodes of all trees of a forest, one tree after the other. */
export function nodesOf({ cuts, splits, least, leaves }: Forest): Tree {
  const pairs = cuts.split(' ').flatMap((cut) => {
    const [feature, thresholds] = cut.split(':') as [string, string];
    return thresholds.split(',').map((threshold) => [Number(feature), Number(threshold)] as const);
  });
  const nodes = numbersOf(splits).map((at) => pairs[at]!);
  return {
    features: nodes.map(([feature]) => feature),
    thresholds: nodes.map(([, threshold]) => threshold),
    leaves: numbersOf(leaves).map((above) => (least + above) / 1000),
  };
}

/**
 * Trees of one depth as a forest, leaves rounded to thousandths.
 * @throws RangeError when two digits are too few: for more than 4,096 different cuts, or leaves more than 4.095 apart
 */
export function forestOf(trees: readonly Tree[]): Forest {
  const nodes = trees.flatMap(({ features, thresholds }) => features.map((feature, i) => [feature, thresholds[i]!] as const));
  const inOrder = nodes.toSorted(([f, threshold], [other, than]) => f - other || threshold - than);
  const numbers = new Map([...new Set(inOrder.map(String))].map((split, at) => [split, at]));
  const cuts = [...Map.groupBy(numbers.keys(), (split) => split.split(',')[0])].map(
    ([feature, splits]) => `${feature}:${splits.map((split) => split.split(',')[1])}`,
  );
  const leaves = trees.flatMap((tree) => tree.leaves.map((leaf) => Math.round(leaf * 1000)));
  const least = leaves.reduce((one, other) => Math.min(one, other));
  return new Forest(
    Math.log2(trees[0]!.leaves.length),
    cuts.join(' '),
    textOf(nodes.map((node) => numbers.get(String(node))!)),
    least,
    textOf(leaves.map((leaf) => leaf - least)),
  );
}

/** Those of Base64, RFC 4648. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE = DIGITS.length;

const textOf = (numbers: readonly number[]): string =>
  numbers
    .map((number) => {
      if (number >= BASE ** 2) throw new RangeError(`${number} does not fit two digits of base ${BASE}`);
      return DIGITS[Math.floor(number / BASE)]! + DIGITS[number % BASE]!;
    })
    .join('');

const numbersOf = (text: string): number[] =>
  Array.from({ length: text.length / 2 }, (_, i) => DIGITS.indexOf(text[2 * i]!) * BASE + DIGITS.indexOf(text[2 * i + 1]!));
