import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, SetTally } from '../../lib/core/set-tally.ts';

const nameOf = (i: number | string): string => `name ${i}`;

describe('the tally of two sets', () => {
  it('is uneven just where they differ, whatever the order', () => {
    const sides = fc.dictionary(fc.nat(200).map(String), fc.constantFrom('expected', 'found', 'both', 'both'), {
      maxKeys: 60,
    });
    fc.assert(
      fc.property(sides, (seen) => {
        const all = Object.entries(seen).map(([i, side]) => ({ name: nameOf(i), side }));
        const tally = new SetTally();
        for (const { name, side } of all) if (side !== 'found') tally.add(name, 'expected');
        for (const { name, side } of all.toReversed()) if (side !== 'expected') tally.add(name, 'found');
        const odd = all.filter(({ side }) => side !== 'both').map(({ name }) => bucketOf(name));
        const uneven = tally.unevenBuckets(1_000).flatMap((part) => [...part]);
        expect(uneven).toEqual([...new Set(odd)].sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  it('gives what is uneven in parts', () => {
    const tally = new SetTally();
    for (let i = 0; i < 50; i++) tally.add(nameOf(i), 'expected');
    const parts = tally.unevenBuckets(20);
    expect(parts).toHaveLength(3);
    expect(parts.every(({ size }) => size <= 20)).toBe(true);
    expect(new Set(parts.flatMap((part) => [...part])).size).toBe(50);
  });

  it('gathers a group in one bucket, and what two tallies were given', () => {
    const [tally, other] = [new SetTally(), new SetTally()];
    for (let i = 0; i < 9; i++) tally.add(nameOf(i), 'expected', 'group');
    for (let i = 0; i < 8; i++) other.add(nameOf(i), 'found', 'group');
    tally.merge(other);
    expect(tally.unevenBuckets(100)).toEqual([new Set([bucketOf('group')])]);
    tally.add(nameOf(8), 'found', 'group');
    expect(tally.unevenBuckets(100)).toEqual([]);
  });
});
