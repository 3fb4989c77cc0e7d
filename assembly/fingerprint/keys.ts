import { CONTEXT_SIZE, writeContext } from './context';
import { lowHashOfRun } from './hash';
import { candidates, KEYS, spare } from './memory';
import { candidateCount, KEY_TOKENS, listCandidates } from './shingles';
import { sortValues } from './sort';
import { Tokens } from './state';

/** So many times the hashes that are needed at least are expected below the first limit; one text in 80 has fewer than are needed. */
const MARGIN: f64 = 1.75;
const ALL: f64 = 4294967296;
/**
 * From so many tokens on the share of sampled shingles is halved, and again whenever their number doubles: a text of megabytes has a
 * thousand index keys, which is a thousand writes and a record of some 30 KB, and not fifty thousand. What is sampled less often is
 * part of what is sampled more often, so texts on both sides of such a step still meet.
 */
const FULL_RATE_TOKENS: f64 = 65536;
/** More only by chance that no text has: a bound all the same. */
const MAX_KEYS: u32 = 2048;
const HASH_DIGITS: usize = 16;
const KEY_SIZE: usize = HASH_DIGITS + CONTEXT_SIZE;

/** A key's high word is below `below`, or the key one of the `atLeast` smallest. */
let below: u32 = 0;
let atLeast: u32 = 0;
let count: u32 = 0;

/**
 * Writes the distinct 64-bit hashes of the text's word 5-grams whose high word is below `sampledBelow` (in very long texts below a part
 * of it), and at least so many of the smallest; ascending, as hexadecimal digits, each with the context of its first place. Answers
 * their size.
 */
export function keys(sampledBelow: u32, minKeys: u32): u32 {
  below = sampledBelow;
  for (let most = FULL_RATE_TOKENS; most < <f64>Tokens.count; most *= 2) below >>= 1;
  atLeast = minKeys;
  const likely = Math.max(<f64>below, (ALL * MARGIN * <f64>minKeys) / <f64>Tokens.count);
  const limit = likely < ALL ? <u32>likely : u32.MAX_VALUE;
  listCandidates(limit);
  writeKeys();
  // So few only in a text that repeats itself, or by chance.
  if (count < atLeast && limit < u32.MAX_VALUE) {
    listCandidates(u32.MAX_VALUE);
    writeKeys();
  }
  return count * <u32>KEY_SIZE;
}

function writeKeys(): void {
  count = 0;
  sortValues(candidates, spare, candidateCount);
  const end = candidates + ((<usize>candidateCount) << 3);
  let next: usize = 0;
  for (let at = candidates; at < end; at = next) {
    const high = load<u32>(at, 4);
    if (!isWanted(high)) return;
    next = at + 8;
    while (next < end && load<u32>(next, 4) == high) next += 8;
    if (next == at + 8) writeKey(high, lowOf(load<u32>(at)), load<u32>(at));
    else writeAlike(high, at, next);
  }
}

function isWanted(high: u32): bool {
  return count < MAX_KEYS && (count < atLeast || high < below);
}

function lowOf(token: u32): u32 {
  const tokens = Tokens.count < KEY_TOKENS ? Tokens.count : KEY_TOKENS;
  return lowHashOfRun(token, tokens);
}

/** Writes the keys of several candidates with one high word, nearly always places of one key. */
function writeAlike(high: u32, from: usize, to: usize): void {
  for (let at = from; at < to; at += 8) store<u32>(at, lowOf(load<u32>(at)), 4);
  sortValues(from, spare, <u32>((to - from) >> 3));
  for (let at = from; at < to && isWanted(high); at += 8) {
    const low = load<u32>(at, 4);
    if (at == from || low != load<u32>(at - 8, 4)) writeKey(high, low, load<u32>(at));
  }
}

function writeKey(high: u32, low: u32, token: u32): void {
  const at = KEYS + <usize>count * KEY_SIZE;
  const bytes = i64x2.splat(bswap<u64>(((<u64>high) << 32) | low));
  const nibble = i8x16.splat(0x0f);
  const nibbles = v128.shuffle<i8>(
    v128.and(i8x16.shr_u(bytes, 4), nibble),
    v128.and(bytes, nibble),
    0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23,
  );
  // The digits 0 to 9, then a to f.
  v128.store(at, i8x16.swizzle(i64x2(0x3736353433323130, 0x6665646362613938), nibbles));
  writeContext(at + HASH_DIGITS, token, Tokens.count < KEY_TOKENS ? Tokens.count : KEY_TOKENS);
  count++;
}
