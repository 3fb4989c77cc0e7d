/** A leaf's values in Parquet's encodings PLAIN and dictionary, and their least and greatest. */
import { compareUtf8 } from '../utf8-order.ts';
import type { PhysicalType } from './parquet-leaves.ts';

type Bound = string | number | boolean | undefined;

export interface Statistics {
  min: Bound;
  max: Bound;
}

export interface Dictionary {
  readonly distinct: readonly unknown[];
  readonly indexes: Int32Array;
}

const WIDTHS = { INT32: 4, INT64: 8, DOUBLE: 8 } as const;
/** Before each text stands its length. */
const LENGTH_BYTES = 4;
const TWO_32 = 2 ** 32;
const MAX_INT = 2 ** 31 - 1;
const MIN_INT = -(2 ** 31);

/** Values looked at before a dictionary is tried, and the part of them that may be distinct. */
const SAMPLE = 1_000;
const MAX_DISTINCT = 0.9;

/** The distinct values in order of appearance, where they and the indexes take at most half of the bytes; else null. */
export function dictionaryOf(type: PhysicalType, values: readonly unknown[]): Dictionary | null {
  if (type === 'BOOLEAN' || values.length === 0 || isMostlyDistinct(values)) return null;
  const indexes = new Int32Array(values.length);
  const places = new Map<unknown, number>();
  let plain = 0;
  let once = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    const size = type === 'BYTE_ARRAY' ? LENGTH_BYTES + (value as string).length : WIDTHS[type];
    let place = places.get(value);
    if (place === undefined) {
      place = places.size;
      places.set(value, place);
      once += size;
    }
    plain += size;
    indexes[at] = place;
  }
  const indexBytes = (values.length * bitWidth(places.size)) / 8;
  return 2 * (once + indexBytes) <= plain ? { distinct: [...places.keys()], indexes } : null;
}

/** Bits that tell so many things apart. */
export function bitWidth(count: number): number {
  return Math.ceil(Math.log2(count));
}

/** By a sample spread over all, an eighth of them where they are few. */
function isMostlyDistinct(values: readonly unknown[]): boolean {
  const size = Math.min(values.length, SAMPLE, Math.max(128, values.length >> 3));
  const distinct = new Set<unknown>();
  for (let i = 0; i < size; i++) distinct.add(values[Math.floor((i * values.length) / size)]);
  return size > 1 && distinct.size > MAX_DISTINCT * size;
}

/** Writes values one after the other, in the encoding PLAIN, and knows the least and greatest of all that it wrote. */
export class PlainEncoder {
  readonly #type: PhysicalType;
  readonly statistics: Statistics = { min: undefined, max: undefined };
  #buffer: Buffer;

  constructor(type: PhysicalType, scratch: Buffer) {
    this.#type = type;
    this.#buffer = scratch;
  }

  /** Values from `from` on until their bytes pass `limit` or they end: a view that holds until the next call, and where it ended. */
  encode(values: readonly unknown[], from: number, limit: number): { bytes: Uint8Array; to: number } {
    switch (this.#type) {
      case 'BYTE_ARRAY':
        return this.#texts(values as readonly string[], from, limit);
      case 'BOOLEAN':
        return { bytes: this.#booleans(values as readonly boolean[]), to: values.length };
      default:
        return { bytes: this.#numbers(values as readonly number[], this.#type), to: values.length };
    }
  }

  #texts(values: readonly string[], from: number, limit: number) {
    let length = 0;
    let at = from;
    for (; at < values.length && (length < limit || at === from); at++) {
      const text = checkedText(values[at]!);
      this.#reserve(length + LENGTH_BYTES + 3 * text.length, length);
      const bytes = this.#buffer.write(text, length + LENGTH_BYTES, 'utf8');
      this.#buffer.writeUInt32LE(bytes, length);
      length += LENGTH_BYTES + bytes;
      this.#note(text, bytes === text.length);
    }
    return { bytes: this.#buffer.subarray(0, length), to: at };
  }

  /** ASCII compares in JavaScript's order as in that of UTF-8, also with other text. */
  #note(text: string, isAscii: boolean): void {
    const { statistics } = this;
    const { min, max } = statistics as { min: string | undefined; max: string | undefined };
    if (isAscii) {
      if (min === undefined || text < min) statistics.min = text;
      if (max === undefined || text > max) statistics.max = text;
    } else {
      // A surrogate without its other half is written as U+FFFD.
      const written = text.isWellFormed() ? text : text.toWellFormed();
      if (min === undefined || compareUtf8(written, min) < 0) statistics.min = written;
      if (max === undefined || compareUtf8(written, max) > 0) statistics.max = written;
    }
  }

  #numbers(values: readonly number[], type: keyof typeof WIDTHS): Uint8Array {
    const length = values.length * WIDTHS[type];
    this.#reserve(length, 0);
    const view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, length);
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!;
      if (type === 'INT32') view.setInt32(at * 4, checkedInt(value), true);
      else if (type === 'DOUBLE') view.setFloat64(at * 8, checkedNumber(value), true);
      else {
        view.setUint32(at * 8, ((value % TWO_32) + TWO_32) % TWO_32, true);
        view.setInt32(at * 8 + 4, Math.floor(value / TWO_32), true);
      }
      if (value < min) min = value;
      if (value > max) max = value;
    }
    // The format wants zero as -0 in a minimum and +0 in a maximum. Nothing but NaN leaves no bounds.
    if (min <= max) Object.assign(this.statistics, { min: min === 0 ? -0 : min, max: max === 0 ? 0 : max });
    return this.#buffer.subarray(0, length);
  }

  #booleans(values: readonly boolean[]): Uint8Array {
    const bytes = new Uint8Array((values.length + 7) >> 3);
    for (let at = 0; at < values.length; at++) {
      if (typeof values[at] !== 'boolean') throw new Error(`${values[at]} is no boolean`);
      if (values[at]) bytes[at >> 3]! |= 1 << (at & 7);
    }
    if (values.length > 0) Object.assign(this.statistics, { min: !values.includes(false), max: values.includes(true) });
    return bytes;
  }

  #reserve(size: number, keep: number): void {
    if (size <= this.#buffer.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(size, 2 * this.#buffer.length));
    this.#buffer.copy(bigger, 0, 0, keep);
    this.#buffer = bigger;
  }
}

/** The buffer would wrap what doesn't fit. */
function checkedInt(value: number): number {
  if (!Number.isInteger(value) || value > MAX_INT || value < MIN_INT) throw new Error(`${value} is no 32-bit integer`);
  return value;
}

function checkedText(value: string): string {
  if (typeof value !== 'string') throw new Error(`${value} is no string`);
  return value;
}

function checkedNumber(value: number): number {
  if (typeof value !== 'number') throw new Error(`${value} is no number`);
  return value;
}
