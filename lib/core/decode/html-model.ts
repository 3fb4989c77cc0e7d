import { DEPTH, LEAVES, SPLITS } from './html-weights.ts';

const INNER = 2 ** DEPTH - 1;
const LEAVES_EACH = 2 ** DEPTH;

interface Trees {
  readonly features: Uint8Array;
  readonly thresholds: Float64Array;
  readonly leaves: Float64Array;
}
let trees: Trees | null = null;

/** The weights as numbers, read when the first page comes. */
function read(): Trees {
  const splits = SPLITS.split(' ').map((split) => split.split(':'));
  return {
    features: Uint8Array.from(splits, ([feature]) => Number(feature)),
    thresholds: Float64Array.from(splits, ([, threshold]) => Number(threshold)),
    leaves: Float64Array.from(LEAVES.split(' '), (leaf) => Number(leaf) / 1000),
  };
}

/** The log odds that a block with these features is of the article. */
export function oddsOf(row: Float64Array): number {
  trees ??= read();
  const { features, thresholds, leaves } = trees;
  let sum = 0;
  for (let first = 0, leaf = 0; first < features.length; first += INNER, leaf += LEAVES_EACH) {
    let node = 0;
    while (node < INNER) node = 2 * node + (row[features[first + node]!]! <= thresholds[first + node]! ? 1 : 2);
    sum += leaves[leaf + node - INNER]!;
  }
  return sum;
}
