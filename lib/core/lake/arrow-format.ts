import { constants as zstd, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  Table as ArrowTable,
  CompressionType,
  compressionRegistry,
  makeData,
  RecordBatch,
  type Schema,
  Struct,
  tableFromIPC,
  tableToIPC,
} from 'apache-arrow';
import { arrowSchemaOf } from './arrow-schema.ts';
import { fromArrow, toArrow } from './arrow-vectors.ts';
import type { Column, Table } from './columns.ts';
import { fileColumns, selectColumns } from './file-columns.ts';
import type { Row, RowFormat } from './row-format.ts';

// The library knows the zstd codec's name and number, and leaves the codec to its user.
compressionRegistry.set(CompressionType.ZSTD, { encode: compress, decode: zstdDecompressSync });

/**
 * A segment lives until the next export: quickly. With its size told, a small buffer needs no tables for a large one; with room for
 * all of the result, zstd needs no buffers of its own.
 */
function compress(bytes: Uint8Array): Uint8Array {
  const params = { [zstd.ZSTD_c_compressionLevel]: 1 };
  return zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length, chunkSize: mostBytes(bytes.length) });
}

/** As `ZSTD_compressBound` has it, and no less than Node takes. */
function mostBytes(size: number): number {
  return size + (size >> 8) + 64;
}

/** The format of segments: an Arrow IPC stream of one batch, its buffers compressed with zstd. */
export const arrowFormat: RowFormat = {
  extension: '.arrows',

  async encode(table: Table, rows: readonly Row[]): Promise<Uint8Array> {
    return tableToIPC(arrowTable(fileColumns(table), rows), 'stream', CompressionType.ZSTD);
  },

  async decode(table: Table, bytes: Uint8Array, names?: readonly string[]): Promise<Row[]> {
    const columns = selectColumns(table, names);
    return tableFromIPC(bytes).batches.flatMap((batch) => rowsOf(batch, columns));
  },
};

/** Rows as an Arrow table with the schema of these columns. */
function arrowTable(columns: readonly Column[], rows: readonly Row[]): ArrowTable {
  const schema: Schema = arrowSchemaOf(columns);
  const children = schema.fields.map((field) =>
    toArrow(
      field.type,
      rows.map((row) => cell(field, row[field.name])),
    ),
  );
  const data = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
  return new ArrowTable(schema, new RecordBatch(schema, data));
}

function cell({ name, nullable }: { name: string; nullable: boolean }, value: unknown): unknown {
  if (value === undefined || (value === null && !nullable)) throw new Error(`${name} is ${value}; expected a value`);
  return value;
}

function rowsOf(batch: RecordBatch, columns: readonly Column[]): Row[] {
  const values = columns.map(({ name }) => {
    const at = batch.schema.fields.findIndex((field) => field.name === name);
    return at < 0 ? null : fromArrow(batch.data.children[at]!);
  });
  return Array.from({ length: batch.numRows }, (_, row) =>
    Object.fromEntries(columns.map(({ name }, i) => [name, values[i]?.[row] ?? null])),
  );
}
