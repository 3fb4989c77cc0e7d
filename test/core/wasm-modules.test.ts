import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WASM_MODULES, wasmModuleSource } from '../../assembly/build.ts';

it.each(Object.entries(WASM_MODULES))(
  'the module of %s is what its source compiles to (else: npm run assemble)',
  async (folder, file) => {
    const source = await wasmModuleSource(folder as keyof typeof WASM_MODULES);
    expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).toBe(source);
  },
);
