/** Compiles our WebAssembly: `npm run assemble`. A test compares what it makes with what is committed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const ROOT = join(import.meta.dirname, '..');
/** By the folder of its source, the file that holds a module. */
export const WASM_MODULES = {
  'assembly/fingerprint': 'lib/core/fingerprint/wasm-module.ts',
  'assembly/forest': 'lib/core/forest-module.ts',
} as const;

/** Nothing of the language's runtime: our code uses no objects. */
const OPTIONS = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd,bulk-memory', '--use', 'abort='];

/** The source of the file that holds the module of a folder. */
export async function wasmModuleSource(folder: keyof typeof WASM_MODULES): Promise<string> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main([`${folder}/index.ts`, '--baseDir', ROOT, '-o', 'module.wasm', ...OPTIONS], {
    writeFile: (_, contents) => {
      wasm = contents as Uint8Array;
    },
  });
  if (error !== null || wasm === undefined) throw new Error(`the compiler failed: ${stderr}`);
  const base64 = Buffer.from(wasm).toString('base64');
  return `/** Compiled from ${folder} by \`npm run assemble\`. */\nexport const WASM_MODULE =\n  '${base64}';\n`;
}

if (import.meta.main) {
  for (const [folder, target] of Object.entries(WASM_MODULES)) {
    writeFileSync(join(ROOT, target), await wasmModuleSource(folder as keyof typeof WASM_MODULES));
  }
}
