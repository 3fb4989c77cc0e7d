/**
 * Values to Arrow buffers and back, a column at a time. Strings are decoded here because the library's decoder swallows a
 * byte order mark at the start of a text.
 */
import { type Data, DataType, type Int32, type List, makeData, type Struct } from 'apache-arrow';
import { dateOfDays, daysOfDate, millisecondsOfTimestamp, timestampOfMilliseconds } from './calendar.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

type Values = readonly unknown[];

/** An Arrow array of these values, which are as in our rows. */
export function toArrow(type: DataType, values: Values): Data {
  const common = { type, length: values.length, ...validity(values) };
  if (DataType.isUtf8(type)) return makeData({ ...common, type, ...textBuffers(values) });
  if (DataType.isList(type)) return listOf(type, values, common);
  if (DataType.isStruct(type)) return structOf(type, values as Record<string, unknown>[]);
  if (DataType.isBool(type)) return makeData({ ...common, type, data: bits(values, (value) => value === true) });
  return makeData({ ...common, type: type as Int32, data: numbers(type, values) as Int32Array });
}

/** The values of an Arrow array, as in our rows. */
export function fromArrow(data: Data): unknown[] {
  const value = reader(data);
  return Array.from({ length: data.length }, (_, at) => (data.getValid(at) ? value(at) : null));
}

function reader(data: Data): (at: number) => unknown {
  const { type, values, valueOffsets } = data;
  if (DataType.isUtf8(type)) return (at) => utf8.decode(values.subarray(valueOffsets[at], valueOffsets[at + 1]));
  if (DataType.isBool(type)) return (at) => (values[at >> 3] & (1 << (at & 7))) !== 0;
  if (DataType.isDate(type)) return (at) => dateOfDays(values[at]);
  if (DataType.isTimestamp(type)) return (at) => timestampOfMilliseconds(Number(values[at]));
  if (DataType.isList(type)) {
    const elements = fromArrow(data.children[0]!);
    return (at: number) => elements.slice(valueOffsets[at], valueOffsets[at + 1]);
  }
  if (DataType.isStruct(type)) {
    const fields = type.children.map(({ name }, i) => [name, fromArrow(data.children[i]!)] as const);
    return (at) => Object.fromEntries(fields.map(([name, column]) => [name, column[at]]));
  }
  return (at) => values[at];
}

function numbers(type: DataType, values: Values): Int32Array | Float64Array | BigInt64Array {
  if (DataType.isTimestamp(type)) {
    return BigInt64Array.from(values, (value) => (value === null ? 0n : BigInt(millisecondsOfTimestamp(value as string))));
  }
  if (DataType.isDate(type)) return Int32Array.from(values, (value) => (value === null ? 0 : daysOfDate(value as string)));
  const array = DataType.isInt(type) ? new Int32Array(values.length) : new Float64Array(values.length);
  for (const [at, value] of values.entries()) array[at] = (value as number | null) ?? 0;
  return array;
}

function listOf(type: List, values: Values, common: { length: number; nullCount: number; nullBitmap?: Uint8Array }): Data {
  const lists = values.map((value) => (value ?? []) as Values);
  const child = toArrow(type.valueType, lists.flat());
  return makeData({ ...common, type, valueOffsets: offsets(lists.map((list) => list.length)), child });
}

function structOf(type: Struct, values: readonly Record<string, unknown>[]): Data {
  const children = type.children.map(({ name, type: field }) =>
    toArrow(
      field,
      values.map((value) => value[name]),
    ),
  );
  return makeData({ type, length: values.length, nullCount: 0, children });
}

/** Written without being measured before: room for the longest one in three bytes a unit is kept, and made when there is none. */
function textBuffers(values: Values): { valueOffsets: Int32Array; data: Uint8Array } {
  const texts = values.map((value) => (value ?? '') as string);
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  let data = Buffer.allocUnsafeSlow(texts.reduce((units, text) => units + text.length, 2 * longest));
  const valueOffsets = new Int32Array(texts.length + 1);
  let end = 0;
  for (const [at, text] of texts.entries()) {
    if (data.length < end + 3 * text.length) data = Buffer.concat([data.subarray(0, end)], 2 * data.length + 3 * text.length);
    end = requireSize(end + data.write(text, end));
    valueOffsets[at + 1] = end;
  }
  return { valueOffsets, data: data.subarray(0, end) };
}

/** Where each element starts, and where the last one ends. */
function offsets(lengths: readonly number[]): Int32Array {
  const result = new Int32Array(lengths.length + 1);
  let end = 0;
  for (const [at, length] of lengths.entries()) {
    end = requireSize(end + length);
    result[at + 1] = end;
  }
  return result;
}

function requireSize(size: number): number {
  if (size > 2 ** 31 - 1) throw new RangeError(`${size} bytes or elements in one Arrow column; expected less than 2 GiB`);
  return size;
}

function validity(values: Values): { nullCount: number; nullBitmap?: Uint8Array } {
  const nullCount = values.reduce<number>((count, value) => count + (value === null ? 1 : 0), 0);
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap: bits(values, (value) => value !== null) };
}

function bits(values: Values, isSet: (value: unknown) => boolean): Uint8Array {
  // Arrow wants buffers in steps of 64 bits.
  const bitmap = new Uint8Array(((values.length + 63) >> 6) << 3);
  for (const [at, value] of values.entries()) if (isSet(value)) bitmap[at >> 3]! |= 1 << (at & 7);
  return bitmap;
}
