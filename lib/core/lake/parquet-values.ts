/** A leaf's values in Parquet's encoding PLAIN, and their least and greatest. */
import { compareUtf8 } from '../utf8-order.ts';
import { LENGTH_BYTES, WIDTHS } from './parquet-dictionary.ts';
import type { Leaf } from './parquet-leaves.ts';

type Bound = string | number | boolean | undefined;

export interface Statistics {
  readonly min: Bound;
  readonly max: Bound;
}

const TWO_32 = 2 ** 32;
const MAX_INT = 2 ** 31 - 1;
const MIN_INT = -(2 ** 31);

/** Writes values one after the other, in the encoding PLAIN, and knows the least and greatest of all that it wrote. */
export class PlainEncoder {
  readonly #leaf: Leaf;
  #buffer = Buffer.alloc(0);
  #length = 0;
  #min: Bound;
  #max: Bound;
  /** Booleans are bits. */
  #bits = 0;

  constructor(leaf: Leaf) {
    this.#leaf = leaf;
  }

  get length(): number {
    return this.#length;
  }

  /** A view that holds until the next value comes. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** The format wants zero as -0 in a minimum and +0 in a maximum. Nothing but NaN leaves no bounds. */
  get statistics(): Statistics {
    const [min, max] = [this.#min, this.#max];
    return { min: min === 0 ? -0 : min, max: max === 0 ? 0 : max };
  }

  /** Writes values from `from` on, until the page is full or the first `to` are written; where it ended. */
  write(values: readonly unknown[], from: number, to: number, pageBytes: number): number {
    switch (this.#leaf.type) {
      case 'BYTE_ARRAY':
        return this.#texts(values as readonly string[], from, to, pageBytes);
      case 'BOOLEAN':
        return this.#booleans(values as readonly boolean[], from, to);
      default:
        return this.#numbers(values, from, to);
    }
  }

  clearBytes(): void {
    this.#length = this.#bits = 0;
  }

  clear(): void {
    this.clearBytes();
    this.#min = this.#max = undefined;
  }

  #texts(values: readonly string[], from: number, to: number, pageBytes: number): number {
    let at = from;
    for (; at < to && this.#length < pageBytes; at++) {
      const text = checkedText(values[at]!);
      this.#reserve(LENGTH_BYTES + 3 * text.length);
      const bytes = this.#buffer.write(text, this.#length + LENGTH_BYTES, 'utf8');
      this.#buffer.writeUInt32LE(bytes, this.#length);
      this.#length += LENGTH_BYTES + bytes;
      this.#note(text, bytes === text.length);
    }
    return at;
  }

  /** ASCII compares in JavaScript's order as in that of UTF-8, also with other text. */
  #note(text: string, isAscii: boolean): void {
    const [min, max] = [this.#min as string | undefined, this.#max as string | undefined];
    if (isAscii) {
      if (min === undefined || text < min) this.#min = text;
      if (max === undefined || text > max) this.#max = text;
    } else {
      // A surrogate without its other half is written as U+FFFD.
      const written = text.isWellFormed() ? text : text.toWellFormed();
      if (min === undefined || compareUtf8(written, min) < 0) this.#min = written;
      if (max === undefined || compareUtf8(written, max) > 0) this.#max = written;
    }
  }

  #numbers(values: readonly unknown[], from: number, to: number): number {
    const { type, convert } = this.#leaf;
    const width = WIDTHS[type as keyof typeof WIDTHS];
    this.#reserve((to - from) * width);
    const buffer = this.#buffer;
    let [min, max] = [(this.#min as number) ?? Number.POSITIVE_INFINITY, (this.#max as number) ?? Number.NEGATIVE_INFINITY];
    let length = this.#length;
    for (let at = from; at < to; at++) {
      const value = convert ? convert(values[at] as never) : (values[at] as number);
      if (type === 'INT32') buffer.writeInt32LE(checkedInt(value), length);
      else if (type === 'DOUBLE') buffer.writeDoubleLE(checkedNumber(value), length);
      else {
        buffer.writeUInt32LE(((value % TWO_32) + TWO_32) % TWO_32, length);
        buffer.writeInt32LE(Math.floor(value / TWO_32), length + 4);
      }
      length += width;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.#length = length;
    if (min <= max) [this.#min, this.#max] = [min, max];
    return to;
  }

  #booleans(values: readonly boolean[], from: number, to: number): number {
    this.#reserve(to - from);
    for (let at = from; at < to; at++) {
      const value = values[at];
      if (typeof value !== 'boolean') throw new Error(`${value} is no boolean`);
      const bit = this.#bits++ & 7;
      if (bit === 0) this.#buffer[this.#length++] = 0;
      if (value) this.#buffer[this.#length - 1]! |= 1 << bit;
      this.#min = this.#min === undefined ? value : this.#min && value;
      this.#max = this.#max === undefined ? value : this.#max || value;
    }
    return to;
  }

  /** Makes room for so many bytes more. */
  #reserve(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(this.#length + size, 2 * this.#buffer.length));
    this.#buffer.copy(bigger, 0, 0, this.#length);
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
