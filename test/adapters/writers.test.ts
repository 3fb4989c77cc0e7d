/** What any writer of ours puts in a file, other readers must find there: every value, and by every value its row. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCompatible } from '../../lib/adapters/local/compatible-parquet.ts';
import { DuckDbMerger } from '../../lib/adapters/local/duckdb-merger.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { SAMPLES } from '../core/lake/sample-table.ts';
import { hasDeltaLake } from './python.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';
import { expectedIds, type ReadBack, readByDuckDb, readByPyArrow, type Search, TRAP_ROWS, writeTraps } from './writer-gates.ts';

const WRITERS: [string, (rows: readonly Row[]) => Promise<Uint8Array>][] = [
  ['small commits', (rows) => parquetFormat.encode(SAMPLES, rows)],
  ['the compatible export, Snappy', (rows) => encodeCompatible(SAMPLES, rows, 'snappy')],
  ['the compatible export, GZIP', (rows) => encodeCompatible(SAMPLES, rows, 'gzip')],
  ['compaction by DuckDB', mergedFile],
];

/** As compaction makes it: of small files, one after the other. */
async function mergedFile(rows: readonly Row[]): Promise<Uint8Array> {
  const folder = await temporaryFolder();
  try {
    const lake = await FolderObjectStore.open(folder.path);
    const files: string[] = [];
    for (let at = 0; at < rows.length; at += 7) {
      const key = `it's ${at} [*].parquet`;
      await lake.put(key, await parquetFormat.encode(SAMPLES, rows.slice(at, at + 7)));
      files.push(key);
    }
    await new DuckDbMerger(lake).merge(SAMPLES, files, 'merged.parquet');
    return (await lake.get('merged.parquet'))!;
  } finally {
    await folder.remove();
  }
}

const readOurs = async (all: string) => parquetFormat.decode(SAMPLES, new Uint8Array(await readFile(all)));

const READERS: [string, boolean, (all: string, searches: readonly Search[]) => ReadBack | Promise<ReadBack>][] = [
  ['DuckDB', true, readByDuckDb],
  ['pyarrow', hasDeltaLake, readByPyArrow],
];

describe.each(WRITERS)('files of %s', (name, encode) => {
  let folder: TemporaryFolder;
  let files: { all: string; searches: Search[] };
  beforeAll(async () => {
    folder = await temporaryFolder();
    files = await writeTraps(`${folder.path}/${name}`, encode);
  });
  afterAll(() => folder.remove());

  test.skipIf(name.includes('export'))('our own reader reads every value', async () => {
    expect(await readOurs(files.all)).toEqual(TRAP_ROWS);
  });

  for (const [reader, isThere, read] of READERS) {
    test.skipIf(!isThere)(`${reader} reads every value, and finds every row by it`, async () => {
      const { all, searches } = files;
      const { rows, found } = await read(all, searches);
      expect(rows).toEqual(TRAP_ROWS);
      expect(found.map((ids, at) => [searches[at]!.value, ids])).toEqual(
        searches.map((search) => [search.value, expectedIds(search)]),
      );
      expect(searches.length).toBeGreaterThan(70);
    });
  }
});
