/**
 * Parquet files of rows. hyparquet-writer gives the file its frame, page headers, runs and footer; values don't go through its
 * general conversions, which took more than half of the time, but from the rows straight into the bytes of a page.
 */
import { constants as zstd, zstdCompressSync } from 'node:zlib';
import type { ColumnChunk, CompressionCodec, Encoding, RowGroup } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import type { Column } from './columns.ts';
import { type Leaf, leavesOf } from './parquet-leaves.ts';
import { parquetSchemaOf } from './parquet-schema.ts';
import { bitWidth, type Dictionary, dictionaryOf, PlainEncoder } from './parquet-values.ts';
import type { Row } from './row-format.ts';

export interface ParquetSizes {
  readonly rowGroupRows: number;
  /** Bytes of a page of texts before compression; a page ends after the text that reaches them. */
  readonly pageBytes: number;
}

/** Fast: what small commits write is merged later, and then compressed better. */
const ZSTD_LEVEL = { params: { [zstd.ZSTD_c_compressionLevel]: 1 } };
/** Setting up a compression takes longer than so few bytes are worth. */
const TINY_BYTES = 256;

/** The bytes of a file with these columns of the rows. */
export function writeParquet(columns: readonly Column[], rows: readonly Row[], sizes: ParquetSizes): Uint8Array {
  const writer = new ByteWriter(1 << 16);
  const file = new ParquetWriter({ writer, schema: parquetSchemaOf(columns) });
  const scratch = Buffer.allocUnsafe(1 << 16);
  for (let at = 0; at < rows.length; at += sizes.rowGroupRows) {
    const some = rows.slice(at, at + sizes.rowGroupRows);
    const start = writer.offset;
    const chunks = leavesOf(columns, some).map((leaf) => new ChunkWriter(writer, leaf, scratch).write(sizes.pageBytes));
    file.row_groups.push(rowGroupOf(chunks, some.length, writer.offset - start));
  }
  file.num_rows = BigInt(rows.length);
  file.finish();
  return new Uint8Array(writer.getBuffer());
}

function rowGroupOf(columns: ColumnChunk[], rows: number, compressed: number): RowGroup {
  const total_byte_size = columns.reduce((total, { meta_data }) => total + meta_data!.total_uncompressed_size, 0n);
  return { columns, total_byte_size, num_rows: BigInt(rows), total_compressed_size: BigInt(compressed) };
}

/** Entries of a leaf (values, nulls and empty lists) that become a page. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly values: number;
}

class ChunkWriter {
  readonly #writer: ByteWriter;
  readonly #leaf: Leaf;
  readonly #encoder: PlainEncoder;
  readonly #entries: number;
  readonly #start: number;
  #codec: CompressionCodec = 'ZSTD';
  #uncompressed = 0;
  #pages = 0;

  constructor(writer: ByteWriter, leaf: Leaf, scratch: Buffer) {
    this.#writer = writer;
    this.#leaf = leaf;
    this.#encoder = new PlainEncoder(leaf.type, scratch);
    this.#entries = leaf.definitions?.length ?? leaf.values.length;
    this.#start = writer.offset;
  }

  write(pageBytes: number): ColumnChunk {
    const dictionary = dictionaryOf(this.#leaf.type, this.#leaf.values);
    const firstDataPage = dictionary ? this.#writeByDictionary(dictionary) : this.#writePlain(pageBytes);
    return this.#chunk(dictionary ? 'RLE_DICTIONARY' : 'PLAIN', firstDataPage);
  }

  #writeByDictionary({ distinct, indexes }: Dictionary): number {
    const width = bitWidth(distinct.length);
    const page = new ByteWriter();
    page.appendUint8(width);
    writeRleBitPackedHybrid(page, indexes, width);
    const { bytes } = this.#encoder.encode(distinct, 0, Number.POSITIVE_INFINITY);
    if (bytes.length + page.offset <= TINY_BYTES) this.#codec = 'UNCOMPRESSED';
    this.#putDictionary(bytes, distinct.length);
    const firstDataPage = this.#writer.offset;
    this.#putData(page.getBytes(), 'RLE_DICTIONARY', { from: 0, to: this.#entries, values: indexes.length });
    return firstDataPage;
  }

  #writePlain(pageBytes: number): number {
    const { values, repetitions } = this.#leaf;
    // A page begins with a row; lists go into one.
    const limit = repetitions ? Number.POSITIVE_INFINITY : pageBytes;
    let from = 0;
    let done = 0;
    do {
      const { bytes, to } = this.#encoder.encode(values, done, limit);
      if (to === values.length && done === 0 && bytes.length <= TINY_BYTES) this.#codec = 'UNCOMPRESSED';
      const span = { from, to: this.#entryAfter(from, to - done, to === values.length), values: to - done };
      this.#putData(bytes, 'PLAIN', span);
      from = span.to;
      done = to;
    } while (done < values.length);
    return this.#start;
  }

  /** Where the entries end that hold so many values from `from` on; the last page takes all that is left. */
  #entryAfter(from: number, values: number, isLast: boolean): number {
    const { definitions, maxDefinition } = this.#leaf;
    if (isLast) return this.#entries;
    if (!definitions) return from + values;
    let at = from;
    for (let left = values; left > 0; at++) if (definitions[at] === maxDefinition) left--;
    return at;
  }

  #putDictionary(bytes: Uint8Array, num_values: number): void {
    const compressed = this.#compress(bytes);
    const start = this.#writer.offset;
    writePageHeader(this.#writer, {
      type: 'DICTIONARY_PAGE',
      uncompressed_page_size: bytes.length,
      compressed_page_size: compressed.length,
      dictionary_page_header: { num_values, encoding: 'PLAIN' },
    });
    this.#uncompressed += this.#writer.offset - start + bytes.length;
    this.#writer.appendBytes(compressed);
  }

  #putData(bytes: Uint8Array, encoding: Encoding, { from, to, values }: Span): void {
    const { definitions, repetitions, maxDefinition } = this.#leaf;
    const levels = new ByteWriter();
    const [repeated, defined] = [repetitions?.subarray(from, to), definitions?.subarray(from, to)];
    const repetition_levels_byte_length = repeated ? writeRleBitPackedHybrid(levels, repeated, 1) : 0;
    const definition_levels_byte_length = defined ? writeRleBitPackedHybrid(levels, defined, bitWidth(maxDefinition + 1)) : 0;
    const compressed = this.#compress(bytes);
    const start = this.#writer.offset;
    writePageHeader(this.#writer, {
      type: 'DATA_PAGE_V2',
      uncompressed_page_size: levels.offset + bytes.length,
      compressed_page_size: levels.offset + compressed.length,
      data_page_header_v2: {
        num_values: to - from,
        num_nulls: to - from - values,
        num_rows: repeated ? rowsIn(repeated) : to - from,
        encoding,
        definition_levels_byte_length,
        repetition_levels_byte_length,
        is_compressed: true,
      },
    });
    this.#uncompressed += this.#writer.offset - start + levels.offset + bytes.length;
    this.#writer.appendBytes(levels.getBytes());
    this.#writer.appendBytes(compressed);
    this.#pages++;
  }

  #compress(bytes: Uint8Array): Uint8Array {
    return this.#codec === 'ZSTD' ? zstdCompressSync(bytes, ZSTD_LEVEL) : bytes;
  }

  #chunk(encoding: Encoding, firstDataPage: number): ColumnChunk {
    const { type, path, values } = this.#leaf;
    const { min, max } = this.#encoder.statistics;
    const isByDictionary = encoding === 'RLE_DICTIONARY';
    const dictionaryPage = { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN', count: 1 } as const;
    return {
      meta_data: {
        type,
        encodings: isByDictionary ? ['PLAIN', encoding] : [encoding],
        path_in_schema: [...path],
        codec: this.#codec,
        num_values: BigInt(this.#entries),
        total_compressed_size: BigInt(this.#writer.offset - this.#start),
        total_uncompressed_size: BigInt(this.#uncompressed),
        data_page_offset: BigInt(firstDataPage),
        ...(isByDictionary && { dictionary_page_offset: BigInt(this.#start) }),
        statistics: {
          ...(min !== undefined && max !== undefined && { min_value: min, max_value: max }),
          null_count: BigInt(this.#entries - values.length),
        },
        encoding_stats: [
          ...(isByDictionary ? [dictionaryPage] : []),
          { page_type: 'DATA_PAGE_V2', encoding, count: this.#pages },
        ],
      },
      file_offset: BigInt(this.#start),
    };
  }
}

function rowsIn(repetitions: Uint8Array): number {
  let rows = 0;
  for (const level of repetitions) if (level === 0) rows++;
  return rows;
}
