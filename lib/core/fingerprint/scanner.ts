import { compiled } from '../wasm.ts';
import { COMPLEX, foldedAs, foldOf } from './character-folds.ts';
import { kindOf } from './character-kinds.ts';
import { CONTEXT_CHARACTERS, HASH_DIGITS } from './near-key.ts';
import { WASM_MODULE } from './wasm-module.ts';

/**
 * The near tier is looked up by sampled shingles. One shingle in 64 is enough to meet a near duplicate of a long text; a text
 * too short for that gives its 12 smallest. On real reprints this found all, at a third of the keys of banded MinHash.
 */
const SAMPLED_BELOW = 2 ** 32 / 64;
const MIN_NEAR_KEYS = 12;

const KEY_CHARACTERS = HASH_DIGITS + CONTEXT_CHARACTERS;

/** Above the kind. */
const COMPLEX_FLAG = 1 << 30;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly result: { readonly value: number };
  prepare(codeUnits: number): number;
  fingerprint(codeUnits: number, folded: boolean, sampledBelow: number, minKeys: number): number;
}

const instance = compiled<Exports>(WASM_MODULE);
const imports = {
  characters: {
    foldOf(point: number): number {
      const fold = foldOf(point);
      return fold === COMPLEX ? foldedAs(point, kindOf(point)) | COMPLEX_FLAG : fold;
    },
  },
};

/** Scans one text after the other, each of at most so many code units; assembly/fingerprint does the work. */
export class Scanner {
  private readonly wasm: Exports;
  private readonly memory: Buffer;
  private readonly result: Uint32Array;
  /** Where the text goes. */
  private readonly units: number;

  constructor(codeUnits: number) {
    this.wasm = instance(imports);
    this.units = this.wasm.prepare(codeUnits);
    this.memory = Buffer.from(this.wasm.memory.buffer);
    this.result = new Uint32Array(this.wasm.memory.buffer, this.wasm.result.value, 8);
  }

  /** Whether it could: a text with characters that don't fold alone must be `folded` already. */
  scan(text: string, folded: boolean): boolean {
    this.memory.write(text, this.units, 'utf16le');
    return this.wasm.fingerprint(text.length, folded, SAMPLED_BELOW, MIN_NEAR_KEYS) !== 0;
  }

  get tokenCount(): number {
    return this.result[0]!;
  }

  /** The tokens joined by a space, in UTF-8; until the next scan. */
  get canonicalBytes(): Uint8Array {
    return this.memory.subarray(this.result[1], this.result[2]);
  }

  get shingleCount(): number {
    return this.result[3]!;
  }

  get sketch(): string {
    return this.memory.toString('base64', this.result[4], this.result[5]);
  }

  get nearKeys(): string[] {
    const text = this.memory.toString('latin1', this.result[6], this.result[7]);
    const keys: string[] = [];
    for (let i = 0; i < text.length; i += KEY_CHARACTERS) keys.push(text.slice(i, i + KEY_CHARACTERS));
    return keys;
  }
}
