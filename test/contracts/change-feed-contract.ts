import assert from 'node:assert/strict';
import type { Catalog, ChangeFeed } from '../../lib/ports/catalog.ts';
import type { Contract } from './contract.ts';
import { create, nextOf, recordOf, vandalizeRecord } from './records.ts';

const allChanges = (catalog: ChangeFeed) => catalog.changes(0, 1000);

/** The changes that visible writes make. */
export const changeFeedContract: Contract<Catalog & ChangeFeed> = [
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
    promise: 'gives sequences after the trimmed ones, even if it never gave those',
    async check(catalog) {
      await catalog.trimChanges(500);
      await catalog.write([{ record: recordOf('a', { settled: true, visibleRevision: 1 }), expected: 0 }]);
      assert.deepEqual(
        (await catalog.changes(500, 10)).map(({ record }) => record.key),
        ['a'],
      );
    },
  },
  {
    promise: 'shares no change with its callers',
    async check(catalog) {
      const given = recordOf('a', { settled: true, visibleRevision: 1 });
      const asGiven = structuredClone(given);
      await create(catalog, given);
      vandalizeRecord(given);
      vandalizeRecord((await allChanges(catalog))[0]?.record);
      assert.deepEqual((await allChanges(catalog))[0]?.record, asGiven);
    },
  },
];
