/**
 * The tables as others read them: delta-rs by its Python package `deltalake`, from the log alone.
 */
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbMerger } from '../../lib/adapters/local/duckdb-merger.ts';
import { DuckDbQueryEngine } from '../../lib/adapters/local/duckdb-query-engine.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import type { MemoryObjectStore } from '../../lib/adapters/memory/memory-object-store.ts';
import { TABLES } from '../../lib/core/lake/columns.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import { checkpointTable, compact } from '../../lib/pipeline/compact.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { snapshotTables } from '../../lib/pipeline/snapshot.ts';
import { vacuum } from '../../lib/pipeline/vacuum.ts';
import type { Change } from '../../lib/ports/catalog.ts';
import { LakeWorld } from '../pipeline/lake-world.ts';
import { hasDeltaLake, PYTHON } from './python.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const READ_ALL = `
import datetime, json, sys
from deltalake import DeltaTable
from pyarrow import fs

def plain(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.') + '%03dZ' % (value.microsecond // 1000)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(type(value))

table = DeltaTable(sys.argv[1])
# By Arrow's own file system: threads of Arrow that hold Python's files, as delta-rs's do, abort the process when it ends before them.
data = table.to_pyarrow_table(filesystem=fs.SubTreeFileSystem(sys.argv[1], fs.LocalFileSystem()))
print(json.dumps({'version': table.version(), 'columns': data.schema.names, 'rows': data.to_pylist()}, default=plain))
`;

let folder: TemporaryFolder;
let world: LakeWorld;
const engine = new DuckDbQueryEngine();
const DAY = 86_400_000;

beforeEach(async () => {
  folder = await temporaryFolder();
  const store = await FolderObjectStore.open(folder.path);
  const lake = store as unknown as MemoryObjectStore;
  world = new LakeWorld({ lake, tableFormat: parquetFormat, merger: new DuckDbMerger(store) });
});
afterEach(async () => {
  await engine.close();
  await folder.remove();
});

const apply = (...changes: Change[]) => applyChanges(world.ports, changes, { newId: world.newId });

/** Both readers must see what should be seen, and the same in every cell. */
async function expectSameRows(): Promise<void> {
  expect(await world.shown()).toEqual(world.expected());
  const snapshots = await snapshotTables(world.ports.lake);
  for (const { table, version } of snapshots.filter((snapshot) => snapshot.version >= 0)) {
    const { columns, rows } = await engine.query(`SELECT * FROM ${table} ORDER BY ALL`, snapshots);
    const names = columns.map(({ name }) => name);
    const ours = (await Array.fromAsync(rows)).map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
    const theirs = JSON.parse(execFileSync(PYTHON, ['-c', READ_ALL, `${folder.path}/${table}`], { encoding: 'utf8' }));
    expect(theirs.version).toBe(version);
    expect(theirs.columns.toSorted()).toEqual(names.toSorted());
    const sorted = (all: Record<string, unknown>[]) =>
      all
        .map((row) => names.map((name) => [name, row[name]]))
        .map((row) => JSON.stringify(row))
        .sort();
    expect(sorted(theirs.rows)).toEqual(sorted(ours));
  }
}

describe.skipIf(!hasDeltaLake)('delta-rs and DuckDB read the same rows', () => {
  test('of a log without checkpoint: new, changed, rejected and deleted documents on several days', async () => {
    await apply(await world.live('a', 'One.\n\nTwo 😀'), await world.live('b', 'b', { day: '2026-03-05' }), world.rejected('c'));
    await expectSameRows();
    await apply(
      await world.live('a', 'changed', { day: '2026-03-06' }),
      world.judged('b', 'a'),
      await world.live('c', 'after all'),
    );
    await expectSameRows();
    await apply(world.deleted('a'));
    await expectSameRows();
  });

  test('of a log with checkpoints, before and after compaction, and after updates on top', async () => {
    for (let i = 0; i < 24; i++) await apply(await world.live(`k${i}`, `text ${i}`, { day: `2026-03-0${1 + (i % 3)}` }));
    await expectSameRows();
    await compact(world.ports, { newId: world.newId });
    await expectSameRows();
    await apply(world.judged('k3', 'k1'), world.deleted('k4'), await world.live('k5', 'new'), world.rejected('k6'));
    await expectSameRows();
    for (const table of TABLES) await checkpointTable(world.ports, table, { newId: world.newId });
    await expectSameRows();
  });

  test('of a log whose old entries are gone', async () => {
    for (let i = 0; i < 8; i++) await apply(await world.live(`k${i}`, `text ${i}`));
    await compact(world.ports, { newId: world.newId });
    world.ports.clock.advance(Date.now() - world.ports.clock.now() + 2 * DAY);
    const { dataFiles, logEntries } = await vacuum(world.ports, { retentionMs: DAY });
    expect(dataFiles).toBeGreaterThan(0);
    expect(logEntries).toBeGreaterThan(0);
    await expectSameRows();
    await apply(world.judged('k3', 'k1'), await world.live('k9', 'young'));
    await expectSameRows();
  });
});
