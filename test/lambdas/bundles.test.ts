import { describe, expect, test } from 'vitest';
import { bundle, HANDLERS } from '../support/bundle.ts';

const FORBIDDEN = [
  ['the CDK', /node_modules\/(?:aws-cdk-lib|constructs|cdk-nag)\//],
  ['the stack', /^lib\/(?:constructs\/|article-lake-stack|settings)/],
  ['an adapter of another world', /^lib\/adapters\/(?:local|memory)\//],
  ['the command line', /^lib\/cli\/|node_modules\/commander\//],
  ['DuckDB', /duckdb/],
] as const;

test('there is a handler for each function', () => {
  expect(HANDLERS.map((path) => path.split('/')[1])).toEqual(['compact', 'export', 'ingest', 'sweep', 'vacuum']);
});

describe.each(HANDLERS)('%s', async (handler) => {
  const { inputs, imports, code } = await bundle(handler);
  const text = new TextDecoder().decode(code);

  test.each(FORBIDDEN)('holds nothing of %s', (_, pattern) => {
    expect([...inputs.keys()].filter((path) => pattern.test(path))).toEqual([]);
  });

  test('asks the runtime for Node’s own modules only, and not for SQLite', () => {
    const isNodes = (name: string) => /^(?:node:)?[a-z_]+(?:\/[a-z]+)?$/.test(name);
    expect(imports.filter((name) => !isNodes(name))).toEqual([]);
    expect(text).not.toContain('node:sqlite');
  });

  test('gives the runtime a handler', () => {
    expect(inputs.has(handler)).toBe(true);
    expect(text).toMatch(/as handler[,}]/);
  });
});
