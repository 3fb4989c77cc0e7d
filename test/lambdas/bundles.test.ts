/** What goes into the Lambdas: bundled as the stack bundles them. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { BUNDLE } from '../../lib/constructs/bundling.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const HANDLERS = globSync('lambdas/*/handler.ts', { cwd: ROOT }).sort();

const FORBIDDEN = [
  ['the CDK', /node_modules\/(?:aws-cdk-lib|constructs|cdk-nag)\//],
  ['the stack', /^lib\/(?:constructs\/|article-lake-stack|settings)/],
  ['an adapter of another world', /^lib\/adapters\/(?:local|memory)\//],
  ['the command line', /^lib\/cli\/|node_modules\/commander\//],
  ['DuckDB', /duckdb/],
] as const;

async function bundle(handler: string) {
  const { external, banner, mainFields, ...options } = BUNDLE;
  const { metafile, outputFiles } = await build({
    ...options,
    entryPoints: [join(ROOT, handler)],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external,
    mainFields: [...mainFields],
    banner: { js: banner },
    outfile: 'index.mjs',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const inputs = Object.entries(metafile.outputs['index.mjs']!.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { inputs: inputs.map(([path]) => path), imports: metafile.outputs['index.mjs']!.imports, code: outputFiles[0]!.text };
}

test('there is a handler for each function', () => {
  expect(HANDLERS.map((path) => path.split('/')[1])).toEqual(['compact', 'export', 'ingest', 'sweep', 'vacuum']);
});

describe.each(HANDLERS)('%s', async (handler) => {
  const { inputs, imports, code } = await bundle(handler);

  test.each(FORBIDDEN)('holds nothing of %s', (_, pattern) => {
    expect(inputs.filter((path) => pattern.test(path))).toEqual([]);
  });

  test('asks the runtime for Node’s own modules only, and not for SQLite', () => {
    const asked = imports.map(({ path }) => path.replace(/^node:/, ''));
    expect(asked.filter((name) => name.startsWith('@') || name.startsWith('sqlite'))).toEqual([]);
    expect(code).not.toContain('node:sqlite');
  });

  test('holds the handler', () => {
    expect(inputs).toContain(handler);
    expect(code).toMatch(/as handler[,}]/);
  });
});
