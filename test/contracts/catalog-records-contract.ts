import assert from 'node:assert/strict';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import type { Catalog } from '../../lib/ports/catalog.ts';
import type { Contract } from './contract.ts';
import { create, nextOf, recordOf, vandalizeRecord } from './records.ts';

async function readOne(catalog: Catalog, { documentId }: CatalogRecord): Promise<CatalogRecord | undefined> {
  return (await catalog.read([documentId])).get(documentId);
}

/** Records and compare-and-set. */
export const catalogRecordsContract: Contract<Catalog> = [
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
    promise: 'shares no record with its callers',
    async check(catalog) {
      const given = recordOf('a', { settled: true, visibleRevision: 1 });
      const asGiven = structuredClone(given);
      await create(catalog, given);
      vandalizeRecord(given);
      vandalizeRecord(await readOne(catalog, given));
      assert.deepEqual(await readOne(catalog, given), asGiven);
    },
  },
];
