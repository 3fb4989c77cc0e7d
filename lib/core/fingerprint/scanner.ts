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
  private readonly fingerprint: Exports['fingerprint'];
  private readonly memory: Buffer;
  private readonly result: Uint32Array;
  /** Where the text goes. */
  private readonly units: number;

  constructor(codeUnits: number) {
    const { prepare, fingerprint, memory, result } = instance(imports);
    this.fingerprint = fingerprint;
    this.units = prepare(codeUnits);
    this.memory = Buffer.from(memory.buffer);
    this.result = new Uint32Array(memory.buffer, result.value, 8);
  }

  /** Whether it could: a text with characters that don't fold alone must be `folded` already. */
  scan(text: string, folded: boolean): boolean {
    this.memory.write(text, this.units, 'utf16le');
    return this.fingerprint(text.length, folded, SAMPLED_BELOW, MIN_NEAR_KEYS) !== 0;
  }

  get tokenCount(): number {
    return this.result[0]!;
  }

  /** The tokens joined by a space, in UTF-8; until the next scan. */
  get canonicalBytes(): Uint8Array {
    // A view of a Buffer takes longer to make.
    return new Uint8Array(this.memory.buffer, this.result[1]!, this.result[2]! - this.result[1]!);
  }

  get shingleCount(): number {
    return this.result[3]!;
  }

  get sketch(): string {
    return this.memory.toString('base64', this.result[4], this.result[5]);
  }

  get nearKeys(): string[] {
    const text = this.memory.toString('latin1', this.result[6], this.result[7]);
    const keys = new Array<string>(text.length / KEY_CHARACTERS);
    for (let i = 0; i < keys.length; i++) keys[i] = text.slice(i * KEY_CHARACTERS, (i + 1) * KEY_CHARACTERS);
    return keys;
  }
}
