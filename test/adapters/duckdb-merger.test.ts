import { readdir } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetMetadata } from 'hyparquet';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DuckDbMerger } from '../../lib/adapters/local/duckdb-merger.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import type { MemoryObjectStore } from '../../lib/adapters/memory/memory-object-store.ts';
import { TerminalError } from '../../lib/core/errors.ts';
import { DOCUMENT_TEXTS, DOCUMENTS } from '../../lib/core/lake/columns.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { compact } from '../../lib/pipeline/compact.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import { SAMPLES, sampleOf } from '../core/lake/sample-table.ts';
import { LakeWorld } from '../pipeline/lake-world.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;
let lake: FolderObjectStore;
let merger: DuckDbMerger;
beforeEach(async () => {
  folder = await temporaryFolder();
  lake = await FolderObjectStore.open(folder.path);
  merger = new DuckDbMerger(lake);
});
afterEach(() => folder.remove());

async function fileOf(key: string, rows: readonly Row[], table = SAMPLES): Promise<string> {
  await lake.put(key, await parquetFormat.encode(table, rows));
  return key;
}

async function merged(files: readonly string[], table = SAMPLES): Promise<Row[]> {
  const size = await merger.merge(table, files, 'merged/file');
  const bytes = (await lake.get('merged/file'))!;
  expect(size).toBe(bytes.length);
  expect(await readdir(lake.temporary)).toEqual([]);
  await lake.delete(['merged/file']);
  return parquetFormat.decode(SAMPLES, bytes);
}

test('keeps the order of files and rows, and leaves nothing behind', async () => {
  const rows = Array.from({ length: 9_000 }, (_, at) => sampleOf(String((at * 7919) % 9_000), { count: at }));
  const files = [await fileOf('b', rows.slice(0, 4_000)), await fileOf('a', rows.slice(4_000))];
  expect(await merged(files)).toEqual(rows);
});

test('bounds the bytes of a row group of long texts', async () => {
  const body = 'A long line of a very long text. '.repeat(20_000);
  const textOf = (at: number) => ({
    document_id: `${at}`,
    revision: 1,
    body: `${at} ${body}`,
    captions: [],
    removed: [],
    ingested_date: '2026-03-04',
  });
  const bytesOf = (from: number) =>
    parquetFormat.encode(
      DOCUMENT_TEXTS,
      Array.from({ length: 60 }, (_, at) => textOf(from + at)),
    );
  const files = ['a', 'b', 'c'];
  for (const [at, key] of files.entries()) await lake.put(key, await bytesOf(at * 60));
  await merger.merge(DOCUMENT_TEXTS, files, 'merged');
  const bytes = (await lake.get('merged'))!;
  const sizes = parquetMetadata(new Uint8Array(bytes).buffer).row_groups.map((group) => Number(group.total_byte_size));
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(128 << 20);
  const ids = (await parquetFormat.decode(DOCUMENT_TEXTS, bytes, ['document_id'])).map((row) => row.document_id);
  expect(ids).toEqual(Array.from({ length: 180 }, (_, at) => String(at)));
});

test('gives null to old rows in a column that came later, and keeps one that a newer version added', async () => {
  const before = { ...SAMPLES, columns: SAMPLES.columns.filter(({ name }) => name !== 'text') };
  const files = [await fileOf('old', [sampleOf('1')], before), await fileOf('new', [sampleOf('2', { text: 'new' })])];
  const expected = [sampleOf('1'), sampleOf('2', { text: 'new' })];
  expect(await merged(files)).toEqual(expected);
  expect(await merged(files, before)).toEqual(expected);
});

test('says when a file is gone, and when one is damaged', async () => {
  const file = await fileOf('a', [sampleOf('1')]);
  expect(await merger.merge(SAMPLES, [file, 'gone'], 'merged')).toBeNull();
  await lake.put('damaged', Buffer.from('PAR1 nothing PAR1'));
  await expect(merger.merge(SAMPLES, [file, 'damaged'], 'merged')).rejects.toThrow(TerminalError);
  expect(await lake.get('merged')).toBeNull();
  expect(await readdir(lake.temporary)).toEqual([]);
  expect(await merged([file])).toEqual([sampleOf('1')]);
});

test('merges in one database what is asked for at once, and in another after it was closed', async () => {
  const create = vi.spyOn(DuckDBInstance, 'create');
  const ids = ['1', '2', '3'];
  for (const id of ids) await fileOf(id, [sampleOf(id)]);
  const mergeAll = async () => {
    await Promise.all(ids.map((id) => merger.merge(SAMPLES, [id], `merged ${id}`)));
    const files = await Promise.all(ids.map((id) => lake.get(`merged ${id}`)));
    return Promise.all(files.map((file) => parquetFormat.decode(SAMPLES, file!)));
  };
  expect(await mergeAll()).toEqual(ids.map((id) => [sampleOf(id)]));
  expect(create).toHaveBeenCalledTimes(1);
  merger.close();
  merger.close();
  expect(await mergeAll()).toEqual(ids.map((id) => [sampleOf(id)]));
  expect(create).toHaveBeenCalledTimes(2);
});

test('compacts a lake to the same rows, with the statistics that its files would have', async () => {
  const world = new LakeWorld({ lake: lake as unknown as MemoryObjectStore, tableFormat: parquetFormat, merger });
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
