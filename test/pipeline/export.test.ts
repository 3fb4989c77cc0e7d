import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS } from '../../lib/core/lake/columns.ts';
import { applyChanges, exportAll, greatestWatermark } from '../../lib/pipeline/export-changes.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import type { Change } from '../../lib/ports/catalog.ts';
import type { ObjectStore } from '../../lib/ports/object-store.ts';
import { LakeWorld, REMOVED, steps } from './lake-world.ts';

const lakeOf = (world: LakeWorld) => ({
  apply: (changes: readonly Change[]) => applyChanges(world.ports, changes, { newId: world.newId }),
});

describe('what becomes of a document', () => {
  test.each<[string, (world: LakeWorld) => Promise<unknown>[] | unknown[]]>([
    ['a new text', (w) => [() => w.live('a', 'one')]],
    ['a text over a text', (w) => [() => w.live('a', 'one'), () => w.live('a', 'two')]],
    ['a text over a text, on another day', (w) => [() => w.live('a', 'one'), () => w.live('a', 'two', { day: '2026-03-09' })]],
    ['another verdict', (w) => [() => w.live('a', 'one'), () => w.judged('a', 'b')]],
    ['a deletion', (w) => [() => w.live('a', 'one'), () => w.deleted('a')]],
    ['a rejection', (w) => [() => w.rejected('a')]],
    ['a rejection over a text', (w) => [() => w.live('a', 'one'), () => w.rejected('a')]],
    ['a text over a rejection', (w) => [() => w.rejected('a'), () => w.live('a', 'one')]],
    ['a rejection over a rejection', (w) => [() => w.rejected('a'), () => w.rejected('a')]],
    ['a text after a deletion', (w) => [() => w.live('a', 'one'), () => w.deleted('a'), () => w.live('a', 'two')]],
  ])('%s', async (_, steps) => {
    for (const together of [false, true]) {
      const world = new LakeWorld();
      const { apply } = lakeOf(world);
      await world.live('other', 'stays');
      await apply(world.changes);
      for (const step of steps(world) as (() => Promise<Change> | Change)[]) {
        const change = await step();
        if (!together) await apply([change]);
      }
      if (together) await apply(world.changes.slice(1));
      expect(await world.shown()).toEqual(world.expected());
    }
  });

  test('rows are those of the record and its segment', async () => {
    const world = new LakeWorld();
    const { record } = await world.live('a', 'The text.', { duplicateOf: 'x' });
    world.rejected('b');
    await lakeOf(world).apply(world.changes);
    expect((await world.rows(DOCUMENTS))[0]).toMatchObject({
      document_id: record.documentId,
      is_canonical: false,
      duplicate_of: 'x',
      title: record.content!.metadata.title,
      revision: 1,
      text_revision: 1,
      source_key: 'a',
      ingested_at: '2026-03-04T09:00:00.000Z',
    });
    expect(await world.rows(DOCUMENT_TEXTS)).toEqual([
      { document_id: record.documentId, revision: 1, body: 'The text.', captions: ['A bridge'], removed: REMOVED },
    ]);
    expect((await world.rows(REJECTIONS))[0]).toMatchObject({ reason: 'empty', source_key: 'b' });
  });

  test('new rows are sorted by landing time and split by day', async () => {
    const world = new LakeWorld();
    for (const [key, day] of [
      ['c', '2026-03-05'],
      ['a', '2026-03-04'],
      ['b', '2026-03-05'],
    ] as const)
      await world.live(key, key, { day });
    await lakeOf(world).apply(world.changes);
    const { files } = await loadState(world.ports.lake, DOCUMENTS);
    expect([...files.values()].map(({ path, stats }) => [path.split('/')[0], JSON.parse(stats).numRecords])).toEqual([
      ['ingested_date=2026-03-04', 1],
      ['ingested_date=2026-03-05', 2],
    ]);
  });
});

describe('a batch that comes again', () => {
  test('changes nothing', async () => {
    const world = new LakeWorld();
    const { apply } = lakeOf(world);
    await world.live('a', 'one');
    world.rejected('b');
    await apply(world.changes);
    const before = await world.keys('');
    const again = await apply(world.changes);
    expect(again).toBe(0);
    expect(await world.keys('')).toEqual(before);
  });

  test('late, after newer ones, brings nothing back', async () => {
    const world = new LakeWorld();
    const { apply } = lakeOf(world);
    const first = await world.live('a', 'one');
    world.deleted('a');
    await apply(world.changes);
    await apply([first]);
    expect(await world.shown()).toEqual({ documents: {}, rejections: [] });
  });
});

describe('an export that dies half way', () => {
  /** Every port call of the whole history, one crash each. */
  test('is made whole by the next one, wherever it died', async () => {
    for (let fatal = 1; ; fatal++) {
      const world = new LakeWorld();
      await world.live('a', 'one');
      await world.live('b', 'one');
      await lakeOf(world).apply(world.changes);
      await world.live('a', 'two', { day: '2026-03-09' });
      world.rejected('b');
      await world.live('c', 'three');
      const batch = world.changes.slice(2);
      const died = await dyingAt(world, fatal, batch);
      // The first try after the crash sees less than the one that died, the next sees more.
      await lakeOf(world).apply(batch.slice(0, 1));
      world.judged('a', 'c');
      await lakeOf(world).apply(world.changes.slice(2));
      expect(await world.shown()).toEqual(world.expected());
      if (!died) return;
    }
  });

  async function dyingAt(world: LakeWorld, fatal: number, batch: readonly Change[]): Promise<boolean> {
    let calls = 0;
    const lake = new Proxy(world.ports.lake, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          calls++;
          if (calls >= fatal) throw new Error('crash');
          return member.apply(target, args);
        };
      },
    });
    try {
      await applyChanges({ ...world.ports, lake }, batch, { newId: world.newId });
      return false;
    } catch {
      return true;
    }
  }
});

/** Both have taken the first change; the one that is ahead dies between the text and the row of the second. */
test('an exporter that lags behind removes no text that another has just added', async () => {
  const world = new LakeWorld();
  await lakeOf(world).apply([await world.live('a', 'one')]);
  const second = await world.live('a', 'two');
  const third = await world.live('a', 'three');
  const ahead = crashingAfter('document_texts/', world);
  const behind = intercepted(world, async (key) => {
    if (!key.startsWith('documents/')) return;
    await applyChanges({ ...world.ports, lake: ahead }, [second, third], { newId: world.newId }).catch(() => {});
  });
  await applyChanges({ ...world.ports, lake: behind }, [second], { newId: world.newId });
  await lakeOf(world).apply([third]);
  expect(await world.shown()).toEqual(world.expected());
});

/** It has read the log before the newer batch, in which the document comes and goes, and puts its commit after that. */
test('an exporter that is overtaken brings nothing back', async () => {
  const world = new LakeWorld();
  const first = await world.live('a', 'one');
  world.deleted('a');
  let calls = 0;
  const overtaken = intercepted(
    world,
    async () => {},
    async () => {
      if (calls++ === 0) await lakeOf(world).apply(world.changes);
    },
  );
  await applyChanges({ ...world.ports, lake: overtaken }, [first], { newId: world.newId });
  expect(calls).toBe(1);
  expect(await world.shown()).toEqual(world.expected());
});

test('an exporter that gets further than one before it adds no text twice', async () => {
  const world = new LakeWorld();
  const first = await world.live('a', 'one');
  const lake = crashingAfter('document_texts/', world);
  await expect(applyChanges({ ...world.ports, lake }, [first], { newId: world.newId })).rejects.toThrow('crash');
  world.judged('a', 'x');
  await lakeOf(world).apply(world.changes);
  expect(await world.shown()).toEqual(world.expected());
});

test('an exporter that gets less far than one before it finds the texts for what it shows', async () => {
  const world = new LakeWorld();
  await lakeOf(world).apply([await world.live('a', 'one')]);
  const changes = [await world.live('a', 'two'), await world.live('a', 'three')];
  const lake = crashingAfter('document_texts/', world);
  await expect(applyChanges({ ...world.ports, lake }, changes, { newId: world.newId })).rejects.toThrow('crash');
  await lakeOf(world).apply(changes.slice(0, 1));
  expect((await world.rows(DOCUMENTS)).map((row) => row.text_revision)).toEqual([2]);
  expect((await world.rows(DOCUMENT_TEXTS)).map((row) => row.revision).sort()).toEqual([2, 3]);
});

test('an exporter that died before it removed an old text leaves it to the next one, also where that has a newer text', async () => {
  const world = new LakeWorld();
  await lakeOf(world).apply([await world.live('a', 'one')]);
  const second = await world.live('a', 'two', { day: '2026-03-09' });
  const lake = crashingAfter('documents/', world);
  await expect(applyChanges({ ...world.ports, lake }, [second], { newId: world.newId })).rejects.toThrow('crash');
  await lakeOf(world).apply([second, await world.live('a', 'three', { day: '2026-03-09' })]);
  expect(await world.shown()).toEqual(world.expected());
});

/** A stream that lost a change; the sweeper has the record made visible once more. */
describe('a change that never came', () => {
  test('is made good by the next one of its document', async () => {
    const world = new LakeWorld();
    await lakeOf(world).apply([await world.live('a', 'one')]);
    await world.live('a', 'lost on the way');
    await lakeOf(world).apply([world.judged('a', null)]);
    expect(await world.shown()).toEqual(world.expected());
  });

  test('also when the exporter dies before it has removed the old text', async () => {
    const world = new LakeWorld();
    await lakeOf(world).apply([await world.live('a', 'one')]);
    await world.live('a', 'lost on the way');
    const again = world.judged('a', null);
    const lake = crashingAfter('documents/', world);
    await expect(applyChanges({ ...world.ports, lake }, [again], { newId: world.newId })).rejects.toThrow('crash');
    await lakeOf(world).apply([again]);
    expect(await world.shown()).toEqual(world.expected());
  });
});

/** The lake of an exporter that dies as soon as it has committed to this table. */
function crashingAfter(table: string, world: LakeWorld): ObjectStore {
  return intercepted(world, async (key) => {
    if (key.startsWith(table)) throw new Error('crash');
  });
}

/** The lake, with something that happens after each commit, or before it. */
function intercepted(
  world: LakeWorld,
  after: (key: string) => Promise<void>,
  before: (key: string) => Promise<void> = async () => {},
): ObjectStore {
  return new Proxy(world.ports.lake, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (name !== 'putIfAbsent') return typeof member === 'function' ? member.bind(target) : member;
      return async (key: string, bytes: Uint8Array) => {
        await before(key);
        const answer = await target.putIfAbsent(key, bytes);
        await after(key);
        return answer;
      };
    },
  });
}

test('any cutting of the stream, with repeats and zombies, ends in the same lake', async () => {
  const cut = fc.record({ from: fc.nat(9), length: fc.integer({ min: 1, max: 5 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 10 }), fc.array(cut, { maxLength: 6 }), async (history, cuts) => {
      const world = new LakeWorld();
      for (const step of history) await world.step(step);
      const { apply } = lakeOf(world);
      let done = 0;
      for (const { from, length } of [...cuts, { from: 0, length: history.length }]) {
        // A stream never skips: a batch starts at or before what comes next.
        const start = Math.min(from, done);
        const batch = world.changes.slice(start, start + length);
        if (batch.length > 0) await apply(batch);
        done = Math.max(done, start + batch.length);
      }
      if (done < world.changes.length) await apply(world.changes.slice(done));
      expect(await world.shown()).toEqual(world.expected());
    }),
    { numRuns: 300 },
  );
});

describe('a text whose segment is gone', () => {
  test('keeps its document waiting and nobody else', async () => {
    const world = new LakeWorld();
    const { apply } = lakeOf(world);
    await world.live('a', 'one');
    await apply(world.changes);
    const lost = await world.live('a', 'two');
    await world.live('b', 'three');
    await world.ports.lake.delete([lost.record.content!.segment.path]);
    await apply(world.changes.slice(1));
    expect((await world.shown()).documents).toEqual({ a: '1@1 null true', b: '1@1 null true' });
    expect(world.ports.telemetry.warnings.map(({ event }) => event)).toEqual(['text_missing']);

    await world.live('a', 'two again');
    await apply(world.changes.slice(-1));
    expect(await world.shown()).toEqual(world.expected());
  });

  test('does not matter once the text is in the lake', async () => {
    const world = new LakeWorld();
    const { record } = await world.live('a', 'one');
    await lakeOf(world).apply(world.changes);
    await world.ports.lake.delete([record.content!.segment.path]);
    await lakeOf(world).apply([world.judged('a', 'b')]);
    expect(await world.shown()).toEqual(world.expected());
    expect(world.ports.telemetry.warnings).toEqual([]);
  });

  test('also not when the change that brought it comes again with the next one', async () => {
    const world = new LakeWorld();
    const { record } = await world.live('a', 'one');
    await lakeOf(world).apply(world.changes);
    await world.ports.lake.delete([record.content!.segment.path]);
    world.judged('a', 'b');
    await lakeOf(world).apply(world.changes);
    expect(await world.shown()).toEqual(world.expected());
    expect(world.ports.telemetry.warnings).toEqual([]);
  });
});

describe('pulling from the catalog', () => {
  test('takes batches in order, trims what is done, and stops at the end', async () => {
    const world = new LakeWorld();
    for (const key of ['a', 'b', 'c', 'd', 'e']) await world.live(key, key);
    const trimmed: number[] = [];
    const catalog = Object.assign(Object.create(world.ports.catalog), {
      changes: async (after: number, limit: number) =>
        world.changes.filter(({ sequence }) => sequence > after && sequence > (trimmed.at(-1) ?? 0)).slice(0, limit),
      trimChanges: async (upTo: number) => void trimmed.push(upTo),
    });
    const ports = { ...world.ports, catalog };
    expect(await exportAll(ports, { newId: world.newId, maxChanges: 2 })).toMatchObject({ applied: 5, watermark: 5 });
    expect(trimmed).toEqual([2, 4, 5]);
    expect(await greatestWatermark(world.ports.lake)).toBe(5);
    expect(await world.shown()).toEqual(world.expected());
  });
});
