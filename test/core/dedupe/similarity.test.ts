import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, isContained, isNear } from '../../../lib/core/dedupe/similarity.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';

/** `count` tokens from `start` on: runs that overlap share exactly the shingles of the overlap. */
const run = (start: number, count: number) => Array.from({ length: count }, (_, i) => `w${start + i}`).join(' ');

function truth(startA: number, countA: number, startB: number, countB: number) {
  const shingles = (count: number) => Math.max(1, count - 4);
  const both = Math.max(0, Math.min(startA + countA, startB + countB) - Math.max(startA, startB) - 4);
  const [a, b] = [shingles(countA), shingles(countB)];
  return { jaccard: both / (a + b - both), containment: both / Math.min(a, b) };
}

const range = (maxCount: number) => fc.tuple(fc.nat(maxCount), fc.integer({ min: 5, max: maxCount }));

describe('compare', () => {
  it('counts exactly while the sketches hold every shingle', () => {
    fc.assert(
      fc.property(range(260), range(260), ([startA, countA], [startB, countB]) => {
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
    expect(compare(fingerprint, { ...fingerprint, scheme: 2 })).toBeNull();
  });

  it('of texts without letters is nothing', () => {
    expect(compare(fingerprintOf('😀'), fingerprintOf('😢'))).toMatchObject({ jaccard: 0, containment: 0 });
  });
});

describe('the thresholds', () => {
  const relation = (a: string, b: string) => {
    const [x, y] = [fingerprintOf(a), fingerprintOf(b)];
    const similarity = compare(x, y)!;
    return { near: isNear(x, y, similarity), contained: isContained(x, y, similarity) };
  };

  it('ask 0.3 of long texts', () => {
    // 104 tokens are 100 shingles. Sharing 47: 47 ÷ 153 = 0.307; sharing 46: 0.299.
    expect(relation(run(0, 104), run(53, 104)).near).toBe(true);
    expect(relation(run(0, 104), run(54, 104)).near).toBe(false);
  });

  it('ask 0.8 when one has fewer than 30 shingles', () => {
    expect(relation(run(0, 33), run(0, 36)).near).toBe(true);
    expect(relation(run(0, 33), run(0, 41)).near).toBe(false);
    expect(relation(run(0, 34), run(0, 42)).near).toBe(true);
  });

  it('call a text of 60 tokens contained, and none that is shorter', () => {
    expect(relation(run(0, 60), run(0, 250))).toEqual({ near: false, contained: true });
    expect(relation(run(0, 59), run(0, 250))).toEqual({ near: false, contained: false });
  });

  it('call a text contained when 0.8 of it is', () => {
    // 104 tokens are 100 shingles, of which 80 or 79 stand in the longer text.
    expect(relation(run(0, 104), run(20, 255)).contained).toBe(true);
    expect(relation(run(0, 104), run(21, 255)).contained).toBe(false);
  });

  it('call nothing contained in a shorter text, nor what is near', () => {
    expect(relation(run(0, 250), run(0, 60)).contained).toBe(false);
    expect(relation(run(0, 60), run(0, 70))).toEqual({ near: true, contained: false });
  });
});
