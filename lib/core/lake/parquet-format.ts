import { zstdDecompressSync } from 'node:zlib';
import type { AsyncBuffer, Compressors, ParquetParsers } from 'hyparquet';
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { dateOfDays, timestampOfMilliseconds } from './calendar.ts';
import { DOCUMENT_TEXTS, type Table } from './columns.ts';
import { fileColumns, selectColumns } from './file-columns.ts';
import { FILTERED_COLUMN } from './parquet-bloom.ts';
import { type ParquetSizes, writeParquet } from './parquet-writer.ts';
import type { EncodeOptions, FileParts, Row, RowFormat } from './row-format.ts';

/**
 * Rows in a row group: measured on 300 k articles, enough to skip by statistics, few enough to decode in memory.
 * Big pages make text 8 % smaller.
 */
const SIZES: ParquetSizes = { rowGroupRows: 61_000, pageBytes: 1 << 20 };
const TEXT_SIZES: ParquetSizes = { rowGroupRows: 6_000, pageBytes: 4 << 20 };

/** What is read first, from the end: the footer of a merged file has some 10 KB. */
const FOOTER_BYTES = 32 << 10;

/** Levels of zstd. Small commits are merged later, and compressed better then. */
const FAST = { zstdLevel: 1, filtered: null } as const;
const LASTING = { zstdLevel: 3, filtered: FILTERED_COLUMN } as const;

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

  async encode(table: Table, rows: readonly Row[], { isLasting = false }: EncodeOptions = {}): Promise<Uint8Array> {
    const sizes = table.name === DOCUMENT_TEXTS.name ? TEXT_SIZES : SIZES;
    return writeParquet(fileColumns(table), rows, { ...sizes, ...(isLasting ? LASTING : FAST) });
  },

  async decode(table: Table, bytes: Uint8Array, names?: readonly string[]): Promise<Row[]> {
    const slice = (start: number, end?: number) => ownBuffer(bytes.subarray(start, end));
    return rowsOf(table, { byteLength: bytes.length, slice }, names);
  },

  async decodeParts(table: Table, { size, read }: FileParts, names: readonly string[]): Promise<Row[]> {
    const slice = async (start: number, end = size) => ownBuffer(await read(start, end));
    return rowsOf(table, { byteLength: size, slice }, names);
  },
};

async function rowsOf(table: Table, file: AsyncBuffer, names?: readonly string[]): Promise<Row[]> {
  const wanted = selectColumns(table, names).map((column) => column.name);
  const metadata = await parquetMetadataAsync(file, { parsers, initialFetchSize: FOOTER_BYTES });
  const present = new Set(parquetSchema(metadata).children.map(({ element }) => element.name));
  const columns = wanted.filter((name) => present.has(name));
  const rows = await parquetReadObjects({ file, metadata, columns, compressors: decompressors, parsers });
  return rows.map((row) => Object.fromEntries(wanted.map((name) => [name, row[name] ?? null])));
}

/** The bytes in a buffer of their own; a Node `Buffer` is often a view into a shared one. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return whole && bytes.buffer instanceof ArrayBuffer ? bytes.buffer : new Uint8Array(bytes).buffer;
}
