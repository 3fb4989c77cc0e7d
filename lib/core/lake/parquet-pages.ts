import { type ZstdOptions, constants as zstd, zstdCompressSync } from 'node:zlib';
import type { CompressionCodec, Encoding } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { bitWidth } from './parquet-dictionary.ts';
import type { Levels } from './parquet-levels.ts';

/** Setting up a compression takes longer than so few bytes are worth. */
const TINY_BYTES = 256;

/** The pages of one leaf of a row group: headers, levels and compressed values. */
export class Pages {
  readonly #levels: Levels;
  readonly #zstd: ZstdOptions;
  readonly parts: Uint8Array[] = [];
  codec: CompressionCodec = 'ZSTD';
  /** Bytes in the file, and what they would be without compression. */
  size = 0;
  uncompressed = 0;
  /** Of the size what the dictionary takes. */
  dictionarySize = 0;
  dataPages = 0;
  /** Entries and values in data pages so far. */
  entries = 0;
  values = 0;

  constructor(levels: Levels, zstdLevel: number) {
    this.#levels = levels;
    this.#zstd = { params: { [zstd.ZSTD_c_compressionLevel]: zstdLevel } };
  }

  /** Before the first page: all values together have so many bytes. */
  expect(bytes: number): void {
    if (bytes <= TINY_BYTES) this.codec = 'UNCOMPRESSED';
  }

  addDictionary(bytes: Uint8Array, num_values: number): void {
    const compressed = this.#compress(bytes);
    const head = new ByteWriter(64);
    writePageHeader(head, {
      type: 'DICTIONARY_PAGE',
      uncompressed_page_size: bytes.length,
      compressed_page_size: compressed.length,
      dictionary_page_header: { num_values, encoding: 'PLAIN' },
    });
    this.#add(head, compressed, bytes.length);
    this.dictionarySize = this.size;
  }

  /** The next `values`, encoded; entries up to `entriesEnd` belong to them. */
  addData(bytes: Uint8Array, encoding: Encoding, values: number, entriesEnd: number): void {
    const entries = entriesEnd - this.entries;
    const repeated = this.#levels.repetitions(this.entries, entriesEnd);
    const defined = this.#levels.definitions(this.entries, entriesEnd);
    const levels = new ByteWriter(64);
    const repetition_levels_byte_length = repeated ? writeRleBitPackedHybrid(levels, repeated, 1) : 0;
    const width = bitWidth(this.#levels.maxDefinition + 1);
    const definition_levels_byte_length = defined ? writeRleBitPackedHybrid(levels, defined, width) : 0;
    const compressed = this.#compress(bytes);
    const head = new ByteWriter(64);
    writePageHeader(head, {
      type: 'DATA_PAGE_V2',
      uncompressed_page_size: levels.offset + bytes.length,
      compressed_page_size: levels.offset + compressed.length,
      data_page_header_v2: {
        num_values: entries,
        num_nulls: entries - values,
        num_rows: repeated ? rowsIn(repeated) : entries,
        encoding,
        definition_levels_byte_length,
        repetition_levels_byte_length,
        is_compressed: true,
      },
    });
    head.appendBytes(levels.getBytes());
    this.#add(head, compressed, bytes.length);
    this.dataPages++;
    this.entries = entriesEnd;
    this.values += values;
  }

  #add(head: ByteWriter, compressed: Uint8Array, uncompressed: number): void {
    this.parts.push(head.getBytes(), compressed);
    this.size += head.offset + compressed.length;
    this.uncompressed += head.offset + uncompressed;
  }

  /** Bytes of their own: those given are written over. */
  #compress(bytes: Uint8Array): Uint8Array {
    return this.codec === 'ZSTD' ? zstdCompressSync(bytes, this.#zstd) : new Uint8Array(bytes);
  }
}

function rowsIn(repetitions: Uint8Array): number {
  let rows = 0;
  for (const level of repetitions) if (level === 0) rows++;
  return rows;
}
