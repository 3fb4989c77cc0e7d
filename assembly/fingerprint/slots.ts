import { SINGLE } from './characters';
import { hashOfRun } from './hash';
import { homes, MOST_TOKENS, PAIRS, SKETCH, SLOT, shingleHashes, slotBytes, slots, spare, tokenKinds } from './memory';
import { SHINGLE_CHARACTERS, SHINGLE_WORDS } from './shingles';
import { Tokens } from './state';

/** A shingle stands fewer slots than these from where its hash belongs. */
const NEAR: usize = 64;
/** So many slots are looked at together. */
const GROUP: usize = 16;

/** Not all shingles are near where they belong, or there are too many. */
export const NOT_SPREAD: u32 = u32.MAX_VALUE;

/** How many tokens begin a shingle in any case. */
export function wholeShingles(): u32 {
  const tokensOfLongest = Tokens.hasSingles ? SHINGLE_CHARACTERS : SHINGLE_WORDS;
  return Tokens.count < tokensOfLongest ? 0 : Tokens.count - tokensOfLongest + 1;
}

/** Whether this token, one behind those, begins one too: one of words, where only a run of characters would end beyond the text. */
export function isShingle(token: u32): bool {
  return token + SHINGLE_WORDS <= Tokens.count && load<u8>(tokenKinds + token) != <u8>SINGLE;
}

/**
 * Puts each hash's first token in its slot; answers how many distinct ones there are, or `NOT_SPREAD`.
 *
 * The hashes are spread evenly, so each is put where it belongs in an array of many more slots, which puts them in order at once, as
 * linear probing in a hash table does with a hash that keeps the order. Those that somebody made alike are sorted by the caller.
 */
export function spread(): u32 {
  const tokens = Tokens.count;
  if (tokens > MOST_TOKENS) return NOT_SPREAD;
  memory.fill(slots, 0, slotBytes(tokens));
  const whole = wholeShingles();
  // One that was in the slot before waits in a list: a branch that can't be foreseen would cost more than all of this.
  let others = spare;
  for (let token: u32 = 0; token < whole; ) {
    const slot = <usize>load<u32>(homes + (<usize>token << 2));
    token++;
    const other = <u32>load<u16>(slot);
    store<u16>(slot, <u16>token);
    store<u16>(others, <u16>other);
    others += ((other + 0xffff) >> 16) << 1;
  }
  let count = whole - <u32>((others - spare) >> 1);
  for (let at = spare; at < others; at += SLOT) {
    const added = insert(load<u16>(at) - 1);
    if (added > 1) return NOT_SPREAD;
    count += added;
  }
  for (let token = whole; token < tokens; token++) {
    if (!isShingle(token)) continue;
    const added = insert(token);
    if (added > 1) return NOT_SPREAD;
    count += added;
  }
  if (count == 0 && tokens > 0) {
    store<u32>(shingleHashes, hashOfRun(0, tokens));
    // Any slot is in order.
    store<u32>(homes, <u32>slots);
    count = insert(0);
  }
  return count;
}

/** Inserts a token at or behind the slot of its hash; answers whether it was new (1) or not (0), or that there is no room near (2). */
function insert(token: u32): u32 {
  const hash = hashOf(token);
  const home = <usize>load<u32>(homes + (<usize>token << 2));
  const first = <u32>load<u16>(home);
  const number = token + 1;
  if (first != 0 && load<u16>(home, SLOT) == 0) {
    // Which of the two is lower can't be foreseen.
    const firstHash = hashOf(first - 1);
    if (firstHash != hash) {
      store<u16>(home, <u16>select(first, number, firstHash < hash));
      store<u16>(home, <u16>select(number, first, firstHash < hash), SLOT);
      return 1;
    }
  }
  let slot = home;
  for (; load<u16>(slot) != 0; slot += SLOT) {
    const other = <u32>load<u16>(slot);
    const otherHash = hashOf(other - 1);
    if (otherHash == hash) {
      store<u16>(slot, <u16>min(other, number));
      return 0;
    }
    if (otherHash > hash) break;
  }
  let free = slot;
  for (; load<u16>(free) != 0; free += SLOT) if (free - home == SLOT * NEAR) return 2;
  for (let i = free; i > slot; i -= SLOT) store<u16>(i, load<u16>(i - SLOT));
  store<u16>(slot, <u16>number);
  return 1;
}

// @ts-ignore: a decorator of the compiler.
@inline
export function hashOf(token: u32): u32 {
  return load<u32>(shingleHashes + (<usize>token << 2));
}

/**
 * Lists the tokens of the first slots that are taken, counted from one, and puts their hashes into the sketch. Those of eight slots are
 * moved together at once: how many are taken can't be foreseen.
 */
export function listTaken(limit: u32): void {
  const end = spare + (<usize>limit << 1);
  let to = spare;
  for (let at = slots; to < end; at += SLOT * GROUP) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    const taken = ~i8x16.bitmask(i8x16.eq(i8x16.narrow_i16x8_s(first, second), i8x16.splat(0))) << 4;
    to = compact(first, <usize>taken & 0xff0, to);
    to = compact(second, (<usize>taken >> 8) & 0xff0, to);
  }
  const hashes = shingleHashes - 4;
  for (let i: usize = 0; i < <usize>limit; i++) {
    const number = <usize>load<u16>(spare + (i << 1));
    store<u32>(i << 2, load<u32>(hashes + (number << 2)), SKETCH);
  }
}

/** Writes those of eight numbers that the bits say; answers where the next go. */
// @ts-ignore: a decorator of the compiler.
@inline
function compact(numbers: v128, bits: usize, to: usize): usize {
  v128.store(to, i8x16.swizzle(numbers, v128.load(bits, PAIRS)));
  return to + (<usize>popcnt(bits) << 1);
}
