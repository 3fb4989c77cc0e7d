import assert from 'node:assert/strict';
import { entriesOf } from '../../lib/core/dedupe/index-keys.ts';
import { fingerprintOf } from '../../lib/core/fingerprint/fingerprint.ts';
import { announcedPostings } from '../../lib/core/index-exposure.ts';
import type { Catalog, Posting } from '../../lib/ports/catalog.ts';
import { postingsIn } from '../support/postings-in.ts';
import { type Contract, vandalize } from './contract.ts';
import { postingOf } from './records.ts';

const found = async (catalog: Catalog, key: string, limit = 100) => (await catalog.postings([key], limit)).get(key);

/** The fingerprint index and the takedown list. */
export const catalogIndexContract: Contract<Catalog> = [
  {
    promise: 'finds the postings of each key, and leaves out keys without',
    async check(catalog) {
      const [a1, a2, b] = [postingOf('a', '1', 'x'), postingOf('a', '2', 'y'), postingOf('b', '3', 'x', 7)];
      await catalog.post([a1, b, a2]);
      assert.deepEqual(
        await catalog.postings(['b', 'a', 'absent', 'A'], 10),
        new Map([
          ['a', [a1, a2]],
          ['b', [b]],
        ]),
      );
      assert.deepEqual(await catalog.postings([], 10), new Map());
    },
  },
  {
    promise: 'orders postings by order, document and version: bytes by bytes, versions as numbers',
    async check(catalog) {
      const ordered = [
        postingOf('k', '1', 'a', 2),
        postingOf('k', '1', 'a', 10),
        postingOf('k', '1', 'b', 1),
        postingOf('k', '10', 'a', 1),
        postingOf('k', '2', 'A', 1),
        postingOf('k', '2', 'a', 1),
        postingOf('k', 'é', 'a', 1),
        postingOf('k', '\uff5e', 'a', 1),
        postingOf('k', '😀', 'a', 1),
      ];
      for (const at of [4, 0, 8, 2, 6, 1, 7, 3, 5]) await catalog.post([ordered[at]!]);
      assert.deepEqual(await found(catalog, 'k'), ordered);
    },
  },
  {
    promise: 'finds at most `limit` postings a key: the first ones',
    async check(catalog) {
      const many = Array.from({ length: 40 }, (_, number) => postingOf('k', String(number).padStart(3, '0')));
      await catalog.post([...many.toReversed(), postingOf('other', '000')]);
      assert.deepEqual(await found(catalog, 'k', 32), many.slice(0, 32));
      assert.equal((await catalog.postings(['k', 'other'], 1)).size, 2);
    },
  },
  {
    promise: 'keeps a posting that is posted again, once',
    async check(catalog) {
      await catalog.post([postingOf('k', '1'), postingOf('k', '1')]);
      await catalog.post([postingOf('k', '1'), postingOf('k', '2')]);
      assert.deepEqual(await found(catalog, 'k'), [postingOf('k', '1'), postingOf('k', '2')]);
    },
  },
  {
    promise: 'removes exactly the postings named; absent ones are no error',
    async check(catalog) {
      const kept = [
        postingOf('k', '1', 'd', 1),
        postingOf('k', '1', 'e', 2),
        postingOf('k', '2', 'd', 2),
        postingOf('l', '1', 'd', 2),
      ];
      await catalog.post([...kept, postingOf('k', '1', 'd', 2)]);
      await catalog.unpost([postingOf('k', '1', 'd', 2), postingOf('absent', '1'), postingOf('k', '9')]);
      assert.deepEqual(await found(catalog, 'k'), kept.slice(0, 3));
      assert.deepEqual(await found(catalog, 'l'), kept.slice(3));
      await catalog.unpost(kept);
      assert.deepEqual(await catalog.postings(['k', 'l'], 10), new Map());
    },
  },
  {
    promise: 'shows one of two racing announcers the other: who looks after its post returned sees all earlier ones',
    async check(catalog) {
      await catalog.post([postingOf('warm-up', '1')]);
      const looks = await Promise.all(
        Array.from({ length: 30 }, async (_, announcer) => {
          const own = postingOf('k', String(announcer).padStart(2, '0'));
          await catalog.post([own]);
          return new Set((await found(catalog, 'k'))?.map((posting) => posting.order));
        }),
      );
      const sees = (looker: number, other: number) => looks[looker]!.has(String(other).padStart(2, '0'));
      for (let a = 0; a < 30; a++) for (let b = 0; b < a; b++) assert.ok(sees(a, b) || sees(b, a));
    },
  },
  {
    promise: 'takes and scans large batches, each posting once',
    async check(catalog) {
      const many = Array.from({ length: 3000 }, (_, number) => postingOf(`k${number % 700}`, '1', `d${number}`, number));
      await catalog.post(many);
      const name = (posting: Posting) => JSON.stringify([posting.key, posting.order, posting.documentId, posting.version]);
      const scanned = (await postingsIn(catalog)).map(name);
      assert.deepEqual(scanned.sort(), many.map(name).sort());
    },
  },
  {
    promise: 'may be changed while its postings are scanned',
    async check(catalog) {
      const many = Array.from({ length: 100 }, (_, number) => postingOf(`k${number % 10}`, String(number)));
      await catalog.post(many);
      let seen = 0;
      for await (const item of catalog.scanAll()) {
        if (!('posting' in item)) continue;
        await catalog.unpost([item.posting]);
        seen += 1;
      }
      assert.equal(seen, 100);
      assert.deepEqual(await postingsIn(catalog), []);
    },
  },
  {
    promise: 'shares no posting with its callers',
    async check(catalog) {
      const given = { key: 'k', order: '1', documentId: 'd', version: 1, context: '' };
      await catalog.post([given]);
      vandalize(() => Object.assign(given, { order: '9', context: '9' }));
      const first = await found(catalog, 'k');
      vandalize(() => Object.assign(first![0]!, { order: '9' }));
      vandalize(() => first!.pop());
      assert.deepEqual(await found(catalog, 'k'), [postingOf('k', '1', 'd', 1)]);
    },
  },
  {
    promise: 'lets a document look for others under its keys, where the words around agree',
    async check(catalog) {
      const [shared, own] = ['n4:00000000000000ff', 'n4:00000000000000fe'];
      const standing = (documentId: string, key: string, context: string, version = 1): Posting => {
        return { key, order: `2026 ${documentId}`, documentId, version, context };
      };
      const mine = standing('b', shared, 'abcdefgh');
      const [agreeing, strange, former] = [
        standing('c', shared, 'ab//////'),
        standing('a', shared, 'zyxwvuts'),
        standing('b', own, '////////', 2),
      ];
      const exact = standing('d', 'x4:00', '');
      await catalog.post([mine, agreeing, strange, former, exact]);
      const { documentId, order, version } = mine;
      const entries = [`${shared}abcdefgh`, `${own}abcdefgh`, 'n4:00000000000000fdabcdefgh', exact.key];
      const asking = { documentId, order, version, entries };
      const nobody = { documentId: 'e', order: '', version: 1, entries: [] };
      assert.deepEqual(await catalog.look([nobody, asking], 10), { found: [[], [agreeing, former, exact]], crowded: new Map() });
      // The first ones by order: the strange one, then its own.
      const inOrder = [strange, mine, agreeing];
      assert.deepEqual(await catalog.look([asking], 3), {
        found: [[agreeing, former, exact]],
        crowded: new Map([[shared, inOrder]]),
      });
      const two = await catalog.look([{ ...asking, entries: entries.slice(0, 1) }], 2);
      assert.deepEqual(two, { found: [[]], crowded: new Map([[shared, inOrder.slice(0, 2)]]) });
      assert.deepEqual(await catalog.look([], 10), { found: [], crowded: new Map() });
    },
  },
  {
    promise: 'adds what is announced, and leaves out nobody who may be a relative',
    async check(catalog) {
      const words = Array.from({ length: 120 }, (_, i) => `word${i}`);
      const texts = [words, [...words.slice(0, 100), 'another', 'end'], words.slice(20)].map((text) => text.join(' '));
      const announcements = texts.map((text, i) => {
        const fingerprint = fingerprintOf(text);
        const documentId = `d${i}`;
        return { documentId, order: `2026 ${documentId}`, version: 1, entries: entriesOf(fingerprint).near, fingerprint };
      });
      await catalog.announce(announcements.slice(0, 2));
      await catalog.announce(announcements.slice(2));
      await catalog.announce([]);
      const names = (postings: readonly Posting[]) => postings.map((posting) => Object.values(posting).join(' ')).sort();
      assert.deepEqual(names(await postingsIn(catalog)), names(announcements.flatMap(announcedPostings)));
      const { found } = await catalog.look(announcements, 10);
      const idsIn = (postings: readonly Posting[]) => [...new Set(postings.map(({ documentId }) => documentId))].sort();
      assert.deepEqual(found.map(idsIn), [
        ['d1', 'd2'],
        ['d0', 'd2'],
        ['d0', 'd1'],
      ]);
    },
  },
  {
    promise: 'knows what is on the takedown list, until it is taken off',
    async check(catalog) {
      const [document, content] = ['document:9f86d081', 'content:2c26b46b'];
      assert.deepEqual(await catalog.blocked([document, content]), new Set());
      await catalog.block([document]);
      await catalog.block([document, content]);
      assert.deepEqual(await catalog.blocked([content, 'other', document]), new Set([content, document]));
      await catalog.unblock([document, 'other']);
      assert.deepEqual(await catalog.blocked([document, content]), new Set([content]));
    },
  },
];
