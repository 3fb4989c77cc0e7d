import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrowFormat } from '../../../lib/core/lake/arrow-format.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS } from '../../../lib/core/lake/columns.ts';
import { parquetFormat } from '../../../lib/core/lake/parquet-format.ts';
import type { RowFormat } from '../../../lib/core/lake/row-format.ts';
import { describeContract } from '../../contracts/contract.ts';
import { rowFormatContract } from '../../contracts/row-format-contract.ts';
import { askDuckDb, SAMPLES, sampleOf } from './sample-table.ts';

const FORMATS: [string, RowFormat][] = [
  ['Parquet', parquetFormat],
  ['Arrow', arrowFormat],
];

for (const [name, format] of FORMATS) {
  describeContract(`the ${name} format`, rowFormatContract, () => Promise.resolve({ subject: format, close() {} }));
}

/** Characters around which encodings, orders and readers go wrong. */
const TRAPS = [
  '\u0000',
  '',
  '\uFEFF',
  '\uE000',
  '\uFFFD',
  '\uFFFF',
  '😀',
  '\u{10FFFF}',
  'é',
  "'",
  '"',
  '\\',
  '\n',
  '\r',
  ' ',
  'a',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...TRAPS)).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const time = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
const row = fc.record({
  id: text,
  text: maybe(text),
  count: maybe(int),
  score: maybe(fc.double({ noNaN: true })),
  flag: maybe(fc.boolean()),
  date: maybe(time.map((date) => date.toISOString().slice(0, 10))),
  time: maybe(time.map((date) => date.toISOString())),
  names: maybe(fc.array(text, { maxLength: 3 })),
  removed: maybe(fc.array(fc.record({ start: int, end: int, rule: text, text }), { maxLength: 3 })),
  tags: fc.array(text, { maxLength: 3 }),
});

describe.each(FORMATS)('the %s format', (_, format) => {
  test('gives back any rows exactly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        expect(await format.decode(SAMPLES, await format.encode(SAMPLES, rows))).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps a long text, and many of them', async () => {
    const long = 'Ünïcödé 😀 '.repeat(30_000);
    const rows = Array.from({ length: 20 }, (_, at) => sampleOf(String(at), { text: `${at}${long}` }));
    expect(await format.decode(SAMPLES, await format.encode(SAMPLES, rows))).toEqual(rows);
  });

  test('tells an empty list from none', async () => {
    const rows = [sampleOf('1', { names: [] }), sampleOf('2', { names: null }), sampleOf('3', { names: [''] })];
    expect(await format.decode(SAMPLES, await format.encode(SAMPLES, rows), ['names'])).toEqual([
      { names: [] },
      { names: null },
      { names: [''] },
    ]);
  });

  test.each([
    ['a missing value', sampleOf('1', { text: undefined })],
    ['null where a value must be', sampleOf('1', { tags: null })],
    ['a date that is none', sampleOf('1', { date: 'yesterday' })],
  ])('refuses %s', async (_, bad) => {
    await expect(format.encode(SAMPLES, [bad])).rejects.toThrow();
  });

  test('reads a file from before a column came', async () => {
    const before = { ...SAMPLES, columns: SAMPLES.columns.filter(({ name }) => name !== 'text') };
    const { text: _, ...old } = sampleOf('1');
    const bytes = await format.encode(before, [old]);
    expect(await format.decode(SAMPLES, bytes)).toEqual([sampleOf('1')]);
  });

  test('knows every column of our tables', async () => {
    for (const table of [DOCUMENTS, DOCUMENT_TEXTS, REJECTIONS])
      expect(await format.encode(table, [])).toBeInstanceOf(Uint8Array);
  });

  test('reads bytes that are a view into a greater buffer', async () => {
    const bytes = await format.encode(SAMPLES, [sampleOf('1')]);
    const greater = new Uint8Array(bytes.length + 13);
    greater.set(bytes, 5);
    expect(await format.decode(SAMPLES, greater.subarray(5, 5 + bytes.length))).toEqual([sampleOf('1')]);
  });
});

describe('a Parquet file of ours, read by DuckDB', () => {
  test('has the columns, types and values of the contract', async () => {
    const full = sampleOf('1', {
      text: 'é 😀',
      count: -5,
      score: 0.25,
      flag: true,
      date: '1955-11-05',
      time: '1955-11-05T06:15:00.123Z',
      names: ['Ada', ''],
      removed: [{ start: 1, end: 2, rule: 'share', text: 'Share' }],
      tags: ['x'],
    });
    const bytes = await parquetFormat.encode(SAMPLES, [full, sampleOf('2')]);
    expect(await askDuckDb(bytes, 'SELECT column_name, column_type FROM (DESCRIBE FROM $file)')).toEqual([
      ['id', 'VARCHAR'],
      ['text', 'VARCHAR'],
      ['count', 'INTEGER'],
      ['score', 'DOUBLE'],
      ['flag', 'BOOLEAN'],
      ['date', 'DATE'],
      ['time', 'TIMESTAMP WITH TIME ZONE'],
      ['names', 'VARCHAR[]'],
      ['removed', 'STRUCT("start" INTEGER, "end" INTEGER, "rule" VARCHAR, "text" VARCHAR)[]'],
      ['tags', 'VARCHAR[]'],
    ]);
    expect(await askDuckDb(bytes, 'SELECT * FROM $file ORDER BY id')).toEqual([
      ['1', 'é 😀', -5, 0.25, true, '1955-11-05', '1955-11-05 06:15:00.123+00', ['Ada', ''], full.removed, ['x']],
      ['2', null, null, null, null, null, null, null, null, []],
    ]);
  });

  /** A reader skips row groups by their least and greatest value: wrong ones make rows vanish without a word. */
  test('finds every text by equality and by range, whatever its neighbours', async () => {
    const long = 'x'.repeat(40);
    const odd = [
      ...TRAPS,
      ...TRAPS.map((trap) => `${long}${trap}`),
      ...TRAPS.map((trap) => `${trap}${long}`),
      '\u{10FFFF}'.repeat(20),
    ];
    for (const companion of ['a', '\uFFFF', '😀', '\u0000', '\u{10FFFF}'.repeat(9)]) {
      for (const value of odd) {
        const bytes = await parquetFormat.encode(SAMPLES, [sampleOf('1', { text: value }), sampleOf('2', { text: companion })]);
        const sql = 'SELECT count(*) FILTER (id = 1) FROM $file WHERE text = $1 AND text >= $1 AND text <= $1';
        expect([value, await askDuckDb(bytes, sql, [value])]).toEqual([value, [['1']]]);
      }
    }
  });

  test('finds numbers, days and times by equality', async () => {
    const rows = [-(2 ** 31), -1, 0, 2 ** 31 - 1].map((count, at) =>
      sampleOf(String(at), {
        count,
        score: count / 3,
        date: `19${60 + at * 10}-01-01`,
        time: `19${60 + at * 10}-01-01T00:00:00.001Z`,
      }),
    );
    const bytes = await parquetFormat.encode(SAMPLES, rows);
    for (const row of rows) {
      const sql = `SELECT id FROM $file WHERE count = ${row.count} AND score = ${row.count}::DOUBLE / 3 AND date = '${row.date}' AND time = '${row.time}'`;
      expect(await askDuckDb(bytes, sql)).toEqual([[row.id]]);
    }
  });

  test('has statistics in every column, and zstd in what is worth it', async () => {
    const text = `b${' and more'.repeat(50)}`;
    const bytes = await parquetFormat.encode(SAMPLES, [sampleOf('1', { text, count: 3 }), sampleOf('2', { text: 'a' })]);
    const sql = `SELECT path_in_schema, compression, stats_min_value, stats_max_value, stats_null_count
      FROM parquet_metadata($file) WHERE path_in_schema IN ('text', 'count')`;
    expect(await askDuckDb(bytes, sql)).toEqual([
      ['text', 'ZSTD', 'a', 'b and more and n', '0'],
      ['count', 'UNCOMPRESSED', '3', '3', '1'],
    ]);
  });
});
