/** The questions saved for Athena are SQL that DuckDB understands too, so that they can be tried here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { savedQueries } from '../../lib/constructs/saved-queries.ts';
import { jsonLines, runCli } from '../cli/run-cli.ts';

/** Of the seeds no article is held by another, shares its event with another, or changed its verdict. */
const NOTHING_TO_FIND = ['contained', 'stories', 'verdicts-that-changed'];

/** What DuckDB takes and Athena's engine refuses; `bench/lake-engines.ts` asks the engine itself. */
const ONLY_DUCKDB = /\b(?:left|right|len|list_\w+|strftime|epoch_ms)\(|::|;|\b(?:GROUP|ORDER) BY ALL\b|\b(?:QUALIFY|EXCLUDE)\b/i;
const UNNEST_IN_SELECT = /SELECT (?:[^()]*, )?unnest\(/i;

const lake = mkdtempSync(join(tmpdir(), 'article-lake-'));
beforeAll(() => {
  expect(runCli('ingest', 'seeds/articles', '--lake', lake).status).toBe(0);
});
afterAll(() => rmSync(lake, { recursive: true }));

describe.each(savedQueries())('$name', ({ name, description, sql }) => {
  test.skipIf(NOTHING_TO_FIND.includes(name))('finds something in the seeds', () => {
    const question = sql.replace(/^CREATE OR REPLACE VIEW \w+ AS\s/, '');
    const { stderr, stdout } = runCli('sql', question, '--lake', lake, '--json');
    expect(stderr).toBe('');
    expect(jsonLines(stdout).length).toBeGreaterThan(0);
  });

  test('is said in words, and without what only DuckDB knows', () => {
    expect(description).toMatch(/[.?)]$/);
    const statement = sql.replace(/^--.*$/gm, '');
    expect(statement).not.toMatch(ONLY_DUCKDB);
    expect(statement).not.toMatch(UNNEST_IN_SELECT);
  });
});
