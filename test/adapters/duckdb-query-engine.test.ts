import { readdir } from 'node:fs/promises';
import { DuckDBTimestampTZValue } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbQueryEngine } from '../../lib/adapters/local/duckdb-query-engine.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import { UsageError } from '../../lib/core/errors.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, TABLES, type Table } from '../../lib/core/lake/columns.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { VIEWS } from '../../lib/core/lake/views.ts';
import { writeFile } from '../../lib/pipeline/data-files.ts';
import type { TableSnapshot } from '../../lib/ports/query-engine.ts';
import { exampleRow } from './example-row.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;
let lake: FolderObjectStore;
const engine = new DuckDbQueryEngine();

beforeEach(async () => {
  folder = await temporaryFolder();
  lake = await FolderObjectStore.open(folder.path);
});
afterEach(async () => {
  await engine.close();
  await folder.remove();
});

let files = 0;
async function snapshotOf(table: Table, rows: readonly Row[], partition = '2026-03-04'): Promise<TableSnapshot> {
  const ports = { lake, tableFormat: parquetFormat, clock: { now: () => 0 } };
  const file = await writeFile(ports, table, partition, rows, { newId: () => `file-${files++}`, dataChange: true });
  return { table: table.name, version: 0, files: [lake.locate(`${table.name}/${file.path}`)] };
}

async function ask(sql: string, snapshots: readonly TableSnapshot[] = []) {
  const { columns, rows } = await engine.query(sql, snapshots);
  return { columns, rows: await Array.fromAsync(rows) };
}

describe('the tables', () => {
  test('have the columns of the contract, in order and typed, also when they are empty', async () => {
    for (const table of TABLES) {
      const expected = table.columns.map(({ name }) => name);
      const empty = await ask(`SELECT * FROM ${table.name}`);
      const full = await ask(`SELECT * FROM ${table.name}`, [await snapshotOf(table, [exampleRow(table)])]);
      expect(empty.columns.map(({ name }) => name)).toEqual(expected);
      expect(full.columns).toEqual(empty.columns);
      expect(empty.rows).toEqual([]);
      expect(full.rows).toEqual([table.columns.map(({ name }) => exampleRow(table)[name])]);
    }
  });

  test('show the canonical articles with the text that belongs to them', async () => {
    const [documents, texts] = [TABLES[0], TABLES[1]];
    const row = (id: string, changes: Row) => ({ ...exampleRow(documents), document_id: id, text_revision: 2, ...changes });
    const text = (id: string, revision: number, body: string) => ({ ...exampleRow(texts), document_id: id, revision, body });
    const snapshots = [
      await snapshotOf(documents, [row('a', { is_canonical: true }), row('b', { is_canonical: false })]),
      await snapshotOf(texts, [text('a', 1, 'old'), text('a', 2, 'new'), text('b', 2, 'copy')]),
    ];
    expect((await ask('SELECT document_id, body FROM articles', snapshots)).rows).toEqual([['a', 'new']]);
    expect((await ask('SELECT count(*) FROM documents', snapshots)).rows).toEqual([[2]]);
  });

  test('let another document stand for its cluster, by length or by cleanness', async () => {
    const row = (id: string, changes: Partial<Row> = {}): Row => ({
      ...exampleRow(DOCUMENTS),
      document_id: id,
      cluster_id: 'a',
      text_revision: 1,
      is_canonical: id === 'a',
      ...changes,
    });
    const of = async (...rows: Row[]) => {
      const texts = rows.map(({ document_id }) => ({ ...exampleRow(DOCUMENT_TEXTS), document_id, revision: 1 }) as Row);
      const snapshots = [await snapshotOf(DOCUMENTS, rows), await snapshotOf(DOCUMENT_TEXTS, texts)];
      const first = async (view: string) => (await ask(`SELECT document_id FROM ${view}`, snapshots)).rows.flat().join();
      return [await first('articles'), await first('articles_longest'), await first('articles_cleanest')];
    };
    const damaged = { quality_flags: ['short', 'replacement_characters'] };
    expect(await of(row('c'), row('b'), row('a'))).toEqual(['a', 'a', 'a']);
    expect(await of(row('a', { body_chars: 5 }), row('c', { body_chars: 9 }), row('b', { body_chars: 9 }))).toEqual([
      'a',
      'b',
      'a',
    ]);
    expect(await of(row('a', damaged), row('b', { title: null }), row('c', { encoding_repairs: 3 }))).toEqual(['a', 'a', 'c']);
    expect(await of(row('a', { encoding_repairs: 2 }), row('b', { encoding_repairs: 1, quality_flags: ['short'] }))).toEqual([
      'a',
      'a',
      'b',
    ]);
    expect(await of(row('a', { published_date: null }), row('b', { encoding_repairs: 7 }))).toEqual(['a', 'a', 'b']);
  });

  test('have null in a column that their files do not know yet', async () => {
    const before: Table = { ...DOCUMENTS, columns: DOCUMENTS.columns.filter(({ name }) => name !== 'kicker') };
    const old = await snapshotOf(before, [exampleRow(DOCUMENTS)]);
    const young = await snapshotOf(DOCUMENTS, [{ ...exampleRow(DOCUMENTS), kicker: 'Sport' }]);
    const both = { ...old, files: [...old.files, ...young.files] };
    expect((await ask('SELECT kicker FROM documents ORDER BY kicker', [both])).rows).toEqual([['Sport'], [null]]);
    expect((await ask('SELECT kicker FROM documents', [old])).rows).toEqual([[null]]);
  });

  test.each([
    'SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1',
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1",
  ])('are all there for who looks for them: %s', async (sql) => {
    const names = [...TABLES, ...VIEWS].map(({ name }) => name).sort();
    expect((await ask(sql)).rows).toEqual(names.map((name) => [name]));
  });

  test.each([
    'SELECT count(*) FROM Documents AS d, main."articles", (FROM latest)',
    'WITH articles AS (SELECT 1) SELECT count(*) FROM articles JOIN rejections ON true',
    'SELECT count(*) FROM documents d JOIN articles a USING (document_id) WHERE d.document_id IN (SELECT document_id FROM document_texts)',
    'DESCRIBE latest',
    'EXPLAIN SELECT * FROM articles',
  ])('are found by every way of naming them: %s', async (sql) => {
    expect((await ask(sql)).rows.length).toBeGreaterThan(0);
  });

  test('keep apart paths that SQL would stumble over', async () => {
    lake = await FolderObjectStore.open(`${folder.path}/it's [a] *?`);
    const snapshot = await snapshotOf(DOCUMENTS, [exampleRow(DOCUMENTS)]);
    expect((await ask('SELECT count(*) FROM documents', [snapshot])).rows).toEqual([[1]]);
  });
});

test('values are plain JSON', async () => {
  const sql = `SELECT TIMESTAMPTZ '2026-03-04 10:00:00.5+01', TIMESTAMP '2026-03-04 09:00', DATE '2026-03-04', 1::BIGINT,
    9007199254740993::BIGINT, 0.5, 12345678901234567.5::DECIMAL(18,1), 2.5::DOUBLE, sum(3), [TIMESTAMPTZ '2026-03-04 00:00:00+00'],
    {'n': 1::BIGINT, 'none': NULL}, 'infinity'::TIMESTAMP, true, NULL`;
  expect((await ask(sql)).rows).toEqual([
    [
      '2026-03-04T09:00:00.500Z',
      '2026-03-04T09:00:00.000Z',
      '2026-03-04',
      1,
      '9007199254740993',
      0.5,
      '12345678901234567.5',
      2.5,
      3,
      ['2026-03-04T00:00:00.000Z'],
      { n: 1, none: null },
      'infinity',
      true,
      null,
    ],
  ]);
});

test('times are in UTC, wherever the process runs', async () => {
  DuckDBTimestampTZValue.timezoneOffsetInMinutes = 540;
  const snapshot = await snapshotOf(DOCUMENTS, [{ ...exampleRow(DOCUMENTS), ingested_at: '2026-03-04T23:30:00.000Z' }]);
  const sql = "SELECT date_trunc('day', ingested_at), extract(hour FROM ingested_at), ingested_at::DATE FROM documents";
  expect((await ask(sql, [snapshot])).rows).toEqual([['2026-03-04T00:00:00.000Z', 23, '2026-03-04']]);
});

test('rows come in chunks, and reading may stop early', async () => {
  const { rows } = await engine.query('SELECT * FROM range(1000000)', []);
  let seen = 0;
  for await (const _ of rows) if (++seen === 5000) break;
  expect(seen).toBe(5000);
});

describe('SQL that can not be run', () => {
  test.each([
    ['is wrong', 'SELEC 1', /syntax error/],
    ['names no table of ours', 'SELECT * FROM nowhere', /no table nowhere; there are articles, .*runs\./],
    ['fails while it runs', "SELECT error('too bad') FROM range(3)", /too bad/],
    ['is many statements', 'SELECT 1; SELECT 2', /2 statements/],
    ['is none', '', /no statement/],
    ['is only a comment', '-- nothing', /no statement/],
    ['reads other files', "SELECT * FROM read_text('/etc/hostname')", /disabled/],
    ['writes files', "COPY (SELECT 1) TO 'out.csv'", /disabled/],
    ['fetches extensions', 'INSTALL httpfs', /disabled/],
    ['unlocks', 'SET enable_external_access = true', /lock|Cannot/],
  ])('%s: the error is the user’s, and says why', async (_, sql, why) => {
    const failure = ask(sql);
    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow(why);
    expect(await readdir('.')).not.toContain('out.csv');
  });

  test('leaves the engine usable', async () => {
    await ask('SELEC 1').catch(() => {});
    expect((await ask('SELECT 1;')).rows).toEqual([[1]]);
  });
});

test('a file of a snapshot that is not there is named', async () => {
  const snapshot = await snapshotOf(DOCUMENTS, [exampleRow(DOCUMENTS)]);
  await lake.delete([snapshot.files[0]!.slice(folder.path.length + 1)]);
  await expect(ask('SELECT 1', [snapshot])).rejects.toThrow(snapshot.files[0]!);
});
