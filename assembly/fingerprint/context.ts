import { DIGITS, highHashes } from './memory';
import { Tokens } from './state';

/** Four words on each side, one digit of base64 a word: its kind by its hash, or the last digit where the text has none. */
const SIDE_WORDS: u32 = 4;
export const CONTEXT_SIZE: usize = 8;
const KINDS: u32 = 63;
const ABSENT: u8 = 0x2f;

/** Writes the context of the run of so many tokens: eight characters, one a word, in the order of the text. */
export function writeContext(at: usize, token: u32, tokens: u32): void {
  for (let i: u32 = 0; i < SIDE_WORDS; i++) {
    const before = token + i - SIDE_WORDS;
    store<u8>(at + i, token + i < SIDE_WORDS ? ABSENT : digitOf(before));
    const behind = token + tokens + i;
    store<u8>(at + SIDE_WORDS + i, behind >= Tokens.count ? ABSENT : digitOf(behind));
  }
}

function digitOf(token: u32): u8 {
  return load<u8>(DIGITS + (load<u32>(highHashes + ((<usize>token) << 2)) % KINDS));
}

export function storeDigits(): void {
  for (let kind: u32 = 0; kind < KINDS; kind++) {
    const first: u32 = kind < 26 ? 0x41 : kind < 52 ? 0x61 - 26 : 0x30 - 52;
    store<u8>(DIGITS + kind, kind < 62 ? <u8>(first + kind) : 0x2b);
  }
}
