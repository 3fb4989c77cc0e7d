import assert from 'node:assert/strict';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import type { Catalog, ChangeFeed } from '../../lib/ports/catalog.ts';
import { type Contract, vandalize } from './contract.ts';
import { nextOf, recordOf } from './records.ts';

async function readOne(catalog: Catalog, { documentId }: CatalogRecord): Promise<CatalogRecord | undefined> {
  return (await catalog.read([documentId])).get(documentId);
}

async function create(catalog: Catalog, ...records: CatalogRecord[]): Promise<void> {
  const outcomes = await catalog.write(records.map((record) => ({ record, expected: 0 })));
  assert.deepEqual(
    outcomes,
    records.map(() => 'written'),
  );
}

const allChanges = (catalog: ChangeFeed) => catalog.changes(0, 1000);

/** Records, compare-and-set, and the changes that visible writes make. */
export const catalogRecordsContract: Contract<Catalog & ChangeFeed> = [
  {
    promise: 'gives back records as they were written, and only those that exist',
    async check(catalog) {
      const [a, b] = [recordOf('a'), recordOf('é/😀', { status: 'rejected', content: null, settled: true })];
      await create(catalog, a, b);
      assert.deepEqual(
        await catalog.read([b.documentId, 'absent', a.documentId]),
        new Map([
          [a.documentId, a],
          [b.documentId, b],
        ]),
      );
      assert.deepEqual(await catalog.read([]), new Map());
    },
  },
  {
    promise: 'writes over the expected revision only',
    async check(catalog) {
      const first = recordOf('a');
      await create(catalog, first);
      const second = nextOf(first, { objectVersion: 'v2' });
      const [conflict] = await catalog.write([{ record: second, expected: 2 }]);
      assert.equal(conflict, 'conflict');
      assert.deepEqual(await readOne(catalog, first), first);
      assert.deepEqual(await catalog.write([{ record: second, expected: 1 }]), ['written']);
      assert.deepEqual(await readOne(catalog, first), second);
      assert.deepEqual(await catalog.write([{ record: { ...second, objectVersion: 'late' }, expected: 1 }]), ['conflict']);
      assert.deepEqual(await readOne(catalog, first), second);
    },
  },
  {
    promise: 'expects no record at revision 0, and a record otherwise',
    async check(catalog) {
      const record = recordOf('a');
      assert.deepEqual(await catalog.write([{ record: nextOf(record), expected: 1 }]), ['conflict']);
      assert.equal(await readOne(catalog, record), undefined);
      await create(catalog, record);
      assert.deepEqual(await catalog.write([{ record: { ...record, objectVersion: 'other' }, expected: 0 }]), ['conflict']);
      assert.deepEqual(await readOne(catalog, record), record);
    },
  },
  {
    promise: 'lets exactly one of fifty racing writers of a revision win',
    async check(catalog) {
      const record = recordOf('a');
      // The first race is on an absent record; the second, warmed up, on a present one.
      for (const expected of [0, 1]) {
        const writers = Array.from({ length: 50 }, (_, writer) => {
          const version = `writer ${writer}`;
          return catalog.write([{ record: { ...record, revision: expected + 1, objectVersion: version }, expected }]);
        });
        const outcomes = (await Promise.all(writers)).flat();
        assert.equal(outcomes.filter((outcome) => outcome === 'written').length, 1);
        assert.equal((await readOne(catalog, record))?.objectVersion, `writer ${outcomes.indexOf('written')}`);
      }
    },
  },
  {
    promise: 'answers each write of a batch by itself, in the order asked',
    async check(catalog) {
      const [a, b, c] = [recordOf('a'), recordOf('b'), recordOf('c')];
      await create(catalog, b);
      const outcomes = await catalog.write([a, b, c].map((record) => ({ record, expected: 0 })));
      assert.deepEqual(outcomes, ['written', 'conflict', 'written']);
      assert.equal((await catalog.read([a, b, c].map((record) => record.documentId))).size, 3);
      assert.deepEqual(await catalog.write([]), []);
    },
  },
  {
    promise: 'takes large batches',
    async check(catalog) {
      const records = Array.from({ length: 250 }, (_, number) => recordOf(`many/${number}`));
      await create(catalog, ...records);
      assert.equal((await catalog.read(records.map((record) => record.documentId))).size, 250);
    },
  },
  {
    promise: 'lists a change for each visible write, as it was written, and for no other',
    async check(catalog) {
      const hidden = recordOf('a');
      await create(catalog, hidden);
      assert.deepEqual(await allChanges(catalog), []);
      const visible = nextOf(hidden);
      await catalog.write([{ record: visible, expected: 1 }]);
      const unsettled = nextOf(visible, { settled: false, visibleRevision: visible.revision });
      await catalog.write([{ record: unsettled, expected: 2 }]);
      // Settled, but this revision changed nothing that people see.
      await catalog.write([{ record: nextOf(unsettled, { visibleRevision: visible.revision }), expected: 3 }]);
      assert.deepEqual(
        (await allChanges(catalog)).map((change) => change.record),
        [visible],
      );
    },
  },
  {
    promise: 'lists no change for a write that lost',
    async check(catalog) {
      const record = recordOf('a', { settled: true, visibleRevision: 1 });
      await create(catalog, record);
      await catalog.write([
        { record: { ...record, objectVersion: 'other' }, expected: 0 },
        { record: nextOf(record, { revision: 6, visibleRevision: 6 }), expected: 5 },
      ]);
      assert.deepEqual(
        (await allChanges(catalog)).map((change) => change.record),
        [record],
      );
    },
  },
  {
    promise: 'never shows a visible record without its change',
    async check(catalog) {
      const records = Array.from({ length: 20 }, (_, number) => recordOf(`${number}`, { settled: true, visibleRevision: 1 }));
      const writing = Promise.all(records.map((record) => create(catalog, record)));
      for (let look = 0; look < 20; look++) {
        const seen = await catalog.read(records.map((record) => record.documentId));
        const announced = new Set((await allChanges(catalog)).map((change) => change.record.documentId));
        assert.ok([...seen.keys()].every((id) => announced.has(id)));
      }
      await writing;
    },
  },
  {
    promise: "lists changes in the order of writing, a document's revisions ascending",
    async check(catalog) {
      let record = recordOf('a', { settled: true, visibleRevision: 1 });
      await create(catalog, record, recordOf('b', { settled: true, visibleRevision: 1 }));
      for (; record.revision < 5; record = nextOf(record)) {
        await catalog.write([{ record: nextOf(record), expected: record.revision }]);
      }
      const changes = await allChanges(catalog);
      const sequences = changes.map((change) => change.sequence);
      assert.ok(sequences.every((sequence, at) => Number.isSafeInteger(sequence) && sequence > (sequences[at - 1] ?? 0)));
      const revisions = changes.filter((change) => change.record.key === 'a').map((change) => change.record.revision);
      assert.deepEqual(revisions, [1, 2, 3, 4, 5]);
      assert.equal(changes.length, 6);
    },
  },
  {
    promise: 'lists at most `limit` changes after a sequence, and goes on from the last',
    async check(catalog) {
      await create(catalog, ...['a', 'b', 'c', 'd', 'e'].map((key) => recordOf(key, { settled: true, visibleRevision: 1 })));
      const whole = await allChanges(catalog);
      assert.equal(whole.length, 5);
      const first = await catalog.changes(0, 2);
      assert.deepEqual(first, whole.slice(0, 2));
      assert.deepEqual(await catalog.changes(first[1]!.sequence, 2), whole.slice(2, 4));
      assert.deepEqual(await catalog.changes(whole[4]!.sequence, 2), []);
    },
  },
  {
    promise: 'forgets trimmed changes, keeps the others, and never uses a sequence again',
    async check(catalog) {
      await create(catalog, ...['a', 'b', 'c'].map((key) => recordOf(key, { settled: true, visibleRevision: 1 })));
      const whole = await allChanges(catalog);
      assert.equal(whole.length, 3);
      await catalog.trimChanges(whole[1]!.sequence);
      assert.deepEqual(await allChanges(catalog), whole.slice(2));
      await catalog.trimChanges(whole[2]!.sequence);
      assert.deepEqual(await allChanges(catalog), []);
      await create(catalog, recordOf('d', { settled: true, visibleRevision: 1 }));
      const [later] = await allChanges(catalog);
      assert.ok(later && later.sequence > whole[2]!.sequence);
    },
  },
  {
    promise: 'shares no record with its callers',
    async check(catalog) {
      const given = recordOf('a', { settled: true, visibleRevision: 1 });
      const asGiven = structuredClone(given);
      await create(catalog, given);
      const vandalizeRecord = (record: CatalogRecord | undefined) => {
        vandalize(() => Object.assign(record!, { objectVersion: 'vandal' }));
        vandalize(() => Object.assign(record!.content!.segment, { row: 99 }));
        vandalize(() => (record!.exposures as unknown[]).push('vandal'));
      };
      vandalizeRecord(given);
      vandalizeRecord(await readOne(catalog, given));
      vandalizeRecord((await allChanges(catalog))[0]?.record);
      assert.deepEqual(await readOne(catalog, given), asGiven);
      assert.deepEqual((await allChanges(catalog))[0]?.record, asGiven);
    },
  },
];
