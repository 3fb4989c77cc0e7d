import { hash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parquetMetadata } from 'hyparquet';
import { hashParquetValue, readBloomFilter, sbbfContains } from 'hyparquet/src/bloom.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DuckDbMerger } from '../../lib/adapters/local/duckdb-merger.ts';
import { DOCUMENT_TEXTS } from '../../lib/core/lake/columns.ts';
import { bloomTail } from '../../lib/core/lake/parquet-bloom.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import { askDuckDb } from '../core/lake/sample-table.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** Three row groups of texts. */
const ROWS = 13_000;
const idOf = (at: number) => hash('sha256', `document ${at}`).slice(0, 32);
const ids = Array.from({ length: ROWS }, (_, at) => idOf(at));
const absent = Array.from({ length: 1_000 }, (_, at) => idOf(ROWS + at));

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function mergedTexts(): Promise<Uint8Array> {
  const rows = ids.map((document_id, at) => {
    return { document_id, revision: 1, body: `Body ${at}`, captions: [], removed: [], ingested_date: '2026-03-04' };
  });
  const paths = [0, 1].map((file) => `${folder.path}/${file}.parquet`);
  for (const [file, path] of paths.entries()) {
    await writeFile(path, await parquetFormat.encode(DOCUMENT_TEXTS, rows.slice(file * 7_000, (file + 1) * 7_000)));
  }
  return (await new DuckDbMerger(`${folder.path}/temporary`).merge(DOCUMENT_TEXTS, paths))!;
}

test('a merged file has a filter of its ids in each row group, which another library reads alike', async () => {
  const bytes = await mergedTexts();
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
  expect(metadata.row_groups).toHaveLength(3);
  expect(first).toBe(ROWS);
});

test('the reader finds every row by its id, and passes over row groups that have it not', async () => {
  const bytes = await mergedTexts();
  const rows = await parquetFormat.decode(DOCUMENT_TEXTS, bytes, ['document_id']);
  expect(rows.map((row) => row.document_id)).toEqual(ids);
  for (const at of [0, 6_143, 6_144, 12_287, 12_288, ROWS - 1]) {
    expect(await askDuckDb(bytes, 'SELECT body FROM $file WHERE document_id = $1', [ids[at]!])).toEqual([[`Body ${at}`]]);
  }
  const probe = `SELECT count(*) FILTER (bloom_filter_excludes) FROM parquet_bloom_probe($file, 'document_id', '${ids[7_000]}')`;
  expect(await askDuckDb(bytes, probe)).toEqual([['2']]);
});

test('filters that are not one a row group are refused', async () => {
  const bytes = await mergedTexts();
  const length = Buffer.from(bytes).readUInt32LE(bytes.length - 8);
  const end = bytes.length - 8 - length;
  const footer = bytes.subarray(end, end + length);
  expect(() => bloomTail(footer, 'document_id', [new Uint8Array(48)], end)).toThrow('1 Bloom filters for 3 row groups');
  expect(() => bloomTail(footer.subarray(0, 100), 'document_id', [], end)).toThrow('ends too early');
});
