/** Compiles the WebAssembly of the fingerprint: `npm run assemble`. A test compares what it makes with what is committed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const ROOT = join(import.meta.dirname, '..');
const TARGET = join(ROOT, 'lib/core/fingerprint/wasm-module.ts');

/** Nothing of the language's runtime: our code uses no objects. */
const OPTIONS = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd,bulk-memory', '--use', 'abort='];

/** The source of the file that holds the module. */
export async function wasmModuleSource(): Promise<string> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ['assembly/fingerprint/index.ts', '--baseDir', ROOT, '-o', 'module.wasm', ...OPTIONS],
    {
      writeFile: (_, contents) => {
        wasm = contents as Uint8Array;
      },
    },
  );
  if (error !== null || wasm === undefined) throw new Error(`the compiler failed: ${stderr}`);
  const base64 = Buffer.from(wasm).toString('base64');
  return `/** Compiled from assembly/fingerprint by \`npm run assemble\`. */\nexport const WASM_MODULE =\n  '${base64}';\n`;
}

if (import.meta.main) writeFileSync(TARGET, await wasmModuleSource());
