import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundle } from '../../lib/constructs/bundling.ts';
import { type Parser, parser } from '../../lib/core/parser.ts';
import { bundleOf, HANDLERS } from '../support/bundle.ts';

const FORBIDDEN = [
  ['the CDK', /node_modules\/(?:aws-cdk-lib|constructs|cdk-nag)\//],
  ['the stack', /^lib\/(?:constructs\/|article-lake-stack|settings)/],
  ['an adapter of another world', /^lib\/adapters\/(?:local|memory)\//],
  ['the command line', /^lib\/cli\/|node_modules\/commander\//],
  ['DuckDB', /duckdb/],
] as const;
const SDK = /node_modules\/@(?:aws-sdk|smithy|aws-crypto|aws)\//;
const LOADED_LATER = /node_modules\/(?:eld|jschardet|feedsmith|fast-xml-parser|postal-mime|warcio|pako)\//;
const MAX_OWN_BYTES = 1_000_000;

test('there is a handler for each function', () => {
  expect(HANDLERS.map((path) => path.split('/')[1])).toEqual(['compact', 'export', 'ingest', 'stories', 'sweep', 'vacuum']);
});

test('feeds, archives and mail are read by the bundled code as by ours', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-bundle-'));
  bundle('lib/core/parser.ts', folder);
  const bundled = (await import(pathToFileURL(join(folder, 'index.mjs')).href)) as { parser: Parser };
  for (const name of ['harbour-notes.rss', 'bay-crawl.warc.gz', 'valley-letter.eml']) {
    const bytes = readFileSync(join(import.meta.dirname, '../../seeds/articles', name));
    expect(await bundled.parser.decode(name, bytes)).toEqual(await parser.decode(name, bytes));
  }
  rmSync(folder, { recursive: true });
});

describe.each(HANDLERS)('%s', (handler) => {
  const files = bundleOf(handler);
  const inputs = files.flatMap((file) => [...file.inputs.keys()]);
  const code = (file: (typeof files)[number]) => new TextDecoder().decode(file.code);

  test.each(FORBIDDEN)('holds nothing of %s', (_, pattern) => {
    expect(inputs.filter((path) => pattern.test(path))).toEqual([]);
  });

  test('asks the runtime for Node’s own modules only, and not for SQLite', () => {
    const isNodes = (name: string) => /^(?:node:)?[a-z_]+(?:\/[a-z]+)?$/.test(name);
    expect(files.flatMap(({ imports }) => imports).filter((name) => !isNodes(name))).toEqual([]);
    expect(files.filter((file) => code(file).includes('node:sqlite'))).toEqual([]);
  });

  test('gives the runtime a handler', () => {
    expect(inputs).toContain(handler);
    expect(code(files.find(({ name }) => name === 'index.mjs')!)).toMatch(/as handler[,}]/);
  });

  test('loads less than a megabyte of its own, and models and parsers of one format only when a document needs them', () => {
    const eager = files.filter((file) => file.eager).flatMap((file) => [...file.inputs]);
    const own = eager.filter(([path]) => !SDK.test(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(own).toBeLessThan(MAX_OWN_BYTES);
    expect(eager.filter(([path]) => LOADED_LATER.test(path))).toEqual([]);
  });
});
