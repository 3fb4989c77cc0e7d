import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCompatible } from '../../lib/adapters/local/compatible-parquet.ts';
import { DOCUMENT_TEXTS, TABLES } from '../../lib/core/lake/columns.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import { SAMPLES, sampleOf } from '../core/lake/sample-table.ts';
import { jsonLines, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'article-lake-'));
const lake = join(folder, 'lake');
beforeAll(() => {
  expect(runCli('ingest', 'seeds/articles', '--lake', lake).status).toBe(0);
  expect(runCli('stories', '--lake', lake).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET TimeZone = 'UTC'");
  return (await connection.runAndReadAll(sql)).getRowsJson();
}

/** Rows that one has and the other has not. */
const differences = (one: string, other: string) => `SELECT count(*) FROM
  ((FROM ${one} EXCEPT ALL FROM ${other}) UNION ALL (FROM ${other} EXCEPT ALL FROM ${one}))`;
const read = (path: string) => `read_parquet('${path}', hive_partitioning = true)`;

describe('export --flavour compatible', () => {
  it.each(['snappy', 'gzip'])('copies every row, with %s', async (codec) => {
    const output = join(folder, codec);
    const args = ['export', '--lake', lake, '--flavour', 'compatible', '--output', output, '--codec', codec, '--json'];
    const { status, stdout, stderr } = runCli(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const report = jsonLines(stdout);
    for (const { name, columns } of TABLES) {
      const files = `${output}/${name}/*/*.parquet`;
      const names = columns.map((column) => `"${column.name}"${column.type === 'timestamp' ? '::TIMESTAMPTZ' : ''}`).join(', ');
      const ours = `${lake}/lake/${name}/*/*.parquet`;
      const [count] = await ask(`SELECT count(*) FROM '${ours}'`);
      expect(report.find(({ table }) => table === name)).toMatchObject({ rows: Number(count![0]) });
      const rowsOf = (path: string) => `(SELECT ${names} FROM ${read(path)})`;
      expect(await ask(differences(rowsOf(files), rowsOf(ours)))).toEqual([['0']]);
      const used = `SELECT DISTINCT compression, stats_min_value IS NULL, bloom_filter_offset FROM parquet_metadata('${files}')`;
      expect(await ask(used)).toEqual([[codec.toUpperCase(), true, null]]);
    }
  });

  it('mixes nothing with what is there', () => {
    const { status, stderr } = runCli('export', '--lake', lake, '--output', folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/is there already/);
    expect(existsSync(`${folder}.partial`)).toBe(false);
  });
});

it('keeps nulls, lists and numbers apart over many pages and row groups', async () => {
  // A cheap generator (Numerical Recipes' constants), so that runs of nulls and of list lengths have no period.
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const maybe = <T>(value: T) => (random(3) === 0 ? null : value);
  const rows = Array.from({ length: 5_600 }, (_, at) =>
    sampleOf(String(at), {
      text: maybe('x'.repeat(random(5))),
      count: maybe(random(2 ** 20) - 2 ** 19),
      score: maybe(random(1000) / 7),
      flag: maybe(random(2) === 0),
      time: maybe(new Date(random(2 ** 31) * 1000 - 2 ** 40).toISOString()),
      names: maybe(Array.from({ length: random(4) }, () => 'n'.repeat(random(3)))),
      removed: maybe(Array.from({ length: random(3) }, () => ({ start: random(9), end: random(9), rule: 'r', text: 't' }))),
      tags: Array.from({ length: random(3) }, () => 'tag'),
    }),
  );
  const [one, other] = [join(folder, 'one.parquet'), join(folder, 'other.parquet')];
  writeFileSync(one, await encodeCompatible({ ...SAMPLES, name: DOCUMENT_TEXTS.name }, rows));
  writeFileSync(other, await parquetFormat.encode(SAMPLES, rows));
  const comparable = (path: string) => `(SELECT * REPLACE (time::TIMESTAMPTZ AS time) FROM '${path}')`;
  expect(await ask(`SELECT count(*), max(row_group_id) FROM parquet_metadata('${one}') WHERE path_in_schema = 'id'`)).toEqual([
    ['2', '1'],
  ]);
  expect(await ask(differences(comparable(one), comparable(other)))).toEqual([['0']]);
});

it('refuses what the library would make something else of', async () => {
  await expect(encodeCompatible(SAMPLES, [sampleOf('1', { count: 1.5 })])).rejects.toThrow(/count/);
  await expect(encodeCompatible(SAMPLES, [sampleOf('1', { count: 2 ** 31 })])).rejects.toThrow(/INT32/);
  await expect(encodeCompatible(SAMPLES, [sampleOf('1', { date: 'yesterday' })])).rejects.toThrow(/date/);
  await expect(encodeCompatible(SAMPLES, [sampleOf('1', { tags: null })])).rejects.toThrow(/tags/);
});
