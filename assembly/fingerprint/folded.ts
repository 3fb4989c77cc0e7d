import { flagsOf, sizeOf, startOf } from './characters';
import { SPACES } from './constants';
import { folded, foldedKinds, SLACK } from './memory';
import { takeTokens } from './tokens';

export const SPACE: u8 = 0x20;
export const NEVER: u32 = 0xffffffff;

/** What of the text is folded and not taken yet. */
export class Folded {
  /** Where the next byte goes. */
  static out: usize = 0;
  /** Where a token of one character ended, which a mark may still join. */
  static singleEnd: u32 = NEVER;
}

/** Takes the tokens of what is folded. */
export function takeFolded(): void {
  // What reads blocks finds spaces behind the end.
  for (let i: usize = 0; i < SLACK; i += 16) v128.store(Folded.out + i, v128.load(SPACES));
  takeTokens(Folded.out);
  Folded.out = folded;
}

export function isInWord(): bool {
  return load<u8>(Folded.out - 1) != SPACE;
}

export function append(entry: u64): void {
  const flags = flagsOf(entry);
  store<u32>(Folded.out, <u32>entry);
  store<u8>(Folded.out + (foldedKinds - folded), startOf(flags));
  Folded.out += sizeOf(flags);
}

export function appendSpace(): void {
  store<u8>(Folded.out, SPACE);
  Folded.out++;
}
