import type { ColumnChunk } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import { bitWidth, Dictionary } from './parquet-dictionary.ts';
import type { Leaf } from './parquet-leaves.ts';
import type { Levels } from './parquet-levels.ts';
import { Pages } from './parquet-pages.ts';
import { PlainEncoder } from './parquet-values.ts';

export interface ChunkOptions {
  /** Rows of a row group, at most. */
  readonly rowGroupRows: number;
  /** Bytes of a page of texts before compression; a page ends after the text that reaches them. */
  readonly pageBytes: number;
  readonly zstdLevel: number;
}

/** One leaf of a row group after the other: its values in pages, by a dictionary where that pays, and what the footer says of them. */
export class ChunkWriter {
  readonly #leaf: Leaf;
  readonly #levels: Levels;
  readonly #pageBytes: number;
  readonly #zstdLevel: number;
  readonly #encoder: PlainEncoder;
  readonly #dictionary: Dictionary | null;
  /** Else values go to the encoder as they come. */
  #isByDictionary: boolean;
  #pages: Pages;
  #values = 0;

  constructor(leaf: Leaf, levels: Levels, { rowGroupRows, pageBytes, zstdLevel }: ChunkOptions) {
    this.#leaf = leaf;
    this.#levels = levels;
    // A page begins with a row; lists go into one.
    this.#pageBytes = levels.isRepeated ? Number.POSITIVE_INFINITY : pageBytes;
    this.#encoder = new PlainEncoder(leaf);
    this.#dictionary = leaf.type === 'BOOLEAN' ? null : new Dictionary(leaf.type, rowGroupRows);
    this.#isByDictionary = this.#dictionary !== null;
    this.#zstdLevel = zstdLevel;
    this.#pages = new Pages(levels, zstdLevel);
  }

  /** The first `count` of these come next. */
  add(values: readonly unknown[], count: number): void {
    const taken = this.#isByDictionary ? this.#dictionary!.add(values, count) : 0;
    this.#values += taken;
    if (taken === count) return;
    if (this.#isByDictionary) this.#giveUpDictionary();
    this.#addPlain(values, taken, count);
  }

  /** The chunk, and its pages, for a file in which they begin at `start`. What comes next is of the next row group. */
  finish(start: number): { chunk: ColumnChunk; pages: readonly Uint8Array[] } {
    if (this.#isByDictionary && !this.#dictionary!.isWorthwhile) this.#giveUpDictionary();
    if (this.#isByDictionary) this.#endByDictionary(this.#dictionary!);
    else this.#endPlain();
    const finished = { chunk: this.#chunk(start), pages: this.#pages.parts };
    this.#encoder.clear();
    this.#dictionary?.clear();
    this.#isByDictionary = this.#dictionary !== null;
    this.#pages = new Pages(this.#levels, this.#zstdLevel);
    this.#values = 0;
    return finished;
  }

  #giveUpDictionary(): void {
    const values = this.#dictionary!.values();
    this.#isByDictionary = false;
    this.#values = 0;
    this.#addPlain(values, 0, values.length);
  }

  #addPlain(values: readonly unknown[], from: number, to: number): void {
    for (let at = from; at < to; ) {
      if (this.#encoder.length >= this.#pageBytes) {
        this.#endPage(this.#levels.endOf(this.#pages.entries, this.#values - this.#pages.values));
      }
      const end = this.#encoder.write(values, at, to, this.#pageBytes);
      this.#values += end - at;
      at = end;
    }
  }

  #endPage(entriesEnd: number): void {
    this.#pages.addData(this.#encoder.bytes, 'PLAIN', this.#values - this.#pages.values, entriesEnd);
    this.#encoder.clearBytes();
  }

  /** The last page takes all entries that are left. */
  #endPlain(): void {
    if (this.#pages.dataPages === 0) this.#pages.expect(this.#encoder.length);
    this.#endPage(this.#levels.count);
  }

  #endByDictionary({ distinct, indexes }: Dictionary): void {
    const width = bitWidth(distinct.length);
    const page = new ByteWriter();
    page.appendUint8(width);
    writeRleBitPackedHybrid(page, indexes, width);
    this.#encoder.write(distinct, 0, distinct.length, Number.POSITIVE_INFINITY);
    const { bytes } = this.#encoder;
    this.#pages.expect(bytes.length + page.offset);
    this.#pages.addDictionary(bytes, distinct.length);
    this.#pages.addData(page.getBytes(), 'RLE_DICTIONARY', indexes.length, this.#levels.count);
  }

  #chunk(start: number): ColumnChunk {
    const { min, max } = this.#encoder.statistics;
    const { codec, size, uncompressed, dataPages, dictionarySize } = this.#pages;
    const encoding = this.#isByDictionary ? 'RLE_DICTIONARY' : 'PLAIN';
    const dictionaryPage = { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN', count: 1 } as const;
    return {
      meta_data: {
        type: this.#leaf.type,
        encodings: this.#isByDictionary ? ['PLAIN', encoding] : [encoding],
        path_in_schema: [...this.#leaf.path],
        codec,
        num_values: BigInt(this.#levels.count),
        total_compressed_size: BigInt(size),
        total_uncompressed_size: BigInt(uncompressed),
        data_page_offset: BigInt(start + dictionarySize),
        ...(this.#isByDictionary && { dictionary_page_offset: BigInt(start) }),
        statistics: {
          ...(min !== undefined && max !== undefined && { min_value: min, max_value: max }),
          null_count: BigInt(this.#levels.count - this.#values),
        },
        encoding_stats: [
          ...(this.#isByDictionary ? [dictionaryPage] : []),
          { page_type: 'DATA_PAGE_V2', encoding, count: dataPages },
        ],
      },
      file_offset: BigInt(start),
    };
  }
}
