import { expect, it } from 'vitest';
import { wasmModuleSource } from '../../../assembly/build.ts';
import { WASM_MODULE } from '../../../lib/core/fingerprint/wasm-module.ts';

it('the WebAssembly module is what its source compiles to (else: npm run assemble)', async () => {
  expect(await wasmModuleSource()).toContain(`'${WASM_MODULE}'`);
});
