/** Where `item` is, or would go, in an array sorted by `compare`. */
export function lowerBound<T, Q>(sorted: readonly T[], item: Q, compare: (element: T, item: Q) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle]!, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Inserts `item` at its place unless an equal one is there; says whether it did. */
export function insertSorted<T>(sorted: T[], item: T, compare: (a: T, b: T) => number): boolean {
  const at = lowerBound(sorted, item, compare);
  if (at < sorted.length && compare(sorted[at]!, item) === 0) return false;
  sorted.splice(at, 0, item);
  return true;
}

/** Removes the element equal to `item`, if there is one. */
export function removeSorted<T>(sorted: T[], item: T, compare: (a: T, b: T) => number): void {
  const at = lowerBound(sorted, item, compare);
  if (at < sorted.length && compare(sorted[at]!, item) === 0) sorted.splice(at, 1);
}
