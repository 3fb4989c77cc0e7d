import { hash } from 'node:crypto';
import { parquetMetadata } from 'hyparquet';
import { hashParquetValue, readBloomFilter, sbbfContains } from 'hyparquet/src/bloom.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbMerger } from '../../lib/adapters/local/duckdb-merger.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { DOCUMENT_TEXTS } from '../../lib/core/lake/columns.ts';
import { bloomTail } from '../../lib/core/lake/parquet-bloom.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import { commit } from '../../lib/pipeline/commit.ts';
import { compactTable } from '../../lib/pipeline/compact.ts';
import { writeFile } from '../../lib/pipeline/data-files.ts';
import { loadState, tableKey } from '../../lib/pipeline/table-log.ts';
import { askDuckDb } from '../core/lake/sample-table.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** Some row groups of texts. */
const ROWS = 13_000;
const idOf = (at: number) => hash('sha256', `document ${at}`).slice(0, 32);
const ids = Array.from({ length: ROWS }, (_, at) => idOf(at));
const absent = Array.from({ length: 1_000 }, (_, at) => idOf(ROWS + at));

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const DAY = '2026-03-04';
const ROW = { revision: 1, captions: [], removed: [], ingested_date: DAY };
const rows = ids.map((document_id, at) => ({ ...ROW, document_id, body: `Body ${at}` }));

/** The one file that compaction makes of two; without a merger it goes by rows, as on AWS. */
async function compacted(mergerOf?: (lake: FolderObjectStore) => DuckDbMerger): Promise<Uint8Array> {
  const lake = await FolderObjectStore.open(`${folder.path}/lake`);
  const ports = { lake, tableFormat: parquetFormat, clock: systemClock, ...(mergerOf && { merger: mergerOf(lake) }) };
  let id = 0;
  const newId = () => `file-${id++}`;
  await commit(ports, DOCUMENT_TEXTS, 'EXPORT', { newId }, async () => {
    const options = { newId, dataChange: true };
    const write = (some: typeof rows) => writeFile(ports, DOCUMENT_TEXTS, DAY, some, options);
    return [{ add: await write(rows.slice(0, 7_000)) }, { add: await write(rows.slice(7_000)) }];
  });
  expect(await compactTable(ports, DOCUMENT_TEXTS, { newId, targetRows: ROWS })).toEqual({ filesRemoved: 2, filesAdded: 1 });
  const [file] = (await loadState(lake, DOCUMENT_TEXTS)).files.values();
  return (await lake.get(tableKey(DOCUMENT_TEXTS, file!.path)))!;
}
const compactedByDuckDb = () => compacted((lake) => new DuckDbMerger(lake));

describe.each([
  ['DuckDB', compactedByDuckDb],
  ['going through rows', () => compacted()],
])('a file compacted by %s', (_, write) => {
  test('has a filter of its ids in each row group, which another library reads alike', async () => {
    const bytes = await write();
    const buffer = new Uint8Array(bytes).buffer;
    const metadata = parquetMetadata(buffer);
    const element = metadata.schema.find(({ name }) => name === 'document_id')!;
    let first = 0;
    for (const { columns, num_rows } of metadata.row_groups) {
      const { bloom_filter_offset, bloom_filter_length } = columns[0]!.meta_data!;
      const view = new DataView(buffer, Number(bloom_filter_offset), bloom_filter_length);
      const { blocks } = readBloomFilter({ view, offset: 0 })!;
      const has = (id: string) => sbbfContains(blocks, hashParquetValue(id, element)!);
      expect(ids.slice(first, first + Number(num_rows)).every(has)).toBe(true);
      expect(absent.filter(has).length).toBeLessThan(absent.length / 20);
      first += Number(num_rows);
    }
    expect(metadata.row_groups.length).toBeGreaterThan(1);
    expect(first).toBe(ROWS);
  });

  test('gives every row by its id, and lets readers pass over row groups that have it not', async () => {
    const bytes = await write();
    const read = await parquetFormat.decode(DOCUMENT_TEXTS, bytes, ['document_id']);
    expect(read.map((row) => row.document_id)).toEqual(ids);
    for (const at of [0, 5_999, 6_000, 6_143, 6_144, 11_999, 12_000, 12_287, 12_288, ROWS - 1]) {
      expect(await askDuckDb(bytes, 'SELECT body FROM $file WHERE document_id = $1', [ids[at]!])).toEqual([[`Body ${at}`]]);
    }
    const probe = `SELECT count(*) FILTER (NOT bloom_filter_excludes), count(*) > 1 FROM parquet_bloom_probe($file, 'document_id', '${ids[7_000]}')`;
    expect(await askDuckDb(bytes, probe)).toEqual([['1', true]]);
  });
});

test('a small commit has no filters: it will be merged', async () => {
  const sql = 'SELECT count(bloom_filter_offset) FROM parquet_metadata($file)';
  expect(await askDuckDb(await parquetFormat.encode(DOCUMENT_TEXTS, rows), sql)).toEqual([['0']]);
});

test('filters that are not one a row group are refused', async () => {
  const bytes = await compactedByDuckDb();
  const length = Buffer.from(bytes).readUInt32LE(bytes.length - 8);
  const end = bytes.length - 8 - length;
  const footer = bytes.subarray(end, end + length);
  expect(() => bloomTail(footer, 'document_id', [new Uint8Array(48)], end)).toThrow(/^1 Bloom filters for [23] row groups/);
  expect(() => bloomTail(footer.subarray(0, 100), 'document_id', [], end)).toThrow('ends too early');
});
