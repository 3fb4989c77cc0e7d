import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GroupedIndex } from '../../lib/adapters/local/grouped-index.ts';
import { grouped, groupsOf, packGroup, unpackGroup } from '../../lib/adapters/local/posting-groups.ts';
import { entriesOf, keyOf } from '../../lib/core/dedupe/index-keys.ts';
import { relationOf } from '../../lib/core/dedupe/relation.ts';
import { compare } from '../../lib/core/dedupe/similarity.ts';
import { fingerprintOf } from '../../lib/core/fingerprint/fingerprint.ts';
import { announcedPostings, lookAmong, type Posting } from '../../lib/core/index-exposure.ts';
import { PostingIndex } from '../../lib/core/posting-index.ts';

/** Few of each, so that postings meet; keys of several lengths, some the beginning of others, some equal in all that is hashed. */
const KEYS = ['x', 'xx', 'n2:0123456789abcdef', 'n2:1123456789abcdef', 'n2:é😀', '😀', '\ud83d', 'n2:0123456789abcdef0'];
const NEAR_KEYS = KEYS.filter((key) => key.startsWith('n2:') && key.length === 19);
const ALL_KEYS = [...KEYS, 'absent', 'n2:'];
const ORDERS = ['2026-03-04 a d1', '2026-03-04 a d2', '2026-03-04 é d1', '\uffff d1', '😀 d1', ''];
const posting = fc.record({
  key: fc.constantFrom(...KEYS),
  order: fc.constantFrom(...ORDERS),
  documentId: fc.constantFrom('d1', 'd2'),
  version: fc.nat(2),
  context: fc.constantFrom('', 'abcdefgh', 'abcdefgi'),
});
const batches = fc.array(fc.array(posting, { maxLength: 12 }), { maxLength: 8 });

/** As if the groups had been in the database meanwhile. */
function add(index: GroupedIndex, postings: readonly Posting[]): void {
  for (const group of JSON.parse(JSON.stringify(grouped(postings).map(packGroup)))) index.add(unpackGroup(group));
}

function expectAlike(index: GroupedIndex, model: PostingIndex, added: readonly Posting[]): void {
  for (const limit of [1, 2, 100]) {
    for (const key of ALL_KEYS) expect(index.first(key, limit)).toEqual(model.first(key, limit));
    const found = new Map(ALL_KEYS.map((key) => [key, model.first(key, limit)]));
    for (const { documentId, order, version, context } of added) {
      const announcement = { documentId, order, version, entries: NEAR_KEYS.map((key) => key + context) };
      const crowded = new Map<string, readonly Posting[]>();
      const { found: expected, crowded: among } = lookAmong([announcement], found, limit);
      expect(index.look(announcement, limit, crowded)).toEqual(expected[0]);
      expect(crowded).toEqual(among);
    }
  }
  expect(added.every((one) => index.has(one))).toBe(true);
  expect([...index.all()].sort(byKey)).toEqual([...model.all()].sort(byKey));
}

const byKey = (a: Posting, b: Posting) => (a.key < b.key ? -1 : Number(a.key > b.key));

test('holds what a plain index does, in its order, whatever the keys are like, also after it was emptied', () => {
  fc.assert(
    fc.property(batches, batches, (first, second) => {
      const index = new GroupedIndex();
      for (const round of [first, second]) {
        const model = new PostingIndex();
        index.clear();
        for (const batch of round) {
          add(index, batch);
          for (const one of batch) model.add(one);
        }
        expectAlike(index, model, round.flat());
      }
    }),
  );
});

/** Texts of passages of which each has its own: some are relatives, others share one and no more. */
const PASSAGES = Array.from({ length: 12 }, (_, i) => Array.from({ length: 40 }, (_, j) => `w${i}x${j}`).join(' '));
const texts = fc.array(fc.uniqueArray(fc.nat(PASSAGES.length - 1), { minLength: 1, maxLength: 8 }), {
  minLength: 2,
  maxLength: 12,
});

test('leaves out of a look those that can be no relatives, and nobody else', () => {
  let leftOut = 0;
  fc.assert(
    fc.property(texts, fc.constantFrom(1, 2, 16), (parts, limit) => {
      const announcements = parts.map((places, i) => {
        const fingerprint = fingerprintOf(places.map((place) => PASSAGES[place]).join(' '));
        return { documentId: `d${i}`, order: `o${i}`, version: 1, entries: entriesOf(fingerprint).near, fingerprint };
      });
      const index = new GroupedIndex();
      const model = new PostingIndex();
      for (const group of announcements.flatMap(groupsOf)) index.add(group);
      for (const one of announcements.flatMap(announcedPostings)) model.add(one);
      for (const announcement of announcements) {
        const first = new Map(announcement.entries.map(keyOf).map((key) => [key, model.first(key, limit)]));
        const all = lookAmong([announcement], first, limit).found[0]!;
        const found = index.look(announcement, limit, new Map());
        expect(all).toEqual(expect.arrayContaining(found));
        leftOut += all.length - found.length;
        for (const one of all) {
          const other = announcements.find(({ documentId }) => documentId === one.documentId)!.fingerprint;
          const isFound = found.some(({ documentId }) => documentId === one.documentId);
          if (isFound) continue;
          const similarity = compare(announcement.fingerprint, other)!;
          expect(relationOf(announcement.fingerprint, other, similarity)).toBe(null);
          expect(relationOf(other, announcement.fingerprint, similarity)).toBe(null);
        }
      }
    }),
  );
  expect(leftOut).toBeGreaterThan(0);
});

test('takes an announcement for what its postings are, also one of keys of several kinds', () => {
  const entries = ['n4:00000000000000ffabcdefgh', 'n4:00000000000000feabcdefgi'];
  for (const all of [[], entries, [...entries, 'x4:00'], ['x4:00'], ['x4:00', 'x4:000']]) {
    const announcement = { documentId: 'd1', order: 'o d1', version: 3, entries: all };
    const index = new GroupedIndex();
    for (const group of groupsOf(announcement)) index.add(group);
    expect([...index.all()].sort(byKey)).toEqual(announcedPostings(announcement).sort(byKey));
  }
});

test('grows, and finds each of many keys that end alike', () => {
  const postings = Array.from({ length: 1_500 }, (_, i): Posting => {
    return { key: `n2:${i}/same end`, order: `o ${i % 7}`, documentId: `d${i % 3}`, version: 1, context: `c${i}` };
  });
  const index = new GroupedIndex();
  add(index, postings);
  expect(index.size).toBe(1_500);
  for (const one of postings) expect(index.first(one.key, 16)).toEqual([one]);
  expect(index.has({ ...postings[0]!, version: 2 })).toBe(false);
});
