/** How the Lambdas are bundled: by the installed esbuild, without Docker. */
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');
/** The file that Lambda loads, and what it imports at once; the others are for when they are needed. */
export const ENTRY = 'index.mjs';

/** An ES module has no `require`, which CommonJS packages in it call. The odd name can't meet one of theirs. */
const REQUIRE_BANNER =
  "import { createRequire as __articleLakeCreateRequire } from 'node:module'; const require = __articleLakeCreateRequire(import.meta.url);";

/** Writes a handler (its path in the repository) and all that it needs into a folder; says what is where. */
export function bundle(handler: string, outdir: string): Metafile {
  return buildSync({
    entryPoints: { index: handler },
    absWorkingDir: ROOT,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What is imported when needed, the large models, stays a file of its own.
    splitting: true,
    minify: true,
    // Vocabularies of many languages: escaped, each letter would take six bytes.
    charset: 'utf8',
    target: 'node24',
    // ES modules first: they can be shaken; half of the SDK falls off.
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_BANNER },
    // Nothing is left out, not even the SDK: the runtime's own loads slower, and changes without us.
    external: [],
    metafile: true,
    logLevel: 'warning',
  }).metafile;
}
