import { SINGLE } from './characters';
import { figures } from './figures';
import { hashOfRun } from './hash';
import { MIN_SLOTS, PLACES_KEPT, SKETCH, SLOTS_PER_TOKEN, shingleHashes, slots, spare, taken, tokenKinds } from './memory';
import { SHINGLE_CHARACTERS, SHINGLE_WORDS } from './shingles';
import { sortValues } from './sort';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
const SAMPLE_LIMIT: u32 = 256;
const PLACE_BITS: u32 = 8;
/** So many tokens at most have places by multiplication: a division takes longer than all else that is done for a sample. */
const FAST_PLACES: u32 = 1 << 22;
const PLACE_SHIFT: u64 = 52;

/** A shingle stands fewer slots than these from where its hash belongs. */
const NEAR: usize = 64;
const TAKEN: u8 = 0xff;

/** How many distinct shingles the text has. */
export let shingleCount: u32 = 0;

/**
 * Writes the sketch: the smallest hashes, the smallest figures, the places of the hashes. Answers its size.
 *
 * The hashes are spread evenly, so each is put where it belongs in an array of many more slots, which puts them in order at once, as
 * linear probing in a hash table does with a hash that keeps the order. Those that somebody made alike are sorted.
 */
export function sketch(): u32 {
  const kept = spread() ? keepSpread() : keepSorted();
  const found = figures(SKETCH + 4 * <usize>kept);
  const places = SKETCH + 4 * <usize>kept + 2 * <usize>found;
  for (let i: usize = 0; i < <usize>kept; i += 16) v128.store(places + i, v128.load(PLACES_KEPT + i));
  return 5 * kept + 2 * found;
}

/** How many tokens begin a shingle in any case. */
function wholeShingles(): u32 {
  const tokensOfLongest = Tokens.hasSingles ? SHINGLE_CHARACTERS : SHINGLE_WORDS;
  return Tokens.count < tokensOfLongest ? 0 : Tokens.count - tokensOfLongest + 1;
}

/** Whether this token, one behind those, begins one too: one of words, where only a run of characters would end beyond the text. */
function isShingle(token: u32): bool {
  return token + SHINGLE_WORDS <= Tokens.count && load<u8>(tokenKinds + token) != <u8>SINGLE;
}

/** Puts each hash's first token in its slot; answers whether all are near where they belong. */
function spread(): bool {
  const tokens = Tokens.count;
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
    const added = insert(token, slotOf(hashOf(token), slotCount));
    if (added > 1) return false;
    count += added;
  }
  for (let token = whole; token < tokens; token++) {
    if (!isShingle(token)) continue;
    const added = insert(token, slotOf(hashOf(token), slotCount));
    if (added > 1) return false;
    count += added;
  }
  if (count == 0 && tokens > 0) {
    store<u32>(shingleHashes, hashOfRun(0, tokens));
    count = insert(0, slotOf(hashOf(0), slotCount));
  }
  shingleCount = count;
  return true;
}

// @ts-ignore: a decorator of the compiler.
@inline
function slotOf(hash: u32, slotCount: u32): usize {
  return <usize>((<u64>hash * slotCount) >> 32);
}

/** Inserts a token from this slot on; answers whether it was new (1) or not (0), or that there is no room near (2). */
function insert(token: u32, home: usize): u32 {
  const hash = hashOf(token);
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
function hashOf(token: u32): u32 {
  return load<u32>(shingleHashes + (<usize>token << 2));
}

/** Lists the first slots that are taken, so many and a few. A group's number can't be foreseen, so twelve are listed at once. */
function listTaken(limit: u32): void {
  const end = spare + (<usize>limit << 2);
  let to = spare;
  for (let group: u32 = 0; to < end; group += 64) {
    const at = taken + <usize>group;
    const first = <u32>i8x16.bitmask(v128.load(at)) | ((<u32>i8x16.bitmask(v128.load(at, 16))) << 16);
    const second = <u32>i8x16.bitmask(v128.load(at, 32)) | ((<u32>i8x16.bitmask(v128.load(at, 48))) << 16);
    let found = <u64>first | (<u64>second << 32);
    let next = to;
    to += <usize>popcnt(found) << 2;
    do {
      for (let i = 0; i < 12; i++) {
        store<u32>(next, group + <u32>ctz(found));
        next += 4;
        found &= found - 1;
      }
    } while (next < to);
  }
}

/** Keeps the first hashes of the slots, and where in the text each first stands; answers how many. */
function keepSpread(): u32 {
  const limit = shingleCount < SAMPLE_LIMIT ? shingleCount : SAMPLE_LIMIT;
  const tokens = Tokens.count;
  const isFast = tokens < FAST_PLACES;
  const scale: u64 = tokens == 0 ? 0 : ((<u64>1 << PLACE_SHIFT) + tokens - 1) / tokens;
  listTaken(limit);
  for (let i: usize = 0; i < <usize>limit; i++) {
    const token = load<u32>(slots + (<usize>load<u32>(spare + (i << 2)) << 2));
    store<u32>(SKETCH + (i << 2), hashOf(token));
    const place = isFast ? <u32>((((<u64>token) << PLACE_BITS) * scale) >> PLACE_SHIFT) : placeOf(token);
    store<u8>(PLACES_KEPT + i, <u8>place);
  }
  return limit;
}

function placeOf(token: u32): u32 {
  return <u32>(((<u64>token) << PLACE_BITS) / Tokens.count);
}

/** The same by sorting: each hash above its token. */
function keepSorted(): u32 {
  const values = slots;
  let end = values;
  const whole = wholeShingles();
  for (let token: u32 = 0; token < Tokens.count; token++) {
    if (token >= whole && !isShingle(token)) continue;
    store<u64>(end, ((<u64>hashOf(token)) << 32) | token);
    end += 8;
  }
  sortValues(values, spare, <u32>((end - values) >> 3));
  let distinct: u32 = 0;
  for (let at = values; at < end; at += 8) {
    const hash = load<u32>(at, 4);
    if (at > values && load<u32>(at - 4) == hash) continue;
    if (distinct < SAMPLE_LIMIT) {
      store<u32>(SKETCH + (<usize>distinct << 2), hash);
      store<u8>(PLACES_KEPT + distinct, <u8>placeOf(load<u32>(at)));
    }
    distinct++;
  }
  shingleCount = distinct;
  return distinct < SAMPLE_LIMIT ? distinct : SAMPLE_LIMIT;
}
