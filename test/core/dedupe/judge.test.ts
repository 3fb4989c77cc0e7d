import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf, entriesOf, exactKey, keyOf, meet } from '../../../lib/core/dedupe/index-keys.ts';
import { type Judged, judge } from '../../../lib/core/dedupe/judge.ts';
import { contextsAgree } from '../../../lib/core/fingerprint/context.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';

const run = (start: number, count: number) => Array.from({ length: count }, (_, i) => `w${start + i}`).join(' ');
/** Ids begin with the place in the order: `1-original` comes before `2-copy`. */
const document = (documentId: string, text: string): Judged => ({
  documentId,
  order: documentId,
  fingerprint: fingerprintOf(text),
});

const article = run(0, 200);
const [original, copy, revised, other] = [
  document('1-original', article),
  document('3-copy', article.toUpperCase()),
  document('2-revised', run(20, 200)),
  document('4-other', run(9_000, 200)),
];

describe('judge', () => {
  it('finds an original in a text that nobody had before', () => {
    const verdict = {
      duplicateOf: null,
      kind: null,
      score: null,
      comparison: null,
      containedIn: null,
      evidence: null,
      edges: [],
    };
    expect(judge(original, [])).toEqual({ verdict, laterRelatives: [] });
    expect(judge(other, [original, copy, revised, other]).verdict).toEqual(verdict);
  });

  it('finds the first near duplicate, and all as edges', () => {
    const self = document('9-self', run(10, 200));
    expect(judge(self, [copy, original, revised, other]).verdict).toEqual({
      duplicateOf: '1-original',
      kind: 'near',
      score: 0.9038,
      containedIn: null,
      comparison: { jaccard: 0.9038, containment: 0.9495, rule: 'jaccard', threshold: 0.33, sharedShingles: 188 },
      evidence: 'jaccard 0.90, containment 0.95, passages 1.00, 198 and 198 shingles',
      edges: ['1-original', '2-revised', '3-copy'],
    });
  });

  it('says when numbers are estimates', () => {
    const { evidence } = judge(document('2', run(100, 2_000)), [document('1', run(0, 2_000))]).verdict;
    expect(evidence).toMatch(/^jaccard about 0\.\d\d, containment about 0\.\d\d, passages \d\.\d\d, 1998 and 1998 shingles$/);
  });

  it('prefers the exact twin to an earlier near duplicate', () => {
    const verdict = { duplicateOf: '2-twin', kind: 'exact', score: 1, containedIn: null, edges: ['2-twin'] };
    const twin = document('2-twin', article);
    expect(judge(copy, [document('1-near', run(20, 200)), twin, document('2-twin-too', article)]).verdict).toMatchObject(verdict);
  });

  it('knows copies of texts without letters', () => {
    expect(judge(document('2', ' 😀'), [document('1', '😀')]).verdict.duplicateOf).toBe('1');
    expect(judge(document('2', '😢'), [document('1', '😀')]).verdict.duplicateOf).toBeNull();
  });

  it('says which articles a round-up holds, and that it is a copy of none', () => {
    const [large, small] = [document('2-large', run(5_000, 260)), document('1-small', run(6_000, 200))];
    const roundUp = document('3-round-up', `${run(6_000, 200)} ${run(5_000, 260)}`);
    const holds = [small, large].map(({ documentId, order }) => ({ documentId, order }));
    const { verdict } = judge(roundUp, [small, large]);
    expect(verdict).toMatchObject({ duplicateOf: null, edges: [], holds });
    expect(verdict).not.toHaveProperty('partOf');
    // Alone, each would do, and so would two copies of one.
    expect(judge(roundUp, [small]).verdict).toMatchObject({ duplicateOf: '1-small', edges: [], holds: [holds[0]] });
    const copies = [small, document('0-small', run(6_000, 190))];
    expect(judge(roundUp, copies).verdict).toMatchObject({
      duplicateOf: '0-small',
      holds: [{ documentId: '0-small' }, holds[0]],
    });
  });

  it('says of which earlier, longer text one is a part, wherever it stands there', () => {
    const roundUp = document('1-round-up', `${run(6_000, 200)} ${run(5_000, 260)}`);
    const [first, second] = [document('2-first', run(6_000, 200)), document('3-second', run(5_000, 200))];
    expect(judge(first, [roundUp]).verdict).toMatchObject({ duplicateOf: '1-round-up', edges: [], partOf: ['1-round-up'] });
    expect(judge(second, [roundUp]).verdict).toMatchObject({
      duplicateOf: null,
      containedIn: '1-round-up',
      edges: [],
      partOf: ['1-round-up'],
    });
  });

  it('keeps all relatives that have the same part of the text', () => {
    const others = [document('1-first', run(0, 180)), document('2-cut', run(40, 140)), document('3-edited', run(20, 200))];
    expect(judge(document('4-self', run(0, 220)), others).verdict.edges).toEqual(['1-first', '2-cut', '3-edited']);
  });

  it('links a text to the first, longer text that contains it, and merges nothing', () => {
    const long = document('1-long', run(0, 900));
    const longer = document('2-longer', run(0, 1_200));
    const { verdict } = judge(document('3-part', run(100, 150)), [longer, long]);
    expect(verdict).toMatchObject({ duplicateOf: null, kind: null, containedIn: '1-long', edges: [] });
    expect(verdict.evidence).toMatch(/^contained: jaccard/);
  });

  it('states a near duplicate and a container at once', () => {
    const others = [document('1-long', run(0, 900)), document('2-near', run(110, 150))];
    expect(judge(document('3-part', run(100, 150)), others).verdict).toMatchObject({
      duplicateOf: '2-near',
      containedIn: '1-long',
      edges: ['2-near'],
    });
  });

  it('changes neither a short text nor the later, longer one that embeds it', () => {
    const [part, long] = [document('1-part', run(100, 150)), document('2-long', run(0, 900))];
    for (const self of [part, long]) expect(judge(self, [part, long]).verdict.containedIn).toBeNull();
    expect(judge(part, [long]).laterRelatives).toEqual([]);
  });

  it('names the later articles that it may be the original of', () => {
    expect(judge(original, [other, copy, revised]).laterRelatives).toEqual(['2-revised', '3-copy']);
    expect(judge(document('0-long', run(0, 900)), [document('1-part', run(100, 150))]).laterRelatives).toEqual(['1-part']);
  });

  it('does not compare different schemes', () => {
    const old: Judged = { ...original, fingerprint: { ...original.fingerprint, scheme: 0 } };
    expect(judge(copy, [old]).verdict.duplicateOf).toBeNull();
  });

  it('still judges what an earlier version left, by the hash alone', () => {
    const ofEarlierVersion = (document: Judged): Judged => ({
      ...document,
      fingerprint: { ...document.fingerprint, scheme: 1, sketch: 'AAAA' },
    });
    const [oldCopy, oldOriginal, oldRevised] = [copy, original, revised].map(ofEarlierVersion);
    expect(judge(oldCopy!, [oldOriginal!, oldRevised!]).verdict).toMatchObject({ duplicateOf: '1-original', kind: 'exact' });
    expect(judge(oldRevised!, [oldOriginal!]).verdict.duplicateOf).toBeNull();
  });

  it('passes over relatives that the index would not bring', () => {
    const unfindable: Judged = { ...original, fingerprint: { ...original.fingerprint, nearKeys: [] } };
    expect(judge(revised, [unfindable]).verdict.duplicateOf).toBeNull();
    expect(judge(copy, [unfindable]).verdict.duplicateOf).toBe('1-original');
  });
});

describe('the verdict is a pure function of the set of earlier documents', () => {
  const documents = fc
    .array(fc.tuple(fc.nat(8), fc.constantFrom(20, 70, 100, 400)), { minLength: 1, maxLength: 12 })
    .map((runs) => runs.map(([start, count], i) => document(`${String(i).padStart(2, '0')}`, run(start * 15, count))));
  const shuffled = documents.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
  );

  it('whatever their order and number', () => {
    fc.assert(
      fc.property(shuffled, ([all, twice]) => {
        for (const self of all) expect(judge(self, twice)).toEqual(judge(self, all));
      }),
    );
  });

  it('whatever came later', () => {
    fc.assert(
      fc.property(documents, (all) => {
        all.forEach((self, i) => {
          expect(judge(self, all).verdict).toEqual(judge(self, all.slice(0, i)).verdict);
        });
      }),
    );
  });

  it('and depends only on documents that name the judged one as a later relative', () => {
    fc.assert(
      fc.property(documents, (all) => {
        for (const self of all) {
          const linked = all.filter((earlier) => judge(earlier, all).laterRelatives.includes(self.documentId));
          expect(judge(self, linked).verdict).toEqual(judge(self, all).verdict);
        }
      }),
    );
  });
});

describe('the index keys', () => {
  it('name tier and scheme', () => {
    expect(exactKey(original.fingerprint)).toMatch(/^x4:[0-9a-f]{64}$/);
    expect(keyOf(exactKey(original.fingerprint))).toBe(exactKey(original.fingerprint));
    const entries = entriesOf(original.fingerprint).near;
    expect(entries).toHaveLength(12);
    for (const entry of entries) expect([keyOf(entry), contextOf(entry)]).toEqual([entry.slice(0, 19), entry.slice(19)]);
    for (const entry of entries) expect(entry).toMatch(/^n4:[0-9a-f]{16}[A-Za-z0-9+/]{8}$/);
  });

  it('are the same lists whenever asked', () => {
    const entries = entriesOf(original.fingerprint);
    expect(entriesOf(original.fingerprint)).toBe(entries);
    expect(entries.all).toEqual([...entries.exact, ...entries.near]);
  });

  it('bring two together when a look-up finds the other in an agreeing context', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 5, max: 200 }), (start, count) => {
        const [a, b] = [original.fingerprint, fingerprintOf(run(start, count))];
        const contextsA = new Map([exactKey(a), ...entriesOf(a).near].map((entry) => [keyOf(entry), contextOf(entry)]));
        const met = [exactKey(b), ...entriesOf(b).near].some((entry) => {
          const context = contextsA.get(keyOf(entry));
          return context !== undefined && contextsAgree(context, contextOf(entry));
        });
        expect(meet(a, b)).toBe(met);
        expect(meet(b, a)).toBe(met);
      }),
    );
  });
});
