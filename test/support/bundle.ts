import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from '../../lib/constructs/bundling.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export const HANDLERS = globSync('lambdas/*/handler.ts', { cwd: ROOT }).sort();

export interface Bundle {
  readonly code: Uint8Array;
  /** Bytes of each source file that are in it. */
  readonly inputs: ReadonlyMap<string, number>;
  /** What it asks the runtime for. */
  readonly imports: readonly string[];
}

/** Bundles a handler as the stack does. */
export async function bundle(handler: string): Promise<Bundle> {
  const outfile = 'index.mjs';
  const { metafile, outputFiles } = await build({
    entryPoints: [join(ROOT, handler)],
    absWorkingDir: ROOT,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: BUNDLE.minify,
    sourcemap: BUNDLE.sourceMap,
    target: BUNDLE.target,
    external: BUNDLE.external,
    mainFields: [...BUNDLE.mainFields],
    banner: { js: BUNDLE.banner },
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const output = metafile.outputs[outfile]!;
  const inputs = Object.entries(output.inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput] as const);
  return {
    code: outputFiles[0]!.contents,
    inputs: new Map(inputs.filter(([, bytes]) => bytes > 0)),
    imports: output.imports.map(({ path }) => path),
  };
}
