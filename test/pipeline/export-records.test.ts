import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import { TransientError } from '../../lib/core/errors.ts';
import { DOCUMENT_TEXTS, DOCUMENTS } from '../../lib/core/lake/columns.ts';
import { compact } from '../../lib/pipeline/compact.ts';
import { exportRecords, type Hint } from '../../lib/pipeline/export-records.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import type { Change } from '../../lib/ports/catalog.ts';
import { LakeWorld, steps } from './lake-world.ts';

const at = (world: LakeWorld, changes: readonly Change[]): Hint[] =>
  changes.map(({ record }) => ({ record, writtenAt: world.ports.clock.now() }));

/** The catalog as it is now: the last change of each document. */
const catalogOf = (world: LakeWorld) => ({
  async read(ids: readonly string[]) {
    const wanted = new Set(ids);
    const records = new Map<string, CatalogRecord>();
    for (const { record } of world.changes) if (wanted.has(record.documentId)) records.set(record.documentId, record);
    return records;
  },
});

const exporting = (world: LakeWorld) => ({ ...world.ports, catalog: catalogOf(world) });

test('shows a batch, and nothing more when it comes again', async () => {
  const world = new LakeWorld();
  const changes = [await world.live('a', 'one'), world.rejected('b'), await world.live('c', 'three')];
  const hints = at(world, changes);
  const first = await exportRecords(exporting(world), hints, { newId: world.newId });
  expect(first).toEqual({ exported: 3, waiting: 0, filesWritten: 3 });
  expect(await world.shown()).toEqual(world.expected());
  const again = await exportRecords(exporting(world), hints, { newId: world.newId });
  expect(again).toEqual({ exported: 3, waiting: 0, filesWritten: 0 });
  expect((await loadState(world.ports.lake, DOCUMENTS)).version).toBe(0);
});

test('an old change shows what the catalog says now, and a deleted document stays deleted', async () => {
  const world = new LakeWorld();
  const old = at(world, [await world.live('a', 'one')]);
  await exportRecords(exporting(world), old, { newId: world.newId });
  const gone = at(world, [world.deleted('a')]);
  await exportRecords(exporting(world), gone, { newId: world.newId });
  await exportRecords(exporting(world), old, { newId: world.newId });
  expect(await world.shown()).toEqual({ documents: {}, rejections: [] });
  expect(await world.rows(DOCUMENT_TEXTS)).toEqual([]);
});

test('a record that is not settled waits for the write that settles it', async () => {
  const world = new LakeWorld();
  const change = await world.live('a', 'one');
  const ports = {
    ...world.ports,
    catalog: { read: async () => new Map([[change.record.documentId, { ...change.record, settled: false }]]) },
  };
  const result = await exportRecords(ports, at(world, [change]), { newId: world.newId });
  expect(result).toEqual({ exported: 0, waiting: 1, filesWritten: 0 });
});

test('a document without its text keeps what it shows', async () => {
  const world = new LakeWorld();
  await exportRecords(exporting(world), at(world, [await world.live('a', 'one')]), { newId: world.newId });
  const before = await world.rows(DOCUMENTS);
  const change = await world.live('a', 'two');
  await world.ports.lake.delete([change.record.content!.segment.path]);
  const result = await exportRecords(exporting(world), at(world, [change]), { newId: world.newId });
  expect(result).toEqual({ exported: 0, waiting: 1, filesWritten: 0 });
  expect(await world.rows(DOCUMENTS)).toEqual(before);
});

test.each([
  ['before it reads the log', 'list', 'documents/_delta_log/', 2],
  ['before it commits', 'putIfAbsent', 'documents/_delta_log/', 1],
  ['before it commits the text', 'putIfAbsent', 'document_texts/_delta_log/', 1],
] as const)('an exporter that was thought dead and wakes up %s undoes nothing', async (_, method, prefix, nth) => {
  const world = new LakeWorld();
  const options = { newId: world.newId };
  const born = at(world, [await world.live('a', 'one')]);
  const asleep = Promise.withResolvers<void>();
  const awake = Promise.withResolvers<void>();
  let calls = 0;
  const sleepAt = async (called: string, key: string) => {
    if (called !== method || !key.startsWith(prefix) || ++calls !== nth) return;
    asleep.resolve();
    await awake.promise;
  };
  const { lake } = world.ports;
  const sleepy = {
    get: (key: string) => lake.get(key),
    read: (key: string, start: number, end: number) => lake.read(key, start, end),
    put: (key: string, bytes: Uint8Array) => lake.put(key, bytes),
    delete: (keys: readonly string[]) => lake.delete(keys),
    locate: (key: string) => lake.locate(key),
    async putIfAbsent(key: string, bytes: Uint8Array) {
      await sleepAt('putIfAbsent', key);
      return lake.putIfAbsent(key, bytes);
    },
    async *list(key: string, startAfter?: string) {
      await sleepAt('list', key);
      yield* lake.list(key, startAfter);
    },
  };
  const zombie = exportRecords({ ...exporting(world), lake: sleepy }, born, options);
  await asleep.promise;
  const gone = at(world, [world.deleted('a')]);
  await exportRecords(exporting(world), born, options);
  await exportRecords(exporting(world), gone, options);
  awake.resolve();
  await zombie;
  expect(await world.shown()).toEqual({ documents: {}, rejections: [] });
});

test('exporters beside one another, compaction and lost responses make the right lake, though every batch is done only once', async () => {
  const losses = fc.infiniteStream(
    fc.constantFrom(null, null, null, null, null, null, null, null, 'before' as const, 'after' as const),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      losses,
      fc.array(steps, { minLength: 2, maxLength: 9 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 9, maxLength: 9 }),
      async (scheduler, loss, history, lengths) => {
        const world = new LakeWorld();
        const options = { newId: world.newId };
        let lossesLeft = 20;
        const turn = scheduler.scheduleFunction(async () => {});
        const call = async <T>(work: () => Promise<T>): Promise<T> => {
          await turn();
          const lost = lossesLeft > 0 ? loss.next().value : null;
          if (lost) lossesLeft--;
          if (lost === 'before') throw new TransientError('before');
          const result = await work();
          if (lost === 'after') throw new TransientError('after');
          return result;
        };
        const { lake } = world.ports;
        const ports = {
          ...exporting(world),
          catalog: { read: (ids: readonly string[]) => call(() => catalogOf(world).read(ids)) },
          lake: {
            get: (key: string) => call(() => lake.get(key)),
            read: (key: string, start: number, end: number) => call(() => lake.read(key, start, end)),
            put: (key: string, bytes: Uint8Array) => call(() => lake.put(key, bytes)),
            putIfAbsent: (key: string, bytes: Uint8Array) => call(() => lake.putIfAbsent(key, bytes)),
            delete: (keys: readonly string[]) => call(() => lake.delete(keys)),
            locate: (key: string) => lake.locate(key),
            async *list(prefix: string, startAfter?: string) {
              yield* await call(() => Array.fromAsync(lake.list(prefix, startAfter)));
            },
          },
        };
        const untilDone = async (work: () => Promise<unknown>) => {
          for (let attempt = 0; attempt < 60; attempt++) {
            try {
              return await work();
            } catch (error) {
              if (!(error instanceof TransientError)) throw error;
            }
          }
          throw new Error('never done');
        };
        const running: Promise<unknown>[] = [];
        let handedOut = 0;
        const live = async () => {
          for (const [i, step] of history.entries()) {
            await turn();
            await world.step(step);
            world.ports.clock.advance(1000);
            if (world.changes.length - handedOut < lengths[i]! && i < history.length - 1) continue;
            const batch = at(world, world.changes.slice(handedOut));
            handedOut = world.changes.length;
            running.push(untilDone(() => exportRecords(ports, batch, options)));
            if (i % 3 === 2) running.push(untilDone(() => compact(ports, options)));
          }
          await Promise.all(running);
        };
        await scheduler.waitFor(live());
        expect(await world.shown()).toEqual(world.expected());
      },
    ),
    { numRuns: 150 },
  );
});
