import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countShared, countUpTo, sharedHashes } from '../../../lib/core/dedupe/sorted-hashes.ts';

/** Few values, so that many are shared, and the greatest, which no signed number of 32 bits holds. */
const hash = fc.oneof(fc.nat(60), fc.integer({ min: 2 ** 32 - 20, max: 2 ** 32 - 1 }));
const sorted = fc.uniqueArray(hash, { maxLength: 60 }).map((hashes) => Uint32Array.from(hashes).sort());

it('finds what two lists share, and counts it also among the beginnings', () => {
  fc.assert(
    fc.property(sorted, sorted, hash, (a, b, limit) => {
      const others = new Set(b);
      const shared = a.filter((each) => others.has(each));
      expect(sharedHashes(a, b)).toEqual(shared);
      expect(countShared(a, b)).toBe(shared.length);
      const [inA, inB] = [countUpTo(limit, a), countUpTo(limit, b)];
      expect(inA).toBe(a.filter((each) => each <= limit).length);
      expect(countShared(a, b, inA, inB)).toBe(shared.filter((each) => each <= limit).length);
      expect(countUpTo(Number.POSITIVE_INFINITY, a)).toBe(a.length);
    }),
  );
});
