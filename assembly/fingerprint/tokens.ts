import { entryOfUnit, flagsOf, isAlone, SINGLE, SINGLE_SIZE, UNSPACED } from './characters';
import { hashOfCharacter, hashOfLong, hashOfShort } from './hash';
import { bytes, folded, foldedKinds, POSITIONS, tokenHashes, tokenKinds } from './memory';
import { findPlaces } from './positions';
import { Tokens } from './state';

const VECTOR: usize = 16;
/** So many bytes are looked through before the tokens found there are hashed. */
const PART: usize = 16384;

/** Finds the tokens of what is folded, which ends there; writes them with one space behind each, and hashes them. */
export function takeTokens(end: usize): void {
  let at = folded;
  while (at < end) {
    // With the space behind the last token.
    const to = min(at + PART, end + 1);
    const places = findPlaces(at, to);
    const whole = places >> 1;
    if (Tokens.hasSingles) takeKinds(at, whole);
    for (let token = takeShort(at, 0, whole); token < whole; token = takeShort(at, token + 1, whole)) {
      takeLong(at + placeOf(2 * token), at + placeOf(2 * token + 1));
    }
    if ((places & 1) == 0) at = to;
    else at = placeOf(2 * whole) > 0 ? at + placeOf(2 * whole) : takeLongest(at);
  }
}

function placeOf(i: u32): usize {
  return <usize>load<u16>((<usize>i) << 1, POSITIONS);
}

/**
 * Takes tokens of less than 16 bytes; answers which is the first other one, or that none is. In a loop without a call, which would make
 * the engine keep in memory what the loop goes by.
 */
function takeShort(part: usize, from: u32, to: u32): u32 {
  let size = bytes + Tokens.size;
  const hashes = tokenHashes + ((<usize>(Tokens.count - from)) << 3);
  let i = (<usize>from) << 2;
  const end = (<usize>to) << 2;
  for (; i < end; i += 4) {
    const start = <usize>load<u16>(i, POSITIONS);
    const length = <usize>load<u16>(i, POSITIONS + 2) - start;
    if (length >= VECTOR) break;
    const token = v128.load(part + start);
    // With the space behind it.
    v128.store(size, token);
    size = size + length + 1;
    store<u64>(hashes + (i << 1), hashOfShort(token, length));
  }
  Tokens.count += <u32>(i >> 2) - from;
  Tokens.size = size - bytes;
  return <u32>(i >> 2);
}

/** Takes a token of any size. */
function takeLong(start: usize, end: usize): void {
  const length = end - start;
  const size = bytes + Tokens.size;
  for (let i: usize = 0; i <= length; i += VECTOR) v128.store(size + i, v128.load(start + i));
  store<u64>(tokenHashes + ((<usize>Tokens.count) << 3), hashOfLong(start, length));
  Tokens.count++;
  Tokens.size += length + 1;
}

/** Takes a token that is no shorter than a part; answers where it ends. */
function takeLongest(start: usize): usize {
  let end = start + PART;
  while (load<u8>(end) != 0x20) end++;
  takeLong(start, end);
  return end;
}

function takeKinds(part: usize, tokens: u32): void {
  const kinds = tokenKinds + Tokens.count;
  const partKinds = part + (foldedKinds - folded);
  for (let i: u32 = 0; i < tokens; i++) store<u8>(kinds + i, load<u8>(partKinds + placeOf(2 * i)) & 7);
}

/**
 * Takes characters of the text that are tokens of their own, and separators, as long as another such follows: a mark may still join the
 * last. Answers where that is.
 */
export function takeSingles(from: usize, end: usize): usize {
  let size = bytes + Tokens.size;
  let hashes = tokenHashes + ((<usize>Tokens.count) << 3);
  let kinds = tokenKinds + Tokens.count;
  let at = from;
  let entry = entryOfUnit(load<u16>(at));
  for (; at + 2 < end; at += 2) {
    const next = entryOfUnit(load<u16>(at, 2));
    if ((flagsOf(next) & UNSPACED) == 0) break;
    const alone = <usize>isAlone(flagsOf(entry));
    // With the space behind it.
    store<u32>(size, <u32>entry);
    store<u64>(hashes, hashOfCharacter(entry & ((1 << (8 * SINGLE_SIZE)) - 1)));
    store<u8>(kinds, <u8>SINGLE);
    size += alone * (SINGLE_SIZE + 1);
    hashes += alone << 3;
    kinds += alone;
    entry = next;
  }
  Tokens.count = <u32>(kinds - tokenKinds);
  Tokens.size = size - bytes;
  return at;
}
