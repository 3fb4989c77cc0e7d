import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../lib/core/dedupe/similarity.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';

/** `count` tokens from `start` on: runs that overlap share exactly the shingles of the overlap. */
const run = (start: number, count: number) => Array.from({ length: count }, (_, i) => `w${start + i}`).join(' ');

function truth(startA: number, countA: number, startB: number, countB: number) {
  const shingles = (count: number) => Math.max(1, count - 2);
  const both = Math.max(0, Math.min(startA + countA, startB + countB) - Math.max(startA, startB) - 2);
  const [a, b] = [shingles(countA), shingles(countB)];
  return { jaccard: both / (a + b - both), containment: both / Math.min(a, b) };
}

const range = (maxCount: number) => fc.tuple(fc.nat(maxCount), fc.integer({ min: 5, max: maxCount }));

describe('compare', () => {
  it('counts exactly while the sketches hold every shingle', () => {
    fc.assert(
      fc.property(range(258), range(258), ([startA, countA], [startB, countB]) => {
        const similarity = compare(fingerprintOf(run(startA, countA)), fingerprintOf(run(startB, countB)))!;
        expect(similarity.exact).toBe(true);
        expect(similarity.jaccard).toBeCloseTo(truth(startA, countA, startB, countB).jaccard, 12);
        expect(similarity.containment).toBeCloseTo(truth(startA, countA, startB, countB).containment, 12);
      }),
    );
  });

  it('estimates closely otherwise', () => {
    let squares = 0;
    let pairs = 0;
    for (let overlap = 0; overlap < 2_000; overlap += 100) {
      for (let start = 0; start < 10; start++) {
        const [startA, startB] = [start * 10_000, start * 10_000 + overlap];
        const { jaccard, exact } = compare(fingerprintOf(run(startA, 2_000)), fingerprintOf(run(startB, 2_000)))!;
        const error = jaccard - truth(startA, 2_000, startB, 2_000).jaccard;
        expect(exact).toBe(false);
        // Five standard errors of 256 samples at worst: 5 × √(¼ ÷ 256).
        expect(Math.abs(error)).toBeLessThan(0.16);
        squares += error * error;
        pairs++;
      }
    }
    expect(Math.sqrt(squares / pairs)).toBeLessThan(0.035);
  });

  it('is symmetric, and 1 for the same text', () => {
    fc.assert(
      fc.property(range(900), range(900), ([startA, countA], [startB, countB]) => {
        const [a, b] = [fingerprintOf(run(startA, countA)), fingerprintOf(run(startB, countB))];
        expect(compare(a, b)).toEqual(compare(b, a));
        expect(compare(a, a)).toMatchObject({ jaccard: 1, containment: 1 });
      }),
    );
  });

  it('is symmetric for texts of one length whose samples differ', () => {
    for (let start = 0; start < 5_000; start += 500) {
      const [a, b] = [fingerprintOf(run(start, 800)), fingerprintOf(run(start + 400, 800))];
      expect(compare(a, b)).toEqual(compare(b, a));
    }
  });

  it('finds a short text in a long one', () => {
    const { jaccard, containment } = compare(fingerprintOf(run(500, 200)), fingerprintOf(run(0, 3_000)))!;
    expect(containment).toBe(1);
    expect(jaccard).toBeLessThan(0.12);
  });

  it('does not compare different schemes', () => {
    const fingerprint = fingerprintOf(run(0, 50));
    expect(compare(fingerprint, { ...fingerprint, scheme: 1 })).toBeNull();
  });

  it('of an earlier scheme knows the same text, and decodes no sketch', () => {
    const old = { ...fingerprintOf(run(0, 50)), scheme: 1, sketch: 'AAAA' };
    expect(compare(old, old)).toMatchObject({ jaccard: 1, containment: 1, exact: true });
    expect(compare(old, { ...old, contentSha256: 'another' })).toBeNull();
  });

  it('of texts without letters is nothing', () => {
    expect(compare(fingerprintOf('😀'), fingerprintOf('😢'))).toMatchObject({ jaccard: 0, containment: 0 });
  });
});
