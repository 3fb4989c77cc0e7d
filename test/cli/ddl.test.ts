/** The printed SQL, run where an engine is at hand: DuckDB, with a stand-in for its extension `delta`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { TABLES } from '../../lib/core/lake/columns.ts';
import { ddlStatements, ENGINES } from '../../lib/core/lake/ddl.ts';
import { VIEWS } from '../../lib/core/lake/views.ts';
import { jsonLines, runCli } from './run-cli.ts';

const lake = mkdtempSync(join(tmpdir(), 'article-lake-'));
let duckdb: DuckDBConnection;

beforeAll(async () => {
  expect(runCli('ingest', 'seeds/articles', '--lake', lake).status).toBe(0);
  // Two of the seeds report one flood: what a newcomer sees of stories. A round-up and an item of it are one cluster, and count once.
  expect(runCli('stories', '--lake', lake).stdout).toContain(': 31 stories, 1 of them of several articles');
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  // Every file of a young lake is live, so a list of them is what the log says.
  const files = "read_parquet(address || '/*/*.parquet', hive_partitioning = true, union_by_name = true)";
  await duckdb.run(`CREATE MACRO delta_scan(address) AS TABLE SELECT * FROM ${files}`);
});
afterAll(() => rmSync(lake, { recursive: true }));

const ask = async (sql: string) => (await duckdb.runAndReadAll(sql)).getRowsJson();
const ours = (sql: string) => jsonLines(runCli('sql', sql, '--lake', lake, '--json').stdout);

test('the script for DuckDB makes the tables and views that `sql` has, with the same rows', async () => {
  const { stdout, stderr } = runCli('ddl', 'duckdb', '--location', join(lake, 'lake'));
  expect(stderr).toBe('');
  const isOfExtension = (statement: string) => /^(?:INSTALL|LOAD) delta$/m.test(statement);
  for (const statement of stdout.split(';\n')) {
    if (statement.trim() !== '' && !isOfExtension(statement)) await duckdb.run(statement);
  }
  const ids = [
    ...TABLES.map(({ name, columns }) => ({ name, id: columns[0]!.name })),
    ...VIEWS.map(({ name }) => ({ name, id: 'document_id' })),
  ];
  for (const { name, id } of ids) {
    expect(await ask(`SELECT DISTINCT table_name FROM duckdb_columns() WHERE table_name = '${name}'`)).toEqual([[name]]);
    const sql = `SELECT ${id} AS id FROM ${name} ORDER BY 1`;
    expect((await ask(sql)).map(([value]) => ({ id: value }))).toEqual(ours(sql));
  }
});

test('latest has the newest document of each cluster, once', () => {
  const [counts] = ours(`SELECT count(*) AS rows, count(DISTINCT cluster_id) AS clusters,
    (SELECT count(DISTINCT cluster_id) FROM documents) AS expected, count(body) AS texts FROM latest`);
  expect(counts!.rows).toBe(counts!.expected);
  expect(counts!.clusters).toBe(counts!.expected);
  expect(counts!.texts).toBe(counts!.expected);
  const older = `SELECT l.document_id FROM latest l JOIN documents d USING (cluster_id) WHERE d.ingested_at > l.ingested_at`;
  expect(ours(older)).toEqual([]);
  expect(ours('SELECT 1 FROM latest WHERE NOT is_canonical').length).toBeGreaterThan(0);
});

describe('another canonical document', () => {
  const VIEW_BY = { longest: 'articles_longest', cleanest: 'articles_cleanest' } as const;

  test.each(Object.values(VIEW_BY))('%s has one document of each cluster, with its text', (view) => {
    const [counts] = ours(`SELECT count(*) AS rows, count(DISTINCT cluster_id) AS clusters, count(body) AS texts,
      (SELECT count(DISTINCT cluster_id) FROM documents) AS expected FROM ${view}`);
    const { expected } = counts!;
    expect(counts).toEqual({ rows: expected, clusters: expected, texts: expected, expected });
  });

  it.each(['earliest', 'longest', 'cleanest'] as const)('can be what articles shows: %s', (rule) => {
    const statements = ddlStatements('duckdb', 's3://bucket', rule);
    const selectOf = (name: string) => statements.find((text) => text.includes(`VIEW ${name} AS`))?.split('AS\n')[1];
    const same = Object.values(VIEW_BY).filter((view) => selectOf(view) === selectOf('articles'));
    expect(same).toEqual(rule === 'earliest' ? [] : [VIEW_BY[rule]]);
    expect(statements.filter((text) => text.includes('VIEW articles AS'))).toHaveLength(1);
  });

  it('is chosen by name', () => {
    expect(runCli('ddl', 'duckdb', '--location', 'lake', '--canonical', 'newest')).toMatchObject({ status: 2 });
    expect(runCli('ddl', 'duckdb', '--location', 'lake', '--canonical', 'longest').stdout).toMatch(
      /VIEW articles AS[^;]+body_chars DESC/,
    );
  });
});

describe.each(ENGINES)('the script for %s', (engine) => {
  it('names each table with its folder once, then each view', () => {
    const statements = ddlStatements(engine, 's3://bucket/');
    for (const { name } of TABLES) {
      expect(statements.filter((statement) => new RegExp(`'s3://bucket/${name}/?'`).test(statement))).toHaveLength(1);
    }
    const views = statements.slice(-VIEWS.length).map((statement) => /^CREATE OR REPLACE VIEW (\w+) AS\n/.exec(statement)?.[1]);
    expect(views).toEqual(VIEWS.map(({ name }) => name));
  });

  it('refuses an address that would end its quotes', () => {
    expect(() => ddlStatements(engine, "s3://x'); DROP TABLE y; --")).toThrow(/quote/);
  });

  it('refuses an empty address, which would be the root of all', () => {
    expect(() => ddlStatements(engine, '')).toThrow(/location is empty/);
  });
});

test('Athena is told only of S3', () => {
  const { status, stderr } = runCli('ddl', 'athena', '--location', '/tmp/lake/lake');
  expect(status).toBe(2);
  expect(stderr).toMatch(/Athena reads S3 only/);
});
