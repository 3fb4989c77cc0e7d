/** The questions saved for Athena are SQL that DuckDB understands too, so that they can be tried here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NAMED_QUERIES } from '../../lib/core/lake/glue-queries.ts';
import { jsonLines, runCli } from './run-cli.ts';

const lake = mkdtempSync(join(tmpdir(), 'article-lake-'));
beforeAll(() => {
  expect(runCli('ingest', 'seeds/articles', '--lake', lake).status).toBe(0);
});
afterAll(() => rmSync(lake, { recursive: true }));

test.each(NAMED_QUERIES.map(({ name, sql }) => [name, sql]))('%s finds something in the seeds', (_, sql) => {
  const question = sql.replace(/^CREATE OR REPLACE VIEW \w+ AS\s/, '');
  const { stderr, stdout } = runCli('sql', question, '--lake', lake, '--json');
  expect(stderr).toBe('');
  expect(jsonLines(stdout).length).toBeGreaterThan(0);
});
