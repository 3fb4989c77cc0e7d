import type { PhysicalType } from './parquet-leaves.ts';

/** Bytes of a value in the encoding PLAIN; before each text stands its length. */
export const LENGTH_BYTES = 4;
export const WIDTHS = { INT32: 4, INT64: 8, DOUBLE: 8 } as const;

/** Values looked at before a dictionary is given up, an eighth of them where they are few, and the part that may be distinct. */
const SAMPLE = { least: 128, most: 1_000 } as const;
const MAX_DISTINCT = 0.9;

/** Bits that tell so many things apart. */
export function bitWidth(count: number): number {
  return Math.ceil(Math.log2(count));
}

/** The distinct values of a leaf in order of appearance, and which of them each value is. */
export class Dictionary {
  readonly #width: number | null;
  readonly #sample: number;
  readonly #places = new Map<unknown, number>();
  #indexes = new Int32Array(256);
  #count = 0;
  /** Bytes of all values in the encoding PLAIN, about, and of the distinct ones. */
  #plainBytes = 0;
  #distinctBytes = 0;

  /** `rows` of a row group, about. */
  constructor(type: Exclude<PhysicalType, 'BOOLEAN'>, rows: number) {
    this.#width = type === 'BYTE_ARRAY' ? null : WIDTHS[type];
    this.#sample = Math.min(SAMPLE.most, Math.max(SAMPLE.least, rows >> 3));
  }

  get distinct(): unknown[] {
    return [...this.#places.keys()];
  }

  get indexes(): Int32Array {
    return this.#indexes.subarray(0, this.#count);
  }

  /** All values, again. */
  values(): unknown[] {
    const { distinct } = this;
    return Array.from(this.indexes, (index) => distinct[index]);
  }

  /** Takes the first `count` of these, or fewer if most are distinct, or one is -0, which a map holds for 0. */
  add(values: readonly unknown[], count: number): number {
    this.#reserve(count);
    const [indexes, places] = [this.#indexes, this.#places];
    const begin = this.#count;
    let [lastValue, lastPlace]: [unknown, number] = [undefined, -1];
    for (let at = 0; at < count; at++) {
      const value = values[at];
      if (Object.is(value, -0)) return at;
      const size = this.#width ?? LENGTH_BYTES + (value as string).length;
      this.#plainBytes += size;
      if (value !== lastValue || lastPlace < 0) {
        const place = places.get(value);
        lastPlace = place ?? places.size;
        if (place === undefined) {
          places.set(value, lastPlace);
          this.#distinctBytes += size;
        }
        lastValue = value;
      }
      indexes[begin + at] = lastPlace;
      this.#count = begin + at + 1;
      if (this.#count === this.#sample && places.size > MAX_DISTINCT * this.#sample) return at + 1;
    }
    return count;
  }

  /** Whether it and the indexes take at most half of the bytes that the values would. */
  get isWorthwhile(): boolean {
    const indexBytes = (this.#count * bitWidth(this.#places.size)) / 8;
    return this.#count > 0 && 2 * (this.#distinctBytes + indexBytes) <= this.#plainBytes;
  }

  clear(): void {
    this.#places.clear();
    this.#count = this.#plainBytes = this.#distinctBytes = 0;
  }

  #reserve(count: number): void {
    if (this.#count + count <= this.#indexes.length) return;
    const bigger = new Int32Array(Math.max(this.#count + count, 2 * this.#indexes.length));
    bigger.set(this.#indexes);
    this.#indexes = bigger;
  }
}
