import { expect, test } from 'vitest';
import { TransientError } from '../../lib/core/errors.ts';
import { DOCUMENT_TEXTS } from '../../lib/core/lake/columns.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import { readColumns, writeFile } from '../../lib/pipeline/data-files.ts';
import { MissingFileError, tableKey } from '../../lib/pipeline/table-log.ts';
import { textOf } from '../support/texts.ts';
import { LakeWorld } from './lake-world.ts';

const DAY = '2026-03-04';
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    document_id: `document ${at}`,
    revision: at,
    body: textOf(at, 300),
    captions: [],
    removed: [],
    ingested_date: DAY,
  }));

/** A file of so many texts, and how many bytes are fetched for their ids. */
async function fetched(count: number) {
  const world = new LakeWorld({ tableFormat: parquetFormat });
  const rows = rowsOf(count);
  const file = await writeFile(world.ports, DOCUMENT_TEXTS, DAY, rows, { newId: world.newId, dataChange: true });
  const { lake } = world.ports;
  let bytes = 0;
  const counted = <T extends Uint8Array | null>(found: T): T => {
    bytes += found?.length ?? 0;
    return found;
  };
  lake.get = (
    (get) => async (key: string) =>
      counted(await get.call(lake, key))
  )(lake.get);
  lake.read = (
    (read) => async (key: string, start: number, end: number) =>
      counted(await read.call(lake, key, start, end))
  )(lake.read);
  const read = () => readColumns(world.ports, DOCUMENT_TEXTS, file, ['revision', 'document_id']);
  const ids = await read();
  expect(ids).toEqual(rows.map(({ document_id, revision }) => ({ revision, document_id })));
  await lake.delete([tableKey(DOCUMENT_TEXTS, file.path)]);
  await expect(read()).rejects.toThrow(MissingFileError);
  return { size: file.size, bytes };
}

test('of a big file only the columns asked for are fetched', async () => {
  const { size, bytes } = await fetched(5_000);
  expect(size).toBeGreaterThan(1 << 20);
  expect(bytes).toBeLessThan(size / 10);
});

test('a small file is fetched at once', async () => {
  const { size, bytes } = await fetched(50);
  expect(bytes).toBe(size);
});

test('a part that fails fails the whole, and no failure of another part is left behind', async () => {
  const world = new LakeWorld({ tableFormat: parquetFormat });
  const { lake } = world.ports;
  const file = await writeFile(world.ports, DOCUMENT_TEXTS, DAY, rowsOf(13_000), { newId: world.newId, dataChange: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  let reads = 0;
  const read = lake.read.bind(lake);
  lake.read = async (key, start, end) => {
    if (reads++ === 0) return read(key, start, end);
    if (reads > 2) await promise;
    throw new TransientError(`read ${reads}`);
  };
  setImmediate(() => setImmediate(resolve));
  await expect(readColumns(world.ports, DOCUMENT_TEXTS, file, ['document_id'])).rejects.toThrow(TransientError);
  await new Promise((done) => setTimeout(done, 20));
  expect(reads).toBe(4);
});
