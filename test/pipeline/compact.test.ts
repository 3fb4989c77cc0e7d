import { describe, expect, test } from 'vitest';
import { DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS } from '../../lib/core/lake/columns.ts';
import { planCompaction } from '../../lib/core/lake/compaction-plan.ts';
import { EMPTY_LOG, foldCommits } from '../../lib/core/lake/delta-log.ts';
import { checkpointTable, compact, compactTable } from '../../lib/pipeline/compact.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import { LakeWorld } from './lake-world.ts';

/** A lake of as many files as documents. */
async function scattered(keys: readonly string[], days = ['2026-03-04']): Promise<LakeWorld> {
  const world = new LakeWorld();
  for (const [at, key] of keys.entries()) {
    const change = await world.live(key, `text of ${key}`, { day: days[at % days.length]! });
    await applyChanges(world.ports, [change], { newId: world.newId });
  }
  return world;
}
const filesOf = async (world: LakeWorld, table: typeof DOCUMENTS | typeof DOCUMENT_TEXTS | typeof REJECTIONS) =>
  (await loadState(world.ports.lake, table)).files;

describe('the plan', () => {
  const stateOf = (rows: [partition: string, minute: number, numRecords: number][]) =>
    foldCommits(EMPTY_LOG, [
      rows.map(([partition, minute, numRecords], at) => ({
        add: {
          path: `f${at}`,
          partitionValues: { ingested_date: partition },
          size: 1,
          modificationTime: at,
          dataChange: true,
          stats: JSON.stringify({
            numRecords,
            minValues: { ingested_at: String(minute).padStart(3, '0') },
            maxValues: {},
            nullCount: {},
          }),
        },
      })),
    ]);
  const plan = (rows: [string, number, number][], target = 10) =>
    planCompaction(DOCUMENTS, stateOf(rows), target).map((bin) => bin.map(({ path }) => path));

  test('merges neighbours in time up to the target, a partition at a time', () => {
    expect(
      plan([
        ['a', 3, 4],
        ['a', 1, 4],
        ['b', 1, 4],
        ['a', 2, 4],
        ['b', 2, 4],
        ['a', 4, 4],
      ]),
    ).toEqual([
      ['f1', 'f3'],
      ['f0', 'f5'],
      ['f2', 'f4'],
    ]);
  });

  test('leaves alone what is full or has no neighbour', () => {
    expect(
      plan([
        ['a', 1, 10],
        ['a', 2, 3],
        ['a', 3, 12],
        ['b', 1, 1],
      ]),
    ).toEqual([]);
  });
});

describe('compaction', () => {
  test('makes few files of many and changes no row', async () => {
    const world = await scattered(['a', 'b', 'c', 'd', 'e', 'f'], ['2026-03-04', '2026-03-05']);
    const before = await Promise.all([world.rows(DOCUMENTS), world.rows(DOCUMENT_TEXTS)]);
    expect(await compact(world.ports, { newId: world.newId })).toEqual({ filesRemoved: 12, filesAdded: 4 });
    expect((await filesOf(world, DOCUMENTS)).size).toBe(2);
    const after = await Promise.all([world.rows(DOCUMENTS), world.rows(DOCUMENT_TEXTS)]);
    const sorted = (rows: typeof before) => rows.map((table) => table.map((row) => JSON.stringify(row)).sort());
    expect(sorted(after)).toEqual(sorted(before));
    expect(await world.shown()).toEqual(world.expected());
  });

  test('says that no data changed, and does nothing the second time', async () => {
    const world = await scattered(['a', 'b', 'c']);
    await compactTable(world.ports, DOCUMENTS, { newId: world.newId });
    const { files, tombstones, version } = await loadState(world.ports.lake, DOCUMENTS);
    expect([...files.values(), ...tombstones.values()].map(({ dataChange }) => dataChange)).toEqual([false, false, false, false]);
    expect(await compactTable(world.ports, DOCUMENTS, { newId: world.newId })).toEqual({ filesRemoved: 0, filesAdded: 0 });
    expect((await loadState(world.ports.lake, DOCUMENTS)).version).toBe(version);
  });

  test('keeps to the target', async () => {
    const world = await scattered(['a', 'b', 'c', 'd', 'e']);
    await compactTable(world.ports, DOCUMENTS, { newId: world.newId, targetRows: 2 });
    const sizes = [...(await filesOf(world, DOCUMENTS)).values()].map(({ stats }) => JSON.parse(stats).numRecords);
    expect(sizes.sort()).toEqual([1, 2, 2]);
  });

  test('gives way to an export that rewrites one of its files meanwhile', async () => {
    const world = await scattered(['a', 'b', 'c']);
    let calls = 0;
    const lake = new Proxy(world.ports.lake, {
      get(target, name) {
        const member = Reflect.get(target, name);
        if (name !== 'putIfAbsent') return typeof member === 'function' ? member.bind(target) : member;
        return async (key: string, bytes: Uint8Array) => {
          if (calls++ === 0) await applyChanges(world.ports, [world.deleted('b')], { newId: world.newId });
          return world.ports.lake.putIfAbsent(key, bytes);
        };
      },
    });
    expect(await compactTable({ ...world.ports, lake }, DOCUMENTS, { newId: world.newId })).toEqual({
      filesRemoved: 0,
      filesAdded: 0,
    });
    expect(await world.shown()).toEqual(world.expected());
  });

  test('leaves an export on top of it consistent', async () => {
    const world = await scattered(['a', 'b', 'c']);
    await compact(world.ports, { newId: world.newId });
    await applyChanges(world.ports, [world.judged('b', 'a'), await world.live('c', 'new'), world.deleted('a')], {
      newId: world.newId,
    });
    expect(await world.shown()).toEqual(world.expected());
  });
});

test('a checkpoint can be asked for, and changes nothing', async () => {
  const world = await scattered(['a', 'b']);
  const before = await loadState(world.ports.lake, DOCUMENTS);
  expect(await checkpointTable(world.ports, DOCUMENTS, { newId: world.newId })).toBe(before.version);
  const still = (state: typeof before) => [...state.files.keys(), ...state.watermarks];
  expect(still(await loadState(world.ports.lake, DOCUMENTS))).toEqual(still(before));
  expect(await checkpointTable(world.ports, REJECTIONS, { newId: world.newId })).toBe(-1);
});
