import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageLink } from '../../../lib/core/stories/average-link.ts';

/** By definition: joins the nearest two that may be joined, until none are near enough. */
function plainly(similarity: (a: number, b: number) => number, fixed: readonly boolean[], least: number): number[] {
  let groups = fixed.map((_, i) => [i]);
  for (;;) {
    let best: [number, number, number] | null = null;
    for (const [x, a] of groups.entries()) {
      for (const [y, b] of groups.entries()) {
        if (y <= x || (a.some((i) => fixed[i]) && b.some((i) => fixed[i]))) continue;
        const mean = a.flatMap((i) => b.map((j) => similarity(i, j))).reduce((sum, s) => sum + s, 0) / (a.length * b.length);
        if (mean >= least && mean > (best?.[2] ?? -1)) best = [x, y, mean];
      }
    }
    if (!best) return fixed.map((_, i) => Math.min(...groups.find((group) => group.includes(i))!));
    const [x, y] = best;
    groups = [...groups.filter((_, i) => i !== x && i !== y), [...groups[x]!, ...groups[y]!]];
  }
}

describe('averageLink', () => {
  it('is what joining the nearest two again and again gives', () => {
    const items = fc.array(fc.boolean(), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(items, fc.nat(), fc.integer({ min: 5, max: 90 }), (fixed, seed, least) => {
        // Square roots, so that no two means are the same: with ties the order of joining would matter.
        const value = (i: number, j: number) => Math.sqrt((Math.imul(seed ^ (i * 31 + j * 977), 2654435761) >>> 0) / 2 ** 32);
        const table = fixed.map((_, i) => fixed.map((_, j) => value(Math.min(i, j), Math.max(i, j))));
        const similarity = (a: number, b: number) => table[a]![b]!;
        const neighbours = fixed.map(
          (_, i) => new Map(fixed.flatMap((_, j) => (i === j ? [] : [[j, similarity(i, j)] as const]))),
        );
        const found = averageLink({ sizes: fixed.map(() => 1), fixed, neighbours }, least / 100);
        expect(found).toEqual(plainly(similarity, fixed, least / 100));
      }),
      { numRuns: 500 },
    );
  });

  it('weighs an item by the members that it stands for', () => {
    const neighbours = [new Map([[1, 3]]), new Map([[0, 3]])];
    const clone = () => neighbours.map((map) => new Map(map));
    expect(averageLink({ sizes: [10, 1], fixed: [true, false], neighbours: clone() }, 0.3)).toEqual([0, 0]);
    expect(averageLink({ sizes: [11, 1], fixed: [true, false], neighbours: clone() }, 0.3)).toEqual([0, 1]);
  });
});
