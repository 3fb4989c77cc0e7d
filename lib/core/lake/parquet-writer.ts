/**
 * Parquet files of rows. hyparquet-writer gives the file its frame, page headers, runs and footer; values don't go through its
 * general conversions, which took more than half of the time, but from the rows straight into the bytes of a page.
 */
import type { ColumnChunk, RowGroup } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { BloomBuilder } from 'hyparquet-writer/src/bloom.js';
import type { Column } from './columns.ts';
import { type ChunkOptions, ChunkWriter } from './parquet-chunk.ts';
import { type Sink, type Splitter, splitterOf } from './parquet-leaves.ts';
import { parquetSchemaOf } from './parquet-schema.ts';
import type { Row } from './row-format.ts';

export type ParquetSizes = Pick<ChunkOptions, 'rowGroupRows' | 'pageBytes'>;

export interface ParquetOptions extends ChunkOptions {
  /** The name of a text column that gets a Bloom filter in each row group. */
  readonly filtered: string | null;
}

type FilteredChunk = ParquetWriter['pendingIndexes'][number];

/** Rows taken apart together, first row by row and then column by column: few enough to stay in the processor's cache. */
const BLOCK_ROWS = 1_024;

/** The bytes of a file with these columns of the rows. */
export function writeParquet(columns: readonly Column[], rows: readonly Row[], options: ParquetOptions): Uint8Array {
  const writer = new PartWriter();
  const file = new ParquetWriter({ writer, schema: parquetSchemaOf(columns) });
  const rowGroupRows = Math.min(rows.length, options.rowGroupRows);
  const group = new RowGroupWriter(columns, { ...options, rowGroupRows });
  for (let at = 0; at < rows.length; at += rowGroupRows) {
    const to = Math.min(rows.length, at + rowGroupRows);
    group.add(rows, at, to);
    const { rowGroup, filters } = group.finish(writer, to - at);
    file.row_groups.push(rowGroup);
    file.pendingIndexes.push(...filters);
  }
  file.num_rows = BigInt(rows.length);
  file.finish();
  return writer.whole();
}

interface ColumnWriter {
  readonly column: Column;
  readonly splitter: Splitter;
  readonly chunks: readonly ChunkWriter[];
  readonly sinks: readonly Sink[];
  /** Of the rows of a block. */
  readonly cells: unknown[];
  readonly filter: BloomBuilder | null;
}

/** Writes one row group after the other. */
class RowGroupWriter {
  readonly #columns: readonly ColumnWriter[];

  constructor(columns: readonly Column[], options: ParquetOptions) {
    this.#columns = columns.map((column) => {
      const splitter = splitterOf(column);
      const chunks = splitter.leaves.map((leaf) => new ChunkWriter(leaf, splitter.levels, options));
      const sinks = chunks.map((chunk) => chunk.add.bind(chunk));
      const cells = new Array<unknown>(Math.min(options.rowGroupRows, BLOCK_ROWS));
      const filter = column.name === options.filtered ? new BloomBuilder({ name: column.name, type: 'BYTE_ARRAY' }) : null;
      return { column, splitter, chunks, sinks, cells, filter };
    });
  }

  add(rows: readonly Row[], from: number, to: number): void {
    for (let at = from; at < to; at += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, to - at);
      for (let i = 0; i < count; i++) {
        const row = rows[at + i]!;
        for (const { column, cells } of this.#columns) cells[i] = cellOf(row, column);
      }
      for (const { splitter, cells, sinks, filter } of this.#columns) {
        splitter.split(cells, count, sinks);
        for (let i = 0; filter && i < count; i++) filter.insert(cells[i]);
      }
    }
  }

  /** What the footer says of the rows since the last call; filters are written before it. */
  finish(writer: PartWriter, rows: number): { rowGroup: RowGroup; filters: FilteredChunk[] } {
    const start = writer.offset;
    const columns: ColumnChunk[] = [];
    const filters: FilteredChunk[] = [];
    for (const { chunks, splitter, filter } of this.#columns) {
      for (const each of chunks) {
        const { chunk, pages } = each.finish(writer.offset);
        columns.push(chunk);
        for (const page of pages) writer.appendBytes(page);
        const bloomFilter = filter?.finalize();
        if (bloomFilter) filters.push({ chunk, bloomFilter });
      }
      splitter.levels.clear();
      filter?.hashes.clear();
    }
    const total_byte_size = columns.reduce((total, { meta_data }) => total + meta_data!.total_uncompressed_size, 0n);
    const sizes = { total_byte_size, total_compressed_size: BigInt(writer.offset - start) };
    return { rowGroup: { columns, num_rows: BigInt(rows), ...sizes }, filters };
  }
}

function cellOf(row: Row, { name, type, nullable }: Column): unknown {
  const value = row[name];
  if (value === undefined || (value === null && !nullable)) {
    throw new Error(`${name} is ${value}; expected a ${type}${nullable ? ' or null' : ''}`);
  }
  return value;
}

/** Keeps the parts of a file as they come, and puts them together once. */
class PartWriter extends ByteWriter {
  readonly #parts: Uint8Array[] = [];

  override appendBytes(part: Uint8Array): void {
    this.#cut();
    this.#parts.push(part);
    this.offset += part.length;
  }

  whole(): Uint8Array {
    this.#cut();
    const whole = new Uint8Array(this.offset);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #cut(): void {
    if (this.index > 0) this.#parts.push(this.getBytes().slice());
    this.index = 0;
  }
}
