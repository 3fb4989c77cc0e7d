import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TransientError } from '../../lib/core/errors.ts';
import { compact } from '../../lib/pipeline/compact.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { vacuum } from '../../lib/pipeline/vacuum.ts';
import type { ObjectStore, StoredObject } from '../../lib/ports/object-store.ts';
import { LakeWorld, steps } from './lake-world.ts';

const DAY = 86_400_000;

/** Each call waits for its turn, and loses its response when `loses` says so, before or after it was done. */
function unreliable(lake: ObjectStore, turn: () => Promise<void>, loses: () => 'before' | 'after' | null): ObjectStore {
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    await turn();
    const loss = loses();
    if (loss === 'before') throw new TransientError('before');
    const result = await work();
    if (loss === 'after') throw new TransientError('after');
    return result;
  };
  return {
    get: (key) => call(() => lake.get(key)),
    read: (key, start, end) => call(() => lake.read(key, start, end)),
    put: (key, bytes) => call(() => lake.put(key, bytes)),
    putIfAbsent: (key, bytes) => call(() => lake.putIfAbsent(key, bytes)),
    delete: (keys) => call(() => lake.delete(keys)),
    locate: (key) => lake.locate(key),
    async *list(prefix, startAfter): AsyncIterable<StoredObject> {
      yield* await call(() => Array.fromAsync(lake.list(prefix, startAfter)));
    },
  };
}

/** Tries again as a queue would, but not for ever. */
async function untilDone(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
    }
  }
}

const task = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('export' as const), from: fc.nat(6), length: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('compact' as const, 'vacuum' as const) }) },
);

test('exporters of overlapping batches, compaction and vacuum, in any order and with lost responses, make the right lake', async () => {
  const losses = fc.infiniteStream(
    fc.constantFrom(null, null, null, null, null, null, null, 'before' as const, 'after' as const),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      losses,
      fc.array(steps, { minLength: 2, maxLength: 8 }),
      fc.array(task, { minLength: 2, maxLength: 5 }),
      async (scheduler, loss, history, tasks) => {
        const world = new LakeWorld();
        const options = { newId: world.newId };
        for (const key of ['a', 'b', 'd']) await applyChanges(world.ports, [await world.live(key, 'old')], options);
        await applyChanges(world.ports, [world.deleted('d')], options);
        world.ports.clock.advance(2 * DAY);
        const done = world.changes.length;
        for (const step of history) await world.step(step);

        const turn = scheduler.scheduleFunction(async () => {});
        const ports = { ...world.ports, lake: unreliable(world.ports.lake, turn, () => loss.next().value) };
        const run = (todo: (typeof tasks)[number]) => {
          if (todo.kind !== 'export')
            return todo.kind === 'compact' ? compact(ports, options) : vacuum(ports, { retentionMs: DAY });
          // Overlaps what is exported already; nothing that comes before is left out.
          const batch = world.changes.slice(Math.max(0, done - todo.from), done + todo.length);
          return batch.length > 0 ? applyChanges(ports, batch, options) : Promise.resolve();
        };
        await scheduler.waitFor(Promise.all(tasks.map((todo) => untilDone(() => run(todo)))));

        await applyChanges(world.ports, world.changes, options);
        expect(await world.shown()).toEqual(world.expected());
      },
    ),
    { numRuns: 80 },
  );
});
