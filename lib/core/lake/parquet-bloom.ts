/**
 * Bloom filters for a finished Parquet file: their bytes go before its footer, and the footer learns where they lie.
 * The footer is Thrift's compact protocol (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md);
 * every other byte of it stays as it is. Field numbers: `parquet.thrift` of the Parquet format.
 */

const FILE = { rowGroups: 4 } as const;
const ROW_GROUP = { columns: 1 } as const;
const COLUMN_CHUNK = { metadata: 3 } as const;
const COLUMN_METADATA = { path: 3 } as const;

const BOOLEANS = [1, 2];
const BYTE = 3;
const INTEGERS = [4, 5, 6];
const DOUBLE = 7;
const BINARY = 8;
const LISTS = [9, 10];
const STRUCT = 12;

/** Ids are hashes, so that every file's range holds every id: without a filter a look-up decompresses them all. */
export const FILTERED_COLUMN = 'document_id';

/** A filter as it is stored, header included, of one column of one row group. */
export type BloomFilter = Uint8Array;

/**
 * What follows the data once these filters, one a row group, are added for a top-level column: the filters and the new footer,
 * without the length and magic at the end. `end` is where the old footer began.
 */
export function bloomTail(footer: Uint8Array, column: string, filters: readonly BloomFilter[], end: number): Uint8Array[] {
  const places = metadataEnds(footer, column);
  if (places.length !== filters.length) {
    throw new Error(`${filters.length} Bloom filters for ${places.length} row groups with ${column}`);
  }
  const parts: Uint8Array[] = [];
  let kept = 0;
  let offset = end;
  for (const [at, filter] of filters.entries()) {
    parts.push(footer.subarray(kept, places[at]), locationOf(offset, filter.length));
    kept = places[at]!;
    offset += filter.length;
  }
  return [...filters, ...parts, footer.subarray(kept)];
}

/** The fields `bloom_filter_offset`, 14, and `bloom_filter_length`, 15, with their numbers in full: so they may come last. */
function locationOf(offset: number, length: number): Uint8Array {
  return Uint8Array.of(6, zigzag(14), ...varint(offset * 2), 5, zigzag(15), ...varint(length * 2));
}

const zigzag = (id: number) => id * 2;

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

/** Where the metadata of the column ends, in each row group. */
function metadataEnds(footer: Uint8Array, column: string): number[] {
  const reader = new CompactReader(footer);
  const ends: number[] = [];
  const metadata = () => {
    let path: string[] = [];
    const end = reader.struct({ [COLUMN_METADATA.path]: () => (path = reader.texts()) });
    if (path.length === 1 && path[0] === column) ends.push(end);
  };
  const chunk = () => reader.struct({ [COLUMN_CHUNK.metadata]: metadata });
  const rowGroup = () => reader.struct({ [ROW_GROUP.columns]: () => reader.list(chunk) });
  reader.struct({ [FILE.rowGroups]: () => reader.list(rowGroup) });
  return ends;
}

class CompactReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Reads a struct by the readers of its fields, passing over the others; where its end mark is. */
  struct(fields: Readonly<Record<number, () => void>> = {}): number {
    let id = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      const step = head >> 4;
      id = step === 0 ? this.#varint() / 2 : id + step;
      const read = fields[id];
      if (read) read();
      else this.#skip(head & 15);
    }
    return this.#at - 1;
  }

  list(read: (type: number) => void): void {
    const head = this.#byte();
    const size = head >> 4 === 15 ? this.#varint() : head >> 4;
    for (let i = 0; i < size; i++) read(head & 15);
  }

  texts(): string[] {
    const texts: string[] = [];
    this.list(() => texts.push(new TextDecoder().decode(this.#binary())));
    return texts;
  }

  #skip(type: number): void {
    if (BOOLEANS.includes(type)) return;
    if (type === BYTE) this.#at += 1;
    else if (INTEGERS.includes(type)) this.#varint();
    else if (type === DOUBLE) this.#at += 8;
    else if (type === BINARY) this.#binary();
    else if (LISTS.includes(type)) this.list((element) => (BOOLEANS.includes(element) ? this.#byte() : this.#skip(element)));
    else if (type === STRUCT) this.struct();
    else throw new Error(`Type ${type} in a Parquet footer`);
  }

  #binary(): Uint8Array {
    const length = this.#varint();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Error('The Parquet footer ends too early');
    return byte;
  }

  /** Exact below 2^53; longer ones are only passed over. */
  #varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}
