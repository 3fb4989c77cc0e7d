import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, ROOT, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'article-lake-'));
const inbox = join(folder, 'inbox');
const lake = join(folder, 'lake');
const SEEDS = ['bridge-reopens.txt', 'bridge-reopens-copy.txt', 'bridge-reopens-reprint.txt', 'logo.txt', 'school-lunch.txt'];

const ask = (query: string, ...options: string[]) => runCli('sql', query, '--lake', lake, ...options);

beforeAll(() => {
  mkdirSync(inbox);
  for (const name of SEEDS) copyFileSync(join(ROOT, 'seeds/articles', name), join(inbox, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('ingest and sql', () => {
  it('reports what it did, in counts that add up', () => {
    const { status, stdout, stderr } = runCli('ingest', inbox, '--lake', lake, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(jsonLines(stdout)).toMatchObject([
      {
        objects: { seen: 5, changed: 5, unchanged: 0, failed: 0 },
        documents: 5,
        live: { canonical: 2, exactDuplicates: 1, nearDuplicates: 1 },
        rejected: { 'decode: binary': 1 },
      },
    ]);
  });

  it('finds nothing to do the second time', () => {
    const { status, stdout } = runCli('ingest', inbox, '--lake', lake);
    expect(status).toBe(0);
    expect(stdout).toBe(
      '5 objects: 0 read, 5 unchanged, 0 failed\n0 new or changed documents\n0 Parquet files added to the lake\n',
    );
  });

  it('groups articles into stories, once', () => {
    expect(runCli('stories', '--lake', lake).stdout).toMatch(
      /^2 articles in 4 documents: 2 stories, .*\ngrouped from .*; 4 rows written\n$/,
    );
    expect(runCli('stories', '--lake', lake).stdout).toMatch(/\nnothing changed; 0 rows written\n$/);
    expect(jsonLines(ask('SELECT count(*) AS n FROM stories', '--json').stdout)).toEqual([{ n: 4 }]);
  });

  it('is asked without its catalog, and without a trace: its folder may be read-only', () => {
    const copy = join(folder, 'copy');
    cpSync(lake, copy, { recursive: true });
    rmSync(join(copy, 'lake/.tmp'), { recursive: true });
    writeFileSync(join(copy, 'catalog.sqlite'), 'not to be opened');
    const before = readdirSync(copy, { recursive: true }).sort();
    const { status, stdout } = runCli('sql', 'SELECT count(*) AS n FROM documents', '--lake', copy, '--json');
    expect([status, jsonLines(stdout)]).toEqual([0, [{ n: 4 }]]);
    expect(readdirSync(copy, { recursive: true }).sort()).toEqual(before);
  });

  it('answers as a table', () => {
    const { status, stdout } = ask('SELECT source_key, duplicate_kind AS kind FROM documents ORDER BY source_key');
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'source_key                  kind',
      '──────────────────────────  ─────',
      'bridge-reopens-copy.txt     exact',
      'bridge-reopens-reprint.txt  near',
      'bridge-reopens.txt',
      'school-lunch.txt',
      '(4 rows)',
      '',
    ]);
  });

  it.each([['--format', 'jsonl'], ['--json']])('answers as JSON Lines with %s', (...options) => {
    const { stdout } = ask('SELECT source_key, is_canonical FROM documents ORDER BY 1 LIMIT 1', ...options);
    expect(stdout).toBe('{"source_key":"bridge-reopens-copy.txt","is_canonical":false}\n');
  });

  it('answers as CSV that no spreadsheet runs', () => {
    expect(ask("SELECT '=1+1' AS a, -1 AS b, NULL AS c", '--format', 'csv').stdout).toBe("a,b,c\r\n'=1+1,-1,\r\n");
  });

  it('answers as Arrow', () => {
    const { bytes } = ask(
      'SELECT count(*) AS n, list(source_key ORDER BY source_key) AS keys FROM articles',
      '--format',
      'arrow',
    );
    const [row] = tableFromIPC(bytes).toArray();
    expect(row.n).toBe(2n);
    expect([...row.keys]).toEqual(['bridge-reopens.txt', 'school-lunch.txt']);
  });

  it.each(readdirSync(join(ROOT, 'seeds/queries')))('answers the example %s', (file) => {
    const { status, stderr } = ask(readFileSync(join(ROOT, 'seeds/queries', file), 'utf8'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('explains a question that it does not understand, with exit code 2', () => {
    const { status, stderr } = ask('SELECT titel FROM articles');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^article-lake: .*titel.*\n$/);
  });

  it('forgets what is gone', () => {
    rmSync(join(inbox, 'bridge-reopens.txt'));
    expect(runCli('ingest', inbox, '--lake', lake).stdout).toMatch(/^ {2}deleted +1 document$/m);
    expect(ask('SELECT source_key FROM articles ORDER BY 1', '--json').stdout).toBe(
      '{"source_key":"bridge-reopens-copy.txt"}\n{"source_key":"school-lunch.txt"}\n',
    );
  });
});
