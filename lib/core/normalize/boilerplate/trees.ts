/** A tree in breadth-first order, all of the same depth: split features and thresholds (left when `<=`), then leaf values. */
export interface Tree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

/** The log-odds that the trees give a row. */
export function evaluate(trees: readonly Tree[], features: readonly number[]): number {
  let sum = 0;
  for (const tree of trees) {
    const depth = Math.log2(tree.leaves.length);
    let [node, base] = [0, 0];
    for (let level = 0; level < depth; level++) {
      const at = base + node;
      base += 1 << level;
      node = node * 2 + Number(features[tree.features[at]!]! > tree.thresholds[at]!);
    }
    sum += tree.leaves[node]!;
  }
  return sum;
}
