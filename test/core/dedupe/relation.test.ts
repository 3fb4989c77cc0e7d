import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearRule, relationOf } from '../../../lib/core/dedupe/relation.ts';
import { compare } from '../../../lib/core/dedupe/similarity.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';

const words = (from: number, count: number) => Array.from({ length: count }, (_, i) => `w${from + i}`);
/** `count` words from the `from`-th on: runs that overlap share exactly the shingles of the overlap. */
const run = (from: number, count: number) => words(from, count).join(' ');

function relation(later: string, earlier: string) {
  const [x, y] = [fingerprintOf(later), fingerprintOf(earlier)];
  const kind = relationOf(x, y, compare(x, y)!);
  return { near: kind === 'near', contained: kind === 'contained' };
}

/** Every `step`-th word replaced. */
const edited = (text: readonly string[], step: number) =>
  text.map((word, i) => (i % step === step - 1 ? `x${word}` : word)).join(' ');

describe('near duplicates', () => {
  it('share a third of their shingles', () => {
    // 202 words are 200 shingles. Sharing 100: 100 ÷ 300 = 0.333; sharing 98: 98 ÷ 302 = 0.325.
    expect(relation(run(0, 202), run(100, 202)).near).toBe(true);
    expect(relation(run(0, 202), run(102, 202)).near).toBe(false);
  });

  it('may share fewer when many small changes are spread over the whole text', () => {
    const text = words(0, 250);
    // Of five shingles in a row two are without the changed word: 2 ÷ 8 = 0.25; of four, one: 1 ÷ 7 = 0.14.
    expect(relation(run(0, 250), edited(text, 5)).near).toBe(true);
    expect(relation(run(0, 250), edited(text, 4)).near).toBe(false);
  });

  it('or when one is a cut or an embedded copy of no less than a fifth', () => {
    expect(relation(run(0, 180), run(0, 700))).toEqual({ near: true, contained: false });
    expect(relation(`${run(900, 300)} ${run(0, 180)} ${run(1_300, 220)}`, run(0, 180)).near).toBe(true);
    expect(relation(run(0, 115), run(0, 900))).toEqual({ near: false, contained: true });
  });

  it('share 0.8 when one has fewer than 30 shingles', () => {
    expect(relation(run(0, 31), run(0, 36)).near).toBe(true);
    expect(relation(run(0, 31), run(0, 41)).near).toBe(false);
    expect(relation(run(0, 32), run(0, 36)).near).toBe(true);
  });

  it('when brief are nearly the same, or the shorter is nearly all in the longer', () => {
    expect(relation(run(0, 80), run(15, 80)).near).toBe(true);
    expect(relation(run(0, 80), run(25, 80)).near).toBe(false);
    expect(relation(run(0, 80), run(0, 250)).near).toBe(true);
    expect(relation(run(0, 80), run(20, 250)).near).toBe(false);
  });
});

describe('not near duplicates, however much they share', () => {
  const [head, foot] = [run(0, 120), run(500, 60)];
  const page = (article: string) => `${head} ${article} ${foot}`;

  it('are two pages of one template', () => {
    expect(relation(page(run(1_000, 80)), page(run(2_000, 80)))).toEqual({ near: false, contained: false });
    // The same frame, with a block on one side only, is an insertion.
    expect(relation(page(run(1_000, 80)), page('')).near).toBe(true);
    // And the same article in two frames is a reprint.
    expect(relation(`${run(3_000, 50)} ${head} ${run(4_000, 50)}`, `${run(5_000, 50)} ${head} ${run(6_000, 50)}`).near).toBe(
      true,
    );
  });

  it('are two pages of one template in a long text, of which the sketch holds a part', () => {
    const long = (article: string) => `${run(0, 900)} ${article} ${run(7_000, 400)}`;
    expect(relation(long(run(1_000, 500)), long(run(2_000, 500))).near).toBe(false);
    expect(relation(long(run(1_000, 500)), long(edited(words(1_000, 500), 9))).near).toBe(true);
  });

  const form = (figures: readonly number[]) =>
    words(0, 130)
      .map((word, i) => (i % 13 === 12 ? String(figures[(i - 12) / 13]!) : word))
      .join(' ');
  const figures = (from: number) => Array.from({ length: 10 }, (_, i) => from + i);

  it('are two reports of one form with other figures', () => {
    expect(relation(form(figures(100)), form(figures(200))).near).toBe(false);
    expect(relation(form(figures(100)), form(figures(100).with(3, 77).with(5, 78).with(6, 79))).near).toBe(true);
  });
});

describe('a contained text', () => {
  it('has 60 tokens', () => {
    expect(relation(run(0, 60), run(0, 400))).toEqual({ near: false, contained: true });
    expect(relation(run(0, 59), run(0, 400))).toEqual({ near: false, contained: false });
  });

  it('stands in the longer one to 0.8', () => {
    // 102 tokens are 100 shingles, of which 80 or 79 stand in the longer text.
    expect(relation(run(0, 102), run(20, 250)).contained).toBe(true);
    expect(relation(run(0, 102), run(21, 250)).contained).toBe(false);
  });

  it('is a part of an earlier round-up: less than half of it, and not its beginning', () => {
    const roundUp = (before: number, after: number) => `${run(900, before)} ${run(0, 180)} ${run(2_000, after)}`;
    expect(relation(run(0, 180), roundUp(300, 220))).toEqual({ near: false, contained: true });
    expect(relation(run(0, 180), roundUp(80, 300)).contained).toBe(false);
    expect(relation(run(0, 180), roundUp(100, 300)).contained).toBe(true);
    expect(relation(run(0, 180), roundUp(150, 0)).contained).toBe(false);
    expect(relation(run(0, 180), roundUp(200, 0)).contained).toBe(true);
    expect(relation(roundUp(300, 220), run(0, 180))).toEqual({ near: true, contained: false });
  });

  it('is not the longer one, nor near', () => {
    expect(relation(run(0, 400), run(0, 60)).contained).toBe(false);
    expect(relation(run(0, 60), run(0, 70))).toEqual({ near: true, contained: false });
  });
});

/** Texts of shared and own blocks in any order, some of them damaged. */
const text = fc
  .array(fc.tuple(fc.nat(9), fc.integer({ min: 3, max: 120 }), fc.constantFrom(2, 4, 7, 1_000)), { minLength: 1, maxLength: 8 })
  .map((blocks) => blocks.map(([block, count, step]) => edited(words(block * 100, count), step)).join(' '));

describe('the verdict on two texts', () => {
  it('is the same either way round, and near for a text and itself', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [fingerprintOf(a), fingerprintOf(b)];
        const [there, back] = [compare(x, y)!, compare(y, x)!];
        expect(there).toEqual(back);
        expect(nearRule(x, y, there)).toEqual(nearRule(y, x, back));
        expect(nearRule(x, x, compare(x, x)!).near).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('gives shares', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { coveredMost, coveredLeast, replaced, startsAt } = compare(fingerprintOf(a), fingerprintOf(b))!.alignment;
        expect(startsAt).toBeGreaterThanOrEqual(0);
        expect(startsAt).toBeLessThan(1);
        expect(coveredLeast).toBeGreaterThanOrEqual(0);
        expect(coveredMost).toBeGreaterThanOrEqual(coveredLeast);
        expect(coveredMost).toBeLessThanOrEqual(1);
        expect(replaced).toBeGreaterThanOrEqual(0);
        expect(replaced).toBeLessThanOrEqual(1 - coveredMost + 1e-9);
      }),
    );
  });
});
