import assert from 'node:assert/strict';
import type { Catalog } from '../../lib/ports/catalog.ts';
import { all, type Contract } from './contract.ts';
import { contentOf, nextOf, postingOf, recordOf } from './records.ts';

async function create(catalog: Catalog, records: ReturnType<typeof recordOf>[]): Promise<void> {
  for (let at = 0; at < records.length; at += 250) {
    await catalog.write(records.slice(at, at + 250).map((record) => ({ record, expected: 0 })));
  }
}

const headKeys = async (catalog: Catalog, bucket: string, prefix?: string) =>
  (await all(catalog.heads(bucket, prefix))).map((head) => head.key);

/** Iterations over the whole catalog. */
export const catalogScansContract: Contract<Catalog> = [
  {
    promise: "lists the heads of a bucket's objects by key in UTF-8 byte order",
    async check(catalog) {
      const ordered = ['A', 'a!', 'a-b', 'a/b', 'a0', 'é', '\uff5e', '😀'];
      await create(catalog, [...ordered.toReversed().map((key) => recordOf(key)), recordOf('b', { bucket: 'other' })]);
      assert.deepEqual(await headKeys(catalog, 'landing'), ordered);
      assert.deepEqual(await headKeys(catalog, 'other'), ['b']);
      assert.deepEqual(await headKeys(catalog, 'absent'), []);
    },
  },
  {
    promise: 'lists a head that was a fence without a name at first',
    async check(catalog) {
      const head = recordOf('a');
      await create(catalog, [{ ...head, bucket: '', key: '', status: 'fence' }]);
      await catalog.write([{ record: nextOf(head, {}), expected: head.revision }]);
      assert.deepEqual(await headKeys(catalog, head.bucket), ['a']);
    },
  },
  {
    promise: 'lists only heads whose key starts with the prefix, taken literally',
    async check(catalog) {
      await create(
        catalog,
        ['a', 'a%', 'a%1', 'a_', 'a_1', 'ab', 'a\uffff', 'a😀', 'b'].map((key) => recordOf(key)),
      );
      assert.deepEqual(await headKeys(catalog, 'landing', 'a%'), ['a%', 'a%1']);
      assert.deepEqual(await headKeys(catalog, 'landing', 'a_'), ['a_', 'a_1']);
      assert.deepEqual(await headKeys(catalog, 'landing', 'a'), ['a', 'a%', 'a%1', 'a_', 'a_1', 'ab', 'a\uffff', 'a😀']);
      assert.deepEqual(await headKeys(catalog, 'landing', 'c'), []);
    },
  },
  {
    promise: 'makes the head of an object from its record 0 as it is now',
    async check(catalog) {
      const first = recordOf('a', { object: { extent: 2, complete: false } });
      const fence = recordOf('f', { status: 'fence', object: null, objectVersion: null, content: null });
      await create(catalog, [first, recordOf('a', { index: 1 }), fence]);
      const complete = nextOf(first, { objectVersion: 'v2', rulesVersion: 3, object: { extent: 2, complete: true } });
      await catalog.write([{ record: complete, expected: 1 }]);
      assert.deepEqual(await all(catalog.heads('landing')), [
        { key: 'a', objectVersion: 'v2', complete: true, status: 'live', rulesVersion: 3 },
        { key: 'f', objectVersion: null, complete: false, status: 'fence', rulesVersion: 1 },
      ]);
    },
  },
  {
    promise: 'scans every record, more than fit on a page',
    async check(catalog) {
      const records = Array.from({ length: 2500 }, (_, number) => recordOf(`k${String(number).padStart(5, '0')}`));
      await create(catalog, records);
      const scanned = new Map((await all(catalog.scan())).map((record) => [record.key, record]));
      assert.equal(scanned.size, 2500);
      assert.deepEqual(scanned.get('k00007'), records[7]);
      assert.deepEqual(
        await headKeys(catalog, 'landing'),
        records.map((record) => record.key),
      );
    },
  },
  {
    promise: 'scans records and postings together, and nothing else',
    async check(catalog) {
      const records = ['a', 'b', 'c'].map((key) => recordOf(key));
      const postings = [postingOf('k', '1'), postingOf('k', '2'), postingOf('l', '2', 'e', 3)];
      await create(catalog, records);
      await catalog.post(postings);
      await catalog.block(['document:9f86d081']);
      const items = await all(catalog.scanAll());
      const names = (of: readonly unknown[]) => of.map((one) => JSON.stringify(one)).sort();
      const scanned = items.flatMap((item) => ('record' in item ? [item.record] : []));
      assert.deepEqual(
        new Map(scanned.map((record) => [record.key, record])),
        new Map(records.map((record) => [record.key, record])),
      );
      const { length } = records;
      assert.equal(items.length, length + postings.length);
      assert.deepEqual(names(items.flatMap((item) => ('posting' in item ? [item.posting] : []))), names(postings));
    },
  },
  {
    promise: 'passes over no record that exists throughout a scan, though records are written meanwhile',
    async check(catalog) {
      const records = Array.from({ length: 600 }, (_, number) => recordOf(`k${number}`));
      await create(catalog, records);
      const seen = new Set<string>();
      let added = 0;
      for await (const record of catalog.scan()) {
        seen.add(record.key);
        if (record.revision > 1 || added >= 100) continue;
        added += 1;
        const moved = nextOf(record, { objectVersion: 'a version that is longer than the one before' });
        await catalog.write([
          { record: moved, expected: record.revision },
          { record: recordOf(`new ${added}`), expected: 0 },
        ]);
      }
      assert.ok(records.every((record) => seen.has(record.key)));
    },
  },
  {
    promise: 'gives cluster nodes for live, settled documents that have to do with others, as they are now',
    async check(catalog) {
      const verdict = {
        duplicateOf: 'x',
        kind: 'near',
        score: 0.5,
        containedIn: null,
        evidence: 'e',
        edges: ['x', 'y'],
      } as const;
      const settled = { settled: true, visibleRevision: 1 };
      const loose = { partOf: ['x'], holds: [{ documentId: 'y', order: '0 y' }] };
      const [plain, edged, part] = [
        recordOf('plain', settled),
        recordOf('edged', { ...settled, content: contentOf('edged', { verdict }) }),
        recordOf('part', { ...settled, content: contentOf('part', { verdict: { ...verdict, edges: [], ...loose } }) }),
      ];
      const gone = recordOf('gone', settled);
      await create(catalog, [plain, edged, part, gone, recordOf('unsettled'), recordOf('alone', settled)]);
      await create(catalog, [recordOf('rejected', { ...settled, status: 'rejected', content: null })]);
      await catalog.write([
        { record: nextOf(gone, { status: 'deleted', content: null }), expected: 1 },
        { record: nextOf(plain, { content: contentOf('plain', { clusterId: 'moved' }) }), expected: 1 },
      ]);
      const nodes = (await all(catalog.clusterNodes())).sort((a, b) => (a.order < b.order ? -1 : 1));
      assert.deepEqual(nodes, [
        { documentId: edged.documentId, order: edged.content!.order, clusterId: edged.content!.clusterId, edges: ['x', 'y'] },
        { documentId: part.documentId, order: part.content!.order, clusterId: part.content!.clusterId, edges: [], ...loose },
        { documentId: plain.documentId, order: plain.content!.order, clusterId: 'moved', edges: [] },
      ]);
    },
  },
];
