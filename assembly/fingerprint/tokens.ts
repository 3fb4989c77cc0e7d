import { SPACES } from './constants';
import { hashOfLong, hashOfShort } from './hash';
import { bytes, folded, foldedKinds, tokenHashes, tokenKinds } from './memory';
import { Tokens } from './state';

const BLOCK: usize = 64;
const VECTOR: usize = 16;

/** Finds the tokens of the folded text, which ends there; writes them with one space behind each, and hashes them. */
export function takeTokens(end: usize): void {
  Tokens.count = 0;
  Tokens.size = 0;
  let at = folded;
  while (at < end) {
    at = takeShort(at, end);
    if (at < end) at = takeLong(at);
  }
}

/**
 * Takes tokens of less than 16 bytes; answers where the first other one starts, or the end. In a loop without a call, which would make
 * the engine keep in memory what the loop goes by.
 */
function takeShort(from: usize, end: usize): usize {
  const kindsApart = foldedKinds - folded;
  let size = bytes + Tokens.size;
  let hashes = tokenHashes + ((<usize>Tokens.count) << 3);
  let kinds = tokenKinds + Tokens.count;
  let at = from;
  let isLong = false;
  // A block begins where no token does before.
  while (at < end) {
    const letters = lettersOf(at);
    let starts = letters & ~(letters << 1);
    let ends = (letters << 1) & ~letters;
    for (; ends != 0; ends &= ends - 1) {
      const first = <usize>ctz(starts);
      const length = <usize>ctz(ends) - first;
      if (length >= VECTOR) {
        isLong = true;
        break;
      }
      const start = at + first;
      const token = v128.load(start);
      // With the space behind it.
      v128.store(size, token);
      size += length + 1;
      store<u64>(hashes, hashOfShort(token, length));
      store<u8>(kinds, load<u8>(start + kindsApart));
      hashes += 8;
      kinds++;
      starts &= starts - 1;
    }
    // One that doesn't end in the block is the first of the next.
    at += starts != 0 ? <usize>ctz(starts) : BLOCK;
    if (isLong || letters == <u64>-1) break;
  }
  Tokens.count = <u32>(kinds - tokenKinds);
  Tokens.size = size - bytes;
  return at;
}

/** Takes a token of any size; answers where it ends. */
function takeLong(start: usize): usize {
  let end = start;
  while (lettersOf(end) == <u64>-1) end += BLOCK;
  end += <usize>ctz(~lettersOf(end));
  const length = end - start;
  const size = bytes + Tokens.size;
  for (let i: usize = 0; i <= length; i += VECTOR) v128.store(size + i, v128.load(start + i));
  store<u64>(tokenHashes + ((<usize>Tokens.count) << 3), hashOfLong(start, length));
  store<u8>(tokenKinds + Tokens.count, load<u8>(start + (foldedKinds - folded)));
  Tokens.count++;
  Tokens.size += length + 1;
  return end;
}

/** Which of the 64 bytes are no spaces. */
// @ts-ignore: a decorator of the compiler.
@inline
function lettersOf(at: usize): u64 {
  const spaces = v128.load(SPACES);
  const first = <u64>i8x16.bitmask(i8x16.eq(v128.load(at), spaces));
  const second = <u64>i8x16.bitmask(i8x16.eq(v128.load(at, 16), spaces));
  const third = <u64>i8x16.bitmask(i8x16.eq(v128.load(at, 32), spaces));
  const fourth = <u64>i8x16.bitmask(i8x16.eq(v128.load(at, 48), spaces));
  return ~(first | (second << 16) | (third << 32) | (fourth << 48));
}
