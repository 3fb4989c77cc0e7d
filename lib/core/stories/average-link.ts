/** Similarity between items: for each its neighbours, with the sum over all pairs of members. Symmetric. */
export interface Items {
  /** How many members an item stands for. */
  readonly sizes: readonly number[];
  /** Items that may not come into one group with each other, however near: groups of an earlier day. */
  readonly fixed: readonly boolean[];
  readonly neighbours: readonly Map<number, number>[];
}

/**
 * Average-link agglomerative clustering down to a similarity; answers for each item its group's first item. By nearest-neighbour
 * chains (Benzécri 1982; Murtagh 1983): average linkage is reducible, and two fixed groups that never join keep it so, so the
 * result is that of always joining the nearest two. Ties go to the earlier item. Takes the neighbours over.
 */
export function averageLink({ sizes, fixed, neighbours }: Items, least: number): number[] {
  const group = sizes.map((_, i) => i);
  const size = [...sizes];
  const isFixed = [...fixed];
  const done = new Set<number>();
  const nearest = (a: number, before: number | undefined): { b: number; similarity: number } => {
    let b = -1;
    let similarity = -1;
    for (const [other, sum] of neighbours[a]!) {
      if (isFixed[a] && isFixed[other]) continue;
      const mean = sum / (size[a]! * size[other]!);
      const isBetter = mean > similarity || (mean === similarity && b !== before && (other === before || other < b));
      if (isBetter) [b, similarity] = [other, mean];
    }
    return { b, similarity };
  };
  const join = (a: number, b: number): void => {
    const [kept, gone] = a < b ? [a, b] : [b, a];
    neighbours[kept]!.delete(gone);
    neighbours[gone]!.delete(kept);
    for (const [other, sum] of neighbours[gone]!) {
      const total = sum + (neighbours[kept]!.get(other) ?? 0);
      neighbours[kept]!.set(other, total);
      neighbours[other]!.set(kept, total);
      neighbours[other]!.delete(gone);
    }
    neighbours[gone]!.clear();
    size[kept]! += size[gone]!;
    isFixed[kept] ||= isFixed[gone]!;
    group[gone] = kept;
    done.add(gone);
  };
  for (let start = 0; start < size.length; start++) {
    const chain: number[] = [];
    while (!done.has(start) || chain.length > 0) {
      if (chain.length === 0) chain.push(start);
      const a = chain.at(-1)!;
      const before = chain.at(-2);
      const { b, similarity } = nearest(a, before);
      // Joining others can't bring them nearer to this one, so it stays as it is.
      if (b < 0 || similarity < least) {
        done.add(a);
        chain.pop();
      } else if (b === before) {
        join(a, b);
        chain.length -= 2;
      } else chain.push(b);
    }
  }
  return group.map((_, i) => rootOf(group, i));
}

function rootOf(group: readonly number[], item: number): number {
  let at = item;
  while (group[at] !== at) at = group[at]!;
  return at;
}
