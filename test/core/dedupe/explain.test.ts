import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPair } from '../../../lib/core/dedupe/explain.ts';
import { type Judged, judge } from '../../../lib/core/dedupe/judge.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';

const run = (start: number, count: number) => Array.from({ length: count }, (_, i) => `w${start + i}`).join(' ');
const document = (documentId: string, text: string): Judged => ({
  documentId,
  order: documentId,
  fingerprint: fingerprintOf(text),
});

describe('explainPair', () => {
  it.each([
    ['exact', run(0, 50), run(0, 50).toUpperCase(), /^the canonical texts are the same$/],
    ['near', run(0, 200), run(20, 200), /^jaccard (?:about )?0\.\d\d reaches 0\.\d\d$/],
    [
      'near',
      run(0, 400),
      run(0, 180),
      /^jaccard .* reaches 0\.33; but 0\.\d\d of the longer text is shared, below 0\.60: only as long as that one goes with no other .*$/,
    ],
    ['contained', run(0, 900), run(0, 100), /^jaccard .* is below 0\.\d\d.*, but containment about 1\.00 reaches 0\.80$/],
    [
      'contained',
      `${run(900, 300)} ${run(0, 200)}`,
      run(0, 200),
      /^less than 0\.50 of the earlier text, .*, but containment .* reaches 0\.80$/,
    ],
    ['none', run(0, 200), run(150, 200), /^jaccard .* is below 0\.\d\d.*; containment .* is below 0\.80$/],
    ['none', run(0, 100), run(0, 900), /^jaccard .* is below .*: it came first, so nothing contains it$/],
    ['none', run(0, 20), run(4, 20), /^jaccard .* is below 0\.80 \(a text has fewer than 30 shingles\)/],
  ])('says why a pair is %s', (relation, earlier, later, rule) => {
    const explanation = explainPair(document('2', later), document('1', earlier));
    expect(explanation).toMatchObject({ relation, laterId: '2', earlierId: '1' });
    expect(explanation.rule).toMatch(rule);
  });

  it('says that texts of different schemes are never compared', () => {
    const old = document('1', run(0, 50));
    const { relation, similarity, sharedKeys } = explainPair(document('2', run(0, 50)), {
      ...old,
      fingerprint: { ...old.fingerprint, scheme: 0 },
    });
    expect({ relation, similarity, sharedKeys }).toEqual({ relation: 'none', similarity: null, sharedKeys: [] });
  });

  it('agrees with the judge', () => {
    const texts = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 120 })).map(([start, count]) => run(start, count));
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [earlier, later] = [document('1', a), document('2', b)];
        const { verdict } = judge(later, [earlier]);
        const judged = verdict.kind ?? (verdict.containedIn === null ? 'none' : 'contained');
        expect(explainPair(earlier, later).relation).toBe(judged);
      }),
      { numRuns: 200 },
    );
  });
});
