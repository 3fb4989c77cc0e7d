import { SINGLE } from './characters';
import { hashOfRun } from './hash';
import { MIN_SLOTS, SLOTS_PER_TOKEN, shingleHashes, slots, spare, taken, tokenKinds } from './memory';
import { SHINGLE_CHARACTERS, SHINGLE_WORDS } from './shingles';
import { Tokens } from './state';

/** The shingles of a text of so many tokens are sorted: places by multiplication are exact below. */
const MOST_TOKENS: u32 = 1 << 22;

/** A shingle stands fewer slots than these from where its hash belongs. */
const NEAR: usize = 64;
const TAKEN: u8 = 0xff;

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
  if (tokens >= MOST_TOKENS) return NOT_SPREAD;
  const slotCount = max<u32>(MIN_SLOTS, tokens * SLOTS_PER_TOKEN);
  memory.fill(taken, 0, slotCount + NEAR);
  const whole = wholeShingles();
  const marks = taken;
  const places = slots;
  // One whose slot is taken waits in a list: a branch that can't be foreseen would cost more than all of this.
  let others = spare;
  let hashes = shingleHashes;
  for (let token: u32 = 0; token < whole; token++) {
    const slot = slotOf(load<u32>(hashes), slotCount);
    hashes += 4;
    const mark = load<u8>(marks + slot);
    store<u8>(marks + slot, TAKEN);
    store<u32>(select<usize>(places + (slot << 2), others, mark == 0), token);
    others += mark & 4;
  }
  let count = whole - <u32>((others - spare) >> 2);
  for (let at = spare; at < others; at += 4) {
    const token = load<u32>(at);
    const added = insert(token, slotCount);
    if (added > 1) return NOT_SPREAD;
    count += added;
  }
  for (let token = whole; token < tokens; token++) {
    if (!isShingle(token)) continue;
    const added = insert(token, slotCount);
    if (added > 1) return NOT_SPREAD;
    count += added;
  }
  if (count == 0 && tokens > 0) {
    store<u32>(shingleHashes, hashOfRun(0, tokens));
    count = insert(0, slotCount);
  }
  return count;
}

// @ts-ignore: a decorator of the compiler.
@inline
function slotOf(hash: u32, slotCount: u32): usize {
  return <usize>((<u64>hash * slotCount) >> 32);
}

/** Inserts a token at or behind the slot of its hash; answers whether it was new (1) or not (0), or that there is no room near (2). */
function insert(token: u32, slotCount: u32): u32 {
  const hash = hashOf(token);
  const home = slotOf(hash, slotCount);
  if (load<u8>(taken + home) != 0 && load<u8>(taken + home + 1) == 0) {
    // Which of the two is lower can't be foreseen.
    const at = slots + (home << 2);
    const first = load<u32>(at);
    const firstHash = hashOf(first);
    if (firstHash == hash) return 0;
    store<u32>(at, select(first, token, firstHash < hash));
    store<u32>(at, select(token, first, firstHash < hash), 4);
    store<u8>(taken + home + 1, TAKEN);
    return 1;
  }
  let slot = home;
  for (; load<u8>(taken + slot) != 0; slot++) {
    const other = hashOf(load<u32>(slots + (slot << 2)));
    if (other == hash) return 0;
    if (other > hash) break;
  }
  let free = slot;
  for (; load<u8>(taken + free) != 0; free++) if (free - home == NEAR) return 2;
  for (let i = free; i > slot; i--) store<u32>(slots + (i << 2), load<u32>(slots + ((i - 1) << 2)));
  store<u32>(slots + (slot << 2), token);
  store<u8>(taken + free, TAKEN);
  return 1;
}

// @ts-ignore: a decorator of the compiler.
@inline
export function hashOf(token: u32): u32 {
  return load<u32>(shingleHashes + (<usize>token << 2));
}

/** Lists the tokens of the first slots that are taken. A group's number can't be foreseen, so twelve are listed at once. */
export function listTaken(limit: u32): void {
  const end = spare + (<usize>limit << 2);
  let to = spare;
  let tokens = slots;
  for (let at = taken; to < end; at += 64) {
    const first = <u32>i8x16.bitmask(v128.load(at)) | ((<u32>i8x16.bitmask(v128.load(at, 16))) << 16);
    const second = <u32>i8x16.bitmask(v128.load(at, 32)) | ((<u32>i8x16.bitmask(v128.load(at, 48))) << 16);
    let found = <u64>first | (<u64>second << 32);
    let next = to;
    to += <usize>popcnt(found) << 2;
    do {
      for (let i = 0; i < 12; i++) {
        store<u32>(next, load<u32>(tokens + (<usize>ctz(found) << 2)));
        next += 4;
        found &= found - 1;
      }
    } while (next < to);
    tokens += 4 * 64;
  }
  // What is listed beyond the limit may be of no text; four are kept at a time.
  v128.store(end, i8x16.splat(0));
}
