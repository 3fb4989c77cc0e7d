/*
 * What two ascending lists of distinct hashes share. Which of two hashes is less can't be foreseen, so that a branch on it would be
 * taken wrongly half of the time: both places move on by what the comparison says, which takes less than half as long.
 */

type Hashes = Uint32Array | Uint16Array;

/** How many of the first `endA` of one are among the first `endB` of the other. */
export function countShared<H extends Hashes>(a: H, b: H, endA = a.length, endB = b.length): number {
  let both = 0;
  for (let i = 0, j = 0; i < endA && j < endB; ) {
    const one = a[i]!;
    const other = b[j]!;
    both += Number(one === other);
    i += Number(one <= other);
    j += Number(other <= one);
  }
  return both;
}

/** Those that are in both, ascending. */
export function sharedHashes(a: Uint32Array, b: Uint32Array): Uint32Array {
  const shared = new Uint32Array(Math.min(a.length, b.length));
  let both = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const one = a[i]!;
    const other = b[j]!;
    shared[both] = one;
    both += Number(one === other);
    i += Number(one <= other);
    j += Number(other <= one);
  }
  return shared.subarray(0, both);
}

/** How many there are up to the limit, itself included: nearly all. */
export function countUpTo(limit: number, hashes: Hashes): number {
  let end = hashes.length;
  while (end > 0 && hashes[end - 1]! > limit) end--;
  return end;
}
