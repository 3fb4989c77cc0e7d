import fc from 'fast-check';
import { parquetMetadata } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { fileColumns } from '../../../lib/core/lake/file-columns.ts';
import { parquetFormat } from '../../../lib/core/lake/parquet-format.ts';
import { type ParquetSizes, writeParquet } from '../../../lib/core/lake/parquet-writer.ts';
import type { Row } from '../../../lib/core/lake/row-format.ts';
import { askDuckDb, SAMPLES, sampleOf } from './sample-table.ts';

const write = (rows: readonly Row[], sizes: ParquetSizes) =>
  writeParquet(fileColumns(SAMPLES), rows, { ...sizes, zstdLevel: 1, filtered: null });

/** Few values, so that dictionaries come about; with all that texts may hold. */
const text = fc.oneof(fc.constantFrom('', 'a', 'b', '😀', '\uFFFF', '\u0000'), fc.string({ unit: 'grapheme', maxLength: 40 }));
const int = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer());
const time = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const cells = fc.record({
  text: fc.option(text),
  count: fc.option(int),
  score: fc.option(
    fc.oneof(
      fc.constantFrom(0.5, 1),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    ),
  ),
  flag: fc.option(fc.boolean()),
  date: fc.option(time.map((date) => date.toISOString().slice(0, 10))),
  time: fc.option(time.map((date) => date.toISOString())),
  names: fc.option(fc.array(text, { maxLength: 4 })),
  removed: fc.option(fc.array(fc.record({ start: int, end: int, rule: text, text }), { maxLength: 3 })),
  tags: fc.array(text, { maxLength: 3 }),
});
const rowsOf = (all: readonly Row[]) => all.map((values, at) => sampleOf(`row ${at}`, values));

describe('rows of any values', () => {
  test('come back from pages and row groups of any size', async () => {
    const sizes = fc.record({ rowGroupRows: fc.integer({ min: 1, max: 300 }), pageBytes: fc.integer({ min: 1, max: 500 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { maxLength: 200 }), sizes, async (all, some) => {
        const rows = rowsOf(all);
        expect(await parquetFormat.decode(SAMPLES, write(rows, some))).toEqual(rows);
      }),
      { numRuns: 150 },
    );
  });

  test('are found by DuckDB, page by page', async () => {
    const all = fc.sample(cells, { numRuns: 2_000, seed: 7 });
    const bytes = write(rowsOf(all), { rowGroupRows: 700, pageBytes: 1_000 });
    const filled = (name: keyof (typeof all)[number]) => all.filter((row) => row[name] !== null).length;
    const sql = `SELECT count(*), count(text), count(count), count(score), count(flag), count(date), count(time), count(names),
      count(removed), sum(len(names)), sum(len(removed)), sum(list_sum([r.start::BIGINT FOR r IN removed])) FROM $file`;
    const starts = all.flatMap(({ removed }) => removed ?? []).map(({ start }) => start);
    const expected = [
      ...[all.length, ...(['text', 'count', 'score', 'flag', 'date', 'time', 'names', 'removed'] as const).map(filled)],
      ...[all.flatMap(({ names }) => names ?? []).length, starts.length, starts.reduce((a, b) => a + b, 0)],
    ];
    expect(await askDuckDb(bytes, sql)).toEqual([expected.map(String)]);
    for (const value of ['', '😀', '\uFFFF', '\u0000', 'a']) {
      const count = all.filter((row) => row.text === value).length;
      expect(await askDuckDb(bytes, 'SELECT count(*) FROM $file WHERE text = $1', [value])).toEqual([[String(count)]]);
    }
    const pages = parquetMetadata(bytes.buffer as ArrayBuffer).row_groups[0]!.columns[0]!.meta_data!.encoding_stats!;
    expect(pages[0]!.count).toBeGreaterThan(3);
  });
});

test('texts that repeat are kept once, and distinct ones as they are', async () => {
  const encodingOf = async (texts: string[]) => {
    const rows = texts.map((value, at) => sampleOf(String(at), { text: value }));
    const sql = "SELECT encodings FROM parquet_metadata($file) WHERE path_in_schema = 'text'";
    return (await askDuckDb(write(rows, { rowGroupRows: 5_000, pageBytes: 1 << 20 }), sql))[0]![0];
  };
  const numbers = Array.from({ length: 3_000 }, (_, at) => at);
  expect(await encodingOf(numbers.map((n) => `the outlet of number ${n % 50}`))).toBe('PLAIN, RLE_DICTIONARY');
  expect(await encodingOf(numbers.map((n) => `the outlet of number ${n}`))).toBe('PLAIN');
});

test('zero keeps its sign where values repeat', async () => {
  const rows = Array.from({ length: 300 }, (_, at) => sampleOf(String(at), { score: [0, 1.5, -0][at % 3] }));
  const read = await parquetFormat.decode(SAMPLES, write(rows, { rowGroupRows: 100, pageBytes: 1_000 }));
  expect(read).toEqual(rows);
});

test('half a surrogate pair is bounded as what it is written as', async () => {
  const bytes = await parquetFormat.encode(SAMPLES, [sampleOf('1', { text: '\ud83d' }), sampleOf('2', { text: '\uFFFE' })]);
  expect(await askDuckDb(bytes, 'SELECT id FROM $file WHERE text = $1', ['\uFFFE'])).toEqual([['2']]);
  expect(await askDuckDb(bytes, 'SELECT id FROM $file WHERE text = $1', ['\uFFFD'])).toEqual([['1']]);
});

test("values that a column can't hold are refused", async () => {
  const refused = (values: Row) => parquetFormat.encode(SAMPLES, [sampleOf('1', values), sampleOf('2', values)]);
  await expect(refused({ count: 2 ** 31 })).rejects.toThrow('no 32-bit integer');
  await expect(refused({ count: 0.5 })).rejects.toThrow('no 32-bit integer');
  await expect(refused({ score: '1' })).rejects.toThrow('no number');
  await expect(refused({ flag: 'true' })).rejects.toThrow('no boolean');
  await expect(refused({ date: 'soon' })).rejects.toThrow('no date');
  await expect(refused({ text: 7 })).rejects.toThrow('7 is no string');
  await expect(refused({ tags: [null] })).rejects.toThrow(TypeError);
  await expect(refused({ tags: null })).rejects.toThrow('tags is null; expected a list<string>');
});
