import { describe, expect, test } from 'vitest';
import { documentIdOf } from '../../lib/core/catalog-record.ts';
import { STORIES } from '../../lib/core/lake/columns.ts';
import { commit } from '../../lib/pipeline/commit.ts';
import { applyChanges, greatestWatermark } from '../../lib/pipeline/export-changes.ts';
import { tellStories } from '../../lib/pipeline/stories.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import type { Change } from '../../lib/ports/catalog.ts';
import type { ObjectStore } from '../../lib/ports/object-store.ts';
import { LakeWorld } from './lake-world.ts';

const STORM = 'Overnight a storm hit Osthaven harbour and sank 12 boats, said Mayor Ada Lind of Osthaven';
const AGAIN = 'Insurers count 12 boats lost when the storm hit Osthaven, Mayor Ada Lind told them on Monday';
const OTHER = 'Voters in Tallgate chose a new council after a quiet campaign by Pell Anders';

/** Undated, so that the day of landing counts; `cluster` names the document whose near duplicate it is. */
async function article(world: LakeWorld, key: string, text: string, day: string, cluster = key): Promise<Change> {
  const { sequence, record } = await world.live(key, text, { day });
  const metadata = { ...record.content!.metadata, title: null, published_date: null };
  const content = { ...record.content!, metadata, clusterId: idOf(cluster) };
  return { sequence, record: { ...record, content } };
}
const idOf = (key: string) => documentIdOf({ bucket: 'landing', key }, 0);
const tell = (world: LakeWorld, lake: ObjectStore = world.ports.lake) =>
  tellStories({ ...world.ports, lake }, { newId: world.newId });
const apply = (world: LakeWorld, changes: readonly Change[]) => applyChanges(world.ports, changes, { newId: world.newId });

/** For each key its story's key and size. */
async function told(world: LakeWorld): Promise<Record<string, string>> {
  const keys = new Map(['a', 'b', 'c', 'd'].map((key) => [idOf(key), key]));
  const rows = (await world.rows(STORIES)).map((row) => [
    keys.get(String(row.document_id))!,
    `${keys.get(String(row.story_id))} ${row.story_size} ${row.story_date}`,
  ]);
  return Object.fromEntries(rows.sort());
}

describe('the story job', () => {
  test('groups what the tables show; near duplicates count once', async () => {
    const world = new LakeWorld();
    const days = [
      await article(world, 'a', STORM, '2026-03-04'),
      await article(world, 'b', AGAIN, '2026-03-05'),
      await article(world, 'c', OTHER, '2026-03-05'),
      await article(world, 'd', STORM, '2026-03-06', 'a'),
    ];
    await apply(world, days);
    expect(await tell(world)).toEqual({ documents: 4, articles: 3, stories: 2, shared: 1, from: '2026-03-04', rowsWritten: 4 });
    expect(await told(world)).toEqual({ a: 'a 2 2026-03-04', b: 'a 2 2026-03-05', c: 'c 1 2026-03-05', d: 'a 2 2026-03-04' });
  });

  test('run again, it commits nothing', async () => {
    const world = new LakeWorld();
    await apply(world, [await article(world, 'a', STORM, '2026-03-04')]);
    await tell(world);
    const { version } = await loadState(world.ports.lake, STORIES);
    expect(await tell(world)).toMatchObject({ from: null, rowsWritten: 0 });
    expect((await loadState(world.ports.lake, STORIES)).version).toBe(version);
  });

  test('goes on from the first day that changed, to the rows that one run over all would write', async () => {
    const [world, fresh] = [new LakeWorld(), new LakeWorld()];
    await apply(world, [await article(world, 'a', STORM, '2026-03-04'), await article(world, 'c', OTHER, '2026-03-04')]);
    await tell(world);
    await apply(world, [await article(world, 'b', AGAIN, '2026-03-05')]);
    expect(await tell(world)).toMatchObject({ from: '2026-03-05', rowsWritten: 2 });
    const [a, c] = [await article(fresh, 'a', STORM, '2026-03-04'), await article(fresh, 'c', OTHER, '2026-03-04')];
    await apply(fresh, [a, c, await article(fresh, 'b', AGAIN, '2026-03-05')]);
    await tell(fresh);
    expect(await told(world)).toEqual(await told(fresh));
    expect((await told(world)).b).toBe('a 2 2026-03-05');
  });

  test('follows deletions and new texts', async () => {
    const world = new LakeWorld();
    await apply(world, [await article(world, 'a', STORM, '2026-03-04'), await article(world, 'b', AGAIN, '2026-03-05')]);
    await tell(world);
    await apply(world, [await article(world, 'b', OTHER, '2026-03-05')]);
    await tell(world);
    expect(await told(world)).toEqual({ a: 'a 1 2026-03-04', b: 'b 1 2026-03-05' });
    await apply(world, [world.deleted('a')]);
    await tell(world);
    expect(await told(world)).toEqual({ b: 'b 1 2026-03-05' });
  });

  test('leaves the table to a faster run that saw more', async () => {
    const world = new LakeWorld();
    await apply(world, [await article(world, 'a', STORM, '2026-03-04'), await article(world, 'c', OTHER, '2026-03-04')]);
    let overtaken = false;
    const { lake } = world.ports;
    const slow: ObjectStore = {
      get: (key) => lake.get(key),
      read: (key, start, end) => lake.read(key, start, end),
      put: (key, bytes) => lake.put(key, bytes),
      putIfAbsent: (key, bytes) => lake.putIfAbsent(key, bytes),
      delete: (keys) => lake.delete(keys),
      locate: (key) => lake.locate(key),
      async *list(prefix, startAfter) {
        if (prefix.startsWith('stories/') && !overtaken) {
          overtaken = true;
          await apply(world, [await article(world, 'b', AGAIN, '2026-03-05')]);
          await tell(world);
        }
        yield* lake.list(prefix, startAfter);
      },
    };
    await tell(world, slow);
    expect(await told(world)).toMatchObject({ a: 'a 2 2026-03-04', b: 'a 2 2026-03-05' });
  });

  test('its watermark is not taken for that of the export', async () => {
    const world = new LakeWorld();
    await apply(world, [await article(world, 'a', STORM, '2026-03-04')]);
    // As after many commits that only merged files.
    await commit(world.ports, STORIES, 'TEST', { newId: world.newId }, async () => [
      { txn: { appId: 'article-lake/stories', version: 99 } },
    ]);
    expect(await greatestWatermark(world.ports.lake)).toBe(world.changes.at(-1)!.sequence);
  });
});
