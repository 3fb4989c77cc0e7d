import { describe, expect, test } from 'vitest';
import { bundleOf, HANDLERS } from '../support/bundle.ts';

const FORBIDDEN = [
  ['the CDK', /node_modules\/(?:aws-cdk-lib|constructs|cdk-nag)\//],
  ['the stack', /^lib\/(?:constructs\/|article-lake-stack|settings)/],
  ['an adapter of another world', /^lib\/adapters\/(?:local|memory)\//],
  ['the command line', /^lib\/cli\/|node_modules\/commander\//],
  ['DuckDB', /duckdb/],
] as const;
const SDK = /node_modules\/@(?:aws-sdk|smithy|aws-crypto|aws)\//;
const MAX_OWN_BYTES = 1_000_000;

test('there is a handler for each function', () => {
  expect(HANDLERS.map((path) => path.split('/')[1])).toEqual(['compact', 'export', 'ingest', 'stories', 'sweep', 'vacuum']);
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

  test('loads less than a megabyte of its own, and models only when a document needs them', () => {
    const eager = files.filter((file) => file.eager).flatMap((file) => [...file.inputs]);
    const own = eager.filter(([path]) => !SDK.test(path)).reduce((sum, [, bytes]) => sum + bytes, 0);
    expect(own).toBeLessThan(MAX_OWN_BYTES);
    expect(eager.filter(([path]) => /node_modules\/(?:eld|jschardet)\//.test(path))).toEqual([]);
  });
});
