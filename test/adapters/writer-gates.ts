/** Values over which writers stumble without a word, and readers that find out: DuckDB, and pyarrow where it is there. */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { plainValue } from '../../lib/adapters/local/duckdb-values.ts';
import { fileColumns } from '../../lib/core/lake/file-columns.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { SAMPLES, sampleOf } from '../core/lake/sample-table.ts';
import { PYTHON } from './python.ts';

/** UTF-16 and UTF-8 disagree about the order of emoji and of what lies above U+E000; NUL ends strings in C. */
const TEXTS = [
  '',
  ' ',
  'a',
  "it's",
  '\u0000',
  'before\u0000after',
  '😀',
  '😀 and more',
  '\uE000',
  '\uFFFD',
  '\uFFFF',
  '\u{10FFFF}',
  '\u00e9',
  'e\u0301',
  '\uFEFFmarked',
  'Ünïcödé 😀 '.repeat(20_000),
];
const INTS = [-(2 ** 31), -1, 0, 2 ** 31 - 1];
const DOUBLES = [-(2 ** 53), -(2 ** 53) + 1, -0.1, 0.1 + 0.2, 5e-324, 2 ** 53 - 1, 2 ** 53];
const DATES = ['0001-01-01', '1582-10-10', '1955-11-05', '1969-12-31', '1970-01-01', '2026-03-04', '9999-12-31'];
const TIMES = ['1955-11-05T06:15:00.123Z', '1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z', '2026-03-29T01:30:00.001Z'];
const LISTS = [null, [], [''], ['😀', '\u0000']];
const REMOVALS = [null, [], [{ start: 0, end: 2 ** 31 - 1, rule: 'share', text: '😀\u0000' }]];

/** Each trap in a row of its own, the other columns null where they may be. */
export const TRAP_ROWS: readonly Row[] = [
  ...TEXTS.map((text) => ({ text })),
  ...INTS.map((count) => ({ count })),
  ...DOUBLES.map((score) => ({ score })),
  ...[true, false].map((flag) => ({ flag })),
  ...DATES.map((date) => ({ date })),
  ...TIMES.map((time) => ({ time })),
  ...LISTS.map((names) => ({ names })),
  ...REMOVALS.map((removed) => ({ removed })),
].map((values, at) => sampleOf(`row ${String(at).padStart(3, '0')}`, values));

/** A question that a reader may answer by statistics alone: who has this value in this column? */
export interface Search {
  readonly path: string;
  readonly column: string;
  readonly type: string;
  readonly value: unknown;
}

const SEARCHED = new Set(['text', 'count', 'score', 'flag', 'date', 'time']);

/** Files of all the traps, and of each alone so that it is the least and greatest value, with what to look for in them. */
export async function writeTraps(
  folder: string,
  encode: (rows: readonly Row[]) => Promise<Uint8Array>,
): Promise<{ all: string; searches: Search[] }> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, rows: readonly Row[]) => {
    const path = `${folder}/${name}.parquet`;
    await writeFile(path, await encode(rows));
    return path;
  };
  const all = await write('all', TRAP_ROWS);
  const searches: Search[] = [];
  for (const row of TRAP_ROWS) {
    const found = SAMPLES.columns.find(({ name }) => SEARCHED.has(name) && row[name] !== null);
    if (!found) continue;
    const alone = await write(String(row.id), [row]);
    const { name: column, type } = found;
    for (const path of [all, alone]) searches.push({ path, column, type, value: row[column] });
  }
  return { all, searches };
}

/** Ids of the rows that hold the value, by our own eyes. */
export function expectedIds({ column, value }: Search): unknown[] {
  return TRAP_ROWS.filter((row) => row[column] === value).map((row) => row.id);
}

const SQL_TYPES: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  int: 'INTEGER',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMPTZ',
};

/** All rows of a file, and the ids that each search finds. */
export interface ReadBack {
  readonly rows: readonly Row[];
  readonly found: readonly (readonly unknown[])[];
}

export async function readByDuckDb(all: string, searches: readonly Search[]): Promise<ReadBack> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const ask = async (sql: string, values: string[] = []) =>
      (await connection.runAndReadAll(sql, values)).convertRows(plainValue) as unknown[][];
    const names = fileColumns(SAMPLES).map(({ name }) => name);
    // The binding's decoder swallows a byte order mark that begins a text: not when something stands before it.
    const selected = names.map((name) => (name === 'text' ? `'>' || "text"` : `"${name}"`));
    const cells = await ask(`SELECT ${selected.join(', ')} FROM '${all}' ORDER BY id`);
    const bare = (name: string, value: unknown) => (name === 'text' && typeof value === 'string' ? value.slice(1) : value);
    const found: unknown[][] = [];
    for (const { path, column, type, value } of searches) {
      const sql = `SELECT id FROM '${path}' WHERE "${column}" = $1::${SQL_TYPES[type]} ORDER BY id`;
      found.push((await ask(sql, [String(value)])).flat());
    }
    return { rows: cells.map((row) => Object.fromEntries(names.map((name, at) => [name, bare(name, row[at])]))), found };
  } finally {
    connection.closeSync();
  }
}

const READ_BACK = `
import datetime, json, sys
import pyarrow as pa, pyarrow.dataset as ds
UTC = datetime.timezone.utc

def plain(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%S.') + '%03dZ' % (value.microsecond // 1000)
    return value.isoformat()

def typed(value, type):
    if type == 'date': return datetime.date.fromisoformat(value)
    if type == 'timestamp': return datetime.datetime.fromisoformat(value.replace('Z', '+00:00'))
    return value

job = json.load(sys.stdin)
table = ds.dataset(job['all']).to_table().sort_by('id')
assert table.schema.field('time').type.tz == 'UTC', table.schema
found = []
for s in job['searches']:
    hits = ds.dataset(s['path']).to_table(columns=['id'], filter=ds.field(s['column']) == typed(s['value'], s['type']))
    found.append(sorted(hits['id'].to_pylist()))
json.dump({'rows': table.to_pylist(), 'found': found}, sys.stdout, default=plain)
`;

export function readByPyArrow(all: string, searches: readonly Search[]): ReadBack {
  const input = JSON.stringify({ all, searches });
  return JSON.parse(execFileSync(PYTHON, ['-c', READ_BACK], { input, encoding: 'utf8', maxBuffer: 2 ** 28 }));
}
