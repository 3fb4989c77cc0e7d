import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { AsyncBuffer, Compressors, ParquetParsers } from 'hyparquet';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { dateOfDays, daysOfDate, millisecondsOfTimestamp, timestampOfMilliseconds } from './calendar.ts';
import { type Column, type ColumnType, DOCUMENT_TEXTS, type Table } from './columns.ts';
import { fileColumns, selectColumns } from './file-columns.ts';
import { parquetSchemaOf } from './parquet-schema.ts';
import type { Row, RowFormat } from './row-format.ts';

/** Rows in a row group: measured on 300 k articles, enough to skip by statistics, few enough to decode in memory. */
const ROW_GROUP_ROWS = 61_000;
const TEXT_ROW_GROUP_ROWS = 6_000;
/** Bytes of a page before compression. Big pages make text 8 % smaller. */
const PAGE_BYTES = 1 << 20;
const TEXT_PAGE_BYTES = 4 << 20;

const MAX_INT = 2 ** 31 - 1;
const MIN_INT = -(2 ** 31);

/** Keeps a byte order mark that belongs to the text; the library's own decoder would swallow it. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (milliseconds) => timestampOfMilliseconds(Number(milliseconds)),
  // DuckDB, which merges files, has no milliseconds in UTC. Ours are whole ones all the same.
  timestampFromMicroseconds: (microseconds) => timestampOfMilliseconds(Number(microseconds / 1000n)),
  dateFromDays: dateOfDays,
  stringFromBytes: (bytes) => utf8.decode(bytes),
};

const decompressors: Compressors = {
  ZSTD: (input, outputLength) => zstdDecompressSync(input, { maxOutputLength: Math.max(outputLength, 1) }),
};

/** The format of the tables' files: Parquet with zstd, an explicit schema and column statistics. */
export const parquetFormat: RowFormat = {
  extension: '.parquet',

  async encode(table: Table, rows: readonly Row[]): Promise<Uint8Array> {
    const columns = fileColumns(table);
    const isText = table.name === DOCUMENT_TEXTS.name;
    const buffer = parquetWriteBuffer({
      schema: parquetSchemaOf(columns),
      columnData: columnData(columns, rows),
      codec: 'ZSTD',
      compressors: { ZSTD: zstdCompressSync },
      rowGroupSize: isText ? TEXT_ROW_GROUP_ROWS : ROW_GROUP_ROWS,
      pageSize: isText ? TEXT_PAGE_BYTES : PAGE_BYTES,
    });
    return new Uint8Array(buffer);
  },

  async decode(table: Table, bytes: Uint8Array, names?: readonly string[]): Promise<Row[]> {
    const wanted = selectColumns(table, names).map((column) => column.name);
    const metadata = parquetMetadata(ownBuffer(bytes), { parsers });
    const present = new Set(parquetSchema(metadata).children.map(({ element }) => element.name));
    const columns = wanted.filter((name) => present.has(name));
    const rows = await parquetReadObjects({ file: inMemory(bytes), metadata, columns, compressors: decompressors, parsers });
    return rows.map((row) => Object.fromEntries(wanted.map((name) => [name, row[name] ?? null])));
  },
};

type Convert = (value: never) => unknown;

const CONVERSIONS: Partial<Record<ColumnType, Convert>> = {
  int: (value: number) => checkedInt(value),
  date: (value: string) => daysOfDate(value),
  timestamp: (value: string) => BigInt(millisecondsOfTimestamp(value)),
};

/** The cells by column. Taken row by row, since a row's cells lie together in memory: a third of the time on 100 k rows. */
function columnData(columns: readonly Column[], rows: readonly Row[]): { name: string; data: unknown[] }[] {
  const data = columns.map(({ name }) => ({ name, data: new Array<unknown>(rows.length) }));
  const cells = columns.map(cellOf);
  for (const [at, row] of rows.entries()) {
    for (let column = 0; column < cells.length; column++) data[column]!.data[at] = cells[column]!(row);
  }
  return data;
}

/** Takes the column's value out of a row, in the form that the writer wants. */
function cellOf({ name, type, nullable }: Column): (row: Row) => unknown {
  const convert = CONVERSIONS[type];
  return (row) => {
    const value = row[name];
    if (value === undefined || (value === null && !nullable)) {
      throw new Error(`${name} is ${value}; expected a ${type}${nullable ? ' or null' : ''}`);
    }
    return value === null || !convert ? value : convert(value as never);
  };
}

/** The writer would wrap what doesn't fit. */
function checkedInt(value: number): number {
  if (!Number.isInteger(value) || value > MAX_INT || value < MIN_INT) throw new Error(`${value} is no 32-bit integer`);
  return value;
}

function inMemory(bytes: Uint8Array): AsyncBuffer {
  return { byteLength: bytes.length, slice: (start, end) => ownBuffer(bytes.subarray(start, end)) };
}

/** The bytes in a buffer of their own; a Node `Buffer` is often a view into a shared one. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return whole && bytes.buffer instanceof ArrayBuffer ? bytes.buffer : new Uint8Array(bytes).buffer;
}
