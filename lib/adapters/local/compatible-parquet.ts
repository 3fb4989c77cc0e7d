/**
 * Parquet for readers that know neither zstd nor pages of version 2, such as old Hive, Impala and Spectrum, written by
 * `parquetjs-lite`. As it comes, that library writes files in which readers miss rows without a word: hence
 * - no page index and no statistics: it orders texts by UTF-16 code units where readers expect bytes;
 * - times and days only as `Date`: it takes the number that a text begins with for one;
 * - integers checked here: it truncates.
 */
import parquet, { type FieldDefinition, type WriterOptions } from 'parquetjs-lite';
import { type Column, type ColumnType, DOCUMENT_TEXTS, type Table } from '../../core/lake/columns.ts';
import { fileColumns } from '../../core/lake/file-columns.ts';
import type { Row } from '../../core/lake/row-format.ts';

export type Codec = 'snappy' | 'gzip';

/** The library counts a page in rows, so a page of long texts must have few. */
const PAGES = { pageSize: 5_000, rowGroupSize: 20_000 };
const TEXT_PAGES = { pageSize: 250, rowGroupSize: 5_000 };

/** The rows as a Parquet file with the contract's columns, all but the partition. */
export async function encodeCompatible(table: Table, rows: readonly Row[], codec: Codec = 'snappy'): Promise<Uint8Array> {
  const columns = fileColumns(table);
  const pages = table.name === DOCUMENT_TEXTS.name ? TEXT_PAGES : PAGES;
  const options: WriterOptions = { pageIndex: false, useDataPageV2: false, ...pages };
  const chunks: Buffer[] = [];
  const write = async (bytes: Buffer) => {
    chunks.push(bytes);
  };
  const schema = new parquet.ParquetSchema(Object.fromEntries(columns.map((column) => [column.name, fieldOf(column, codec)])));
  const envelope = new parquet.ParquetEnvelopeWriter(schema, write, async () => {}, 0, options);
  const writer = new parquet.ParquetWriter(schema, envelope, options);
  try {
    for (const row of rows) {
      await writer.appendRow(Object.fromEntries(columns.map((column) => [column.name, toFile(column, row[column.name])])));
    }
    await writer.close();
  } catch (error) {
    // The library throws texts.
    throw error instanceof Error ? error : new Error(`parquetjs-lite can't write ${table.name}: ${error}`);
  }
  return Buffer.concat(chunks);
}

const TYPES: Readonly<Record<Exclude<ColumnType, 'list<string>' | 'list<removal>'>, string>> = {
  string: 'UTF8',
  int: 'INT32',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP_MILLIS',
};

function fieldOf({ type, nullable }: Column, codec: Codec): FieldDefinition {
  const compression = codec === 'gzip' ? 'GZIP' : 'SNAPPY';
  const leaf = (name: string): FieldDefinition => ({ type: name, compression, statistics: false });
  // The standard form of a list in three levels: by it an empty list differs from none.
  const list = (element: FieldDefinition): FieldDefinition => ({
    type: 'LIST',
    optional: nullable,
    fields: { list: { repeated: true, fields: { element } } },
  });
  if (type === 'list<string>') return list(leaf('UTF8'));
  if (type === 'list<removal>') {
    return list({ fields: { start: leaf('INT32'), end: leaf('INT32'), rule: leaf('UTF8'), text: leaf('UTF8') } });
  }
  return { ...leaf(TYPES[type]), optional: nullable };
}

function toFile({ name, type, nullable }: Column, value: unknown): unknown {
  if (value === undefined || (value === null && !nullable)) {
    throw new Error(`${name} is ${value}; expected a ${type}${nullable ? ' or null' : ''}`);
  }
  if (value === null) return null;
  switch (type) {
    case 'date':
      return checkedDate(name, `${value}T00:00:00.000Z`);
    case 'timestamp':
      return checkedDate(name, String(value));
    case 'int':
      if (!Number.isInteger(value)) throw new Error(`${name} is ${value}; expected a 32-bit integer`);
      return value;
    case 'list<string>':
    case 'list<removal>':
      return { list: (value as unknown[]).map((element) => ({ element })) };
    default:
      return value;
  }
}

function checkedDate(name: string, text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error(`${name} is ${text}; expected a day or time in ISO 8601`);
  return date;
}
