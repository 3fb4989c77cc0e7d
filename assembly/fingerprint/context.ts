import { highHashes } from './memory';
import { Tokens } from './state';

/** Four words on each side, one digit of base64 a word: its kind by its hash, or the last digit where the text has none. */
const SIDE_WORDS: u32 = 4;
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
  const kind = load<u32>(highHashes + ((<usize>token) << 2)) % KINDS;
  if (kind < 26) return <u8>(0x41 + kind);
  if (kind < 52) return <u8>(0x61 - 26 + kind);
  return <u8>(kind < 62 ? 0x30 - 52 + kind : 0x2b);
}
