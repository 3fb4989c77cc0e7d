import { readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DuckDbMerger } from '../../lib/adapters/local/duckdb-merger.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import type { MemoryObjectStore } from '../../lib/adapters/memory/memory-object-store.ts';
import { TerminalError } from '../../lib/core/errors.ts';
import { DOCUMENTS } from '../../lib/core/lake/columns.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { compact } from '../../lib/pipeline/compact.ts';
import { applyChanges } from '../../lib/pipeline/export.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import { SAMPLES, sampleOf } from '../core/lake/sample-table.ts';
import { LakeWorld } from '../pipeline/lake-world.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;
let merger: DuckDbMerger;
beforeEach(async () => {
  folder = await temporaryFolder();
  merger = new DuckDbMerger(`${folder.path}/temporary`);
});
afterEach(() => folder.remove());

async function fileOf(name: string, rows: readonly Row[], table = SAMPLES): Promise<string> {
  const path = `${folder.path}/${name}.parquet`;
  await writeFile(path, await parquetFormat.encode(table, rows));
  return path;
}

test('keeps the order of files and rows, and leaves nothing behind', async () => {
  const rows = Array.from({ length: 9_000 }, (_, at) => sampleOf(String((at * 7919) % 9_000), { count: at }));
  const files = [await fileOf('b', rows.slice(0, 4_000)), await fileOf('a', rows.slice(4_000))];
  expect(await parquetFormat.decode(SAMPLES, (await merger.merge(SAMPLES, files))!)).toEqual(rows);
  expect(await readdir(`${folder.path}/temporary`)).toEqual([]);
});

test('gives null to old rows in a column that came later, and keeps one that a newer version added', async () => {
  const before = { ...SAMPLES, columns: SAMPLES.columns.filter(({ name }) => name !== 'text') };
  const files = [await fileOf('old', [sampleOf('1')], before), await fileOf('new', [sampleOf('2', { text: 'new' })])];
  const expected = [sampleOf('1'), sampleOf('2', { text: 'new' })];
  expect(await parquetFormat.decode(SAMPLES, (await merger.merge(SAMPLES, files))!)).toEqual(expected);
  expect(await parquetFormat.decode(SAMPLES, (await merger.merge(before, files))!)).toEqual(expected);
});

test('says when a file is gone, and when one is damaged', async () => {
  const file = await fileOf('a', [sampleOf('1')]);
  expect(await merger.merge(SAMPLES, [file, `${folder.path}/gone.parquet`])).toBeNull();
  const damaged = `${folder.path}/damaged.parquet`;
  await writeFile(damaged, 'PAR1 nothing PAR1');
  await expect(merger.merge(SAMPLES, [file, damaged])).rejects.toThrow(TerminalError);
  expect(await readdir(`${folder.path}/temporary`)).toEqual([]);
  expect(await parquetFormat.decode(SAMPLES, (await merger.merge(SAMPLES, [file]))!)).toEqual([sampleOf('1')]);
});

test('merges side by side, and again after it was closed', async () => {
  const files = await Promise.all(['1', '2', '3'].map((id) => fileOf(id, [sampleOf(id)])));
  const merged = async (file: string) => parquetFormat.decode(SAMPLES, (await merger.merge(SAMPLES, [file]))!);
  const expected = [[sampleOf('1')], [sampleOf('2')], [sampleOf('3')]];
  expect(await Promise.all(files.map(merged))).toEqual(expected);
  merger.close();
  merger.close();
  expect(await merged(files[0]!)).toEqual(expected[0]);
});

test('compacts a lake to the same rows, with the statistics that its files would have', async () => {
  const store = await FolderObjectStore.open(`${folder.path}/lake`);
  const lake = store as unknown as MemoryObjectStore;
  const world = new LakeWorld({ lake, tableFormat: parquetFormat, merger });
  for (const key of ['c', 'a', 'b'])
    await applyChanges(world.ports, [await world.live(key, `text of ${key}`)], { newId: world.newId });
  const before = await world.rows(DOCUMENTS);
  expect(await compact(world.ports, { newId: world.newId })).toEqual({ filesRemoved: 6, filesAdded: 2 });
  expect(await world.rows(DOCUMENTS)).toEqual(before);
  const ids = before.map((row) => String(row.document_id)).sort();
  const [file] = (await loadState(lake, DOCUMENTS)).files.values();
  expect(JSON.parse(file!.stats)).toMatchObject({
    numRecords: 3,
    minValues: { document_id: ids[0] },
    maxValues: { document_id: ids[2] },
  });
  // The rows are found by what the log says, and the files are rewritten from what DuckDB wrote.
  await applyChanges(world.ports, [world.judged('b', 'a'), world.deleted('c')], { newId: world.newId });
  expect(await world.shown()).toEqual(world.expected());
});
