import {
  AsyncByteQueue,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { QueryResult } from '../ports/query-engine.ts';

/** Rows a record batch: large enough for readers, small enough to stream. */
const BATCH_ROWS = 2_000;

interface ArrowColumn {
  readonly type: DataType;
  /** From a plain JSON value, never null, to what the Arrow builder takes. */
  readonly convert: (value: unknown) => unknown;
}

/** The result as an Arrow IPC stream. Types without a plain Arrow counterpart become JSON texts. */
export async function* renderArrow(columns: QueryResult['columns'], rows: QueryResult['rows']): AsyncGenerator<Uint8Array> {
  const arrowColumns = columns.map(({ type }) => arrowColumn(type));
  const schema = new Schema(columns.map(({ name }, index) => new Field(name, arrowColumns[index]!.type, true)));
  const sink = new ChunkSink();
  const writer = new RecordBatchStreamWriter().reset(sink, schema);
  for await (const batch of recordBatches(schema, arrowColumns, rows)) {
    writer.write(batch);
    yield sink.take();
  }
  writer.finish();
  yield sink.take();
}

/** Gives the written bytes out at once. The library's own streams leave a rejection unhandled when the source fails. */
class ChunkSink extends AsyncByteQueue {
  #chunks: Uint8Array[] = [];

  override write(value: Uint8Array | ArrayBufferLike | ArrayBufferView): void {
    this.#chunks.push(
      ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value),
    );
  }

  take(): Uint8Array {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return bytes;
  }
}

/** At least one batch, so that the schema goes out even without rows. */
async function* recordBatches(
  schema: Schema,
  columns: readonly ArrowColumn[],
  rows: QueryResult['rows'],
): AsyncGenerator<RecordBatch> {
  let batch: (readonly unknown[])[] = [];
  let sent = false;
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    yield recordBatch(schema, columns, batch);
    batch = [];
    sent = true;
  }
  if (batch.length > 0 || !sent) yield recordBatch(schema, columns, batch);
}

function recordBatch(schema: Schema, columns: readonly ArrowColumn[], rows: readonly (readonly unknown[])[]): RecordBatch {
  const children = columns.map(({ type, convert }, index) => {
    const values = rows.map((row) => (row[index] === null || row[index] === undefined ? null : convert(row[index])));
    // Of no values the library makes no data: take none of one.
    return values.length > 0 ? vectorFromArray(values, type).data[0]! : vectorFromArray([null], type).data[0]!.slice(0, 0);
  });
  const struct = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
  return new RecordBatch(schema, struct);
}

const toText = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const toBigInt = (value: unknown) => BigInt(value as string | number);
const toMilliseconds = (value: unknown) => Date.parse(String(value));

/** From the query engine's name of a type. */
function arrowColumn(name: string): ArrowColumn {
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(name);
  if (decimal) return decimalColumn(Number(decimal[1]), Number(decimal[2]));
  switch (name) {
    case 'BOOLEAN':
      return { type: new Bool(), convert: Boolean };
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'UTINYINT':
    case 'USMALLINT':
      return { type: new Int32(), convert: Number };
    case 'BIGINT':
    case 'UINTEGER':
      return { type: new Int64(), convert: toBigInt };
    // What sum() of integers gives.
    case 'HUGEINT':
      return decimalColumn(38, 0);
    case 'FLOAT':
    case 'DOUBLE':
      return { type: new Float64(), convert: Number };
    case 'DATE':
      return { type: new DateDay(), convert: toMilliseconds };
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return { type: new TimestampMillisecond('UTC'), convert: toMilliseconds };
    case 'VARCHAR[]':
      return { type: new List(new Field('element', new Utf8(), true)), convert: (value) => value };
    default:
      return { type: new Utf8(), convert: toText };
  }
}

/** 128 bits, little endian, two's complement: the value times 10^scale. */
function decimalColumn(precision: number, scale: number): ArrowColumn {
  const convert = (value: unknown) => {
    const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
    if (whole === undefined) throw new TypeError(`The query engine gave ${String(value)} as a decimal number.`);
    const digits = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
    const bits = BigInt.asUintN(128, sign ? -digits : digits);
    return Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((bits >> shift) & 0xffff_ffffn));
  };
  return { type: new Decimal(scale, precision, 128), convert };
}
