import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bundle, ENTRY } from '../../lib/constructs/bundling.ts';

export const HANDLERS = globSync('lambdas/*/handler.ts', { cwd: join(import.meta.dirname, '..', '..') }).sort();

export interface BundleFile {
  readonly name: string;
  readonly code: Uint8Array;
  /** Whether it is loaded with the handler; the others wait until they are needed. */
  readonly eager: boolean;
  /** Bytes of each source file that are in it. */
  readonly inputs: ReadonlyMap<string, number>;
  /** What it asks the runtime for. */
  readonly imports: readonly string[];
}

/** A handler's bundle, as the stack deploys it. */
export function bundleOf(handler: string): BundleFile[] {
  const outdir = mkdtempSync(join(tmpdir(), 'article-lake-bundle-'));
  const { outputs } = bundle(handler, outdir);
  const named = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const eager = new Set([ENTRY]);
  for (const name of eager) {
    for (const { path, kind, external } of named.get(name)!.imports) {
      if (kind === 'import-statement' && !external) eager.add(basename(path));
    }
  }
  const files = [...named].map(([name, { inputs, imports }]) => ({
    name,
    code: readFileSync(join(outdir, name)),
    eager: eager.has(name),
    inputs: new Map(Object.entries(inputs).flatMap(([path, { bytesInOutput: n }]) => (n > 0 ? [[path, n] as const] : []))),
    imports: imports.flatMap(({ path, external }) => (external ? [path] : [])),
  }));
  rmSync(outdir, { recursive: true });
  return files;
}
