import { open, readFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Table } from '../../core/lake/columns.ts';
import { type BloomFilter, bloomTail, FILTERED_COLUMN } from '../../core/lake/parquet-bloom.ts';
import { bytesAt } from './file-range.ts';
import { sqlText } from './sql-text.ts';

/** More than an id has: below it DuckDB keeps its dictionary. */
const MAX_ID_BYTES = 256;

/** The length of the footer, and "PAR1". */
const TAIL_BYTES = 8;

/**
 * Gives a file that DuckDB wrote a Bloom filter of its ids. DuckDB makes them for dictionaries only, and a dictionary of ids would
 * make every file bigger: so it makes them in files of the ids alone, one a row group, and we take them over.
 */
export async function addIdFilters(connection: DuckDBConnection, table: Table, file: string): Promise<void> {
  if (!table.columns.some(({ name }) => name === FILTERED_COLUMN)) return;
  const filters = await filtersOf(connection, file);
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const tail = await bytesAt(handle, size - TAIL_BYTES, TAIL_BYTES);
    const footerLength = tail.readUInt32LE();
    const end = size - TAIL_BYTES - footerLength;
    const parts = bloomTail(await bytesAt(handle, end, footerLength), FILTERED_COLUMN, filters, end);
    const added = Buffer.concat(parts);
    tail.writeUInt32LE(added.length - filters.reduce((total, { length }) => total + length, 0));
    await handle.write(Buffer.concat([added, tail]), 0, null, end);
  } finally {
    await handle.close();
  }
}

async function filtersOf(connection: DuckDBConnection, file: string): Promise<BloomFilter[]> {
  const filters: BloomFilter[] = [];
  let first = 0;
  for (const { rows } of await rowGroupsOf(connection, file)) {
    filters.push(await filterOf(connection, file, first, rows));
    first += rows;
  }
  return filters;
}

/** Of so many rows: a row group. */
async function filterOf(connection: DuckDBConnection, file: string, first: number, rows: number): Promise<BloomFilter> {
  const copy = `${file}.ids`;
  const limits = `DICTIONARY_SIZE_LIMIT ${rows}, STRING_DICTIONARY_PAGE_SIZE_LIMIT ${rows * MAX_ID_BYTES}`;
  const options = `FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${rows}, ${limits}`;
  const ids = `SELECT ${FILTERED_COLUMN} FROM read_parquet(${sqlText(file)}, file_row_number = true)
               WHERE file_row_number >= ${first} AND file_row_number < ${first + rows}`;
  await connection.run(`COPY (${ids}) TO ${sqlText(copy)} (${options})`);
  const groups = await rowGroupsOf(connection, copy);
  if (groups.map((group) => group.rows).join() !== String(rows)) throw new Error(`Other ids than those of ${rows} rows`);
  const { offset, length } = groups[0]!;
  return (await readFile(copy)).subarray(offset, offset + length);
}

async function rowGroupsOf(connection: DuckDBConnection, file: string) {
  const result = await connection.runAndReadAll(
    `SELECT row_group_num_rows, bloom_filter_offset, bloom_filter_length FROM parquet_metadata(${sqlText(file)})
     WHERE path_in_schema = '${FILTERED_COLUMN}' ORDER BY row_group_id`,
  );
  return result.getRowsJson().map(([rows, offset, length]) => ({
    rows: Number(rows),
    offset: Number(offset),
    length: Number(length),
  }));
}
