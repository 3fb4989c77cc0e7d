import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Posting } from '../../lib/core/index-exposure.ts';
import { bucketOf, IndexTally } from '../../lib/core/index-tally.ts';

const posting = (i: number): Posting => ({
  key: `n3:${i % 7}`,
  order: `o${i}`,
  documentId: `d${i % 11}`,
  version: (i % 3) + 1,
  context: '',
});

describe('the tally of an index', () => {
  it('is uneven just where the records and the index differ, whatever the order', () => {
    const sides = fc.dictionary(fc.nat(200).map(String), fc.constantFrom('standing', 'announced', 'both', 'both'), {
      maxKeys: 60,
    });
    fc.assert(
      fc.property(sides, (seen) => {
        const all = Object.entries(seen).map(([i, side]) => ({ posting: posting(Number(i)), side }));
        const tally = new IndexTally();
        for (const { posting, side } of all) if (side !== 'announced') tally.add(posting, 'standing');
        for (const { posting, side } of all.toReversed()) if (side !== 'standing') tally.add(posting, 'announced');
        const odd = all.filter(({ side }) => side !== 'both').map(({ posting }) => bucketOf(posting));
        const uneven = tally.unevenBuckets(1_000).flatMap((part) => [...part]);
        expect(uneven).toEqual([...new Set(odd)].sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  it('gives what is uneven in parts', () => {
    const tally = new IndexTally();
    for (let i = 0; i < 50; i++) tally.add(posting(i), 'standing');
    const parts = tally.unevenBuckets(20);
    expect(parts).toHaveLength(3);
    expect(parts.every(({ size }) => size <= 20)).toBe(true);
    expect(new Set(parts.flatMap((part) => [...part])).size).toBe(50);
  });
});
