import { WORD } from './characters';
import { absorb, absorbFour, HIGH_LANE, HIGH_LANES, LOW_LANE, LOW_LANES } from './hash';
import { BLOCK, bytes, highHashes, LIST_ENDS, lowHashes, spare, tokenKinds, units, values } from './memory';
import { Tokens } from './state';

const SPACE: u8 = 0x20;
const BLOCK_UNITS: u32 = 64;
const VECTOR: u32 = 16;
/** A block with fewer characters of ASCII before the first other is faster taken one by one. */
const WORTH: u32 = 16;
/** A word no longer than this is hashed later, with three others of about its length at a time. */
const LONGEST: u32 = 16;
const LISTS: u32 = 4;
/** In a list a token's index stands above its length, both above the place where its bytes end. */
const LENGTH_BITS: u32 = 5;

let digits: u64 = 0;

/**
 * Takes the words of blocks of 64 characters as long as all are ASCII; answers where it stops, which is at the start of a word or at
 * no word. Words still have to be hashed.
 */
export function takeAscii(from: u32, length: u32): u32 {
  let i = from;
  while (i < length) {
    const ascii = asciiUnits(units + 2 * <usize>i);
    if (ascii < WORTH) break;
    const words = loadBlock(units + 2 * <usize>i);
    const taken = takeWords(words, ascii);
    i += taken;
    if (taken == 0 || ascii < BLOCK_UNITS) break;
  }
  return i < length ? i : length;
}

/** How many characters are ASCII before the first that isn't. */
function asciiUnits(at: usize): u32 {
  let all = v128.load(at);
  for (let offset: usize = 16; offset < 128; offset += 16) all = v128.or(all, v128.load(at + offset));
  if (!v128.any_true(v128.and(all, i16x8.splat(-128)))) return BLOCK_UNITS;
  let i: u32 = 0;
  while (load<u16>(at + 2 * <usize>i) < 0x80) i++;
  return i;
}

/** Lower-cases the block; answers which of its characters are letters or digits. */
function loadBlock(at: usize): u64 {
  let words: u64 = 0;
  digits = 0;
  for (let part: u32 = 0; part < BLOCK_UNITS; part += VECTOR) {
    const here = at + 2 * <usize>part;
    const characters = i8x16.narrow_i16x8_u(v128.load(here), v128.load(here, 16));
    const lower = v128.or(characters, i8x16.splat(0x20));
    const isLetter = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26));
    const isDigit = i8x16.lt_u(i8x16.sub(characters, i8x16.splat(0x30)), i8x16.splat(10));
    v128.store(BLOCK + part, lower);
    words |= (<u64>i8x16.bitmask(v128.or(isLetter, isDigit))) << part;
    digits |= (<u64>i8x16.bitmask(isDigit)) << part;
  }
  return words;
}

/** Takes the words that end before `limit`; answers where the first starts that doesn't, else the limit. */
function takeWords(words: u64, limit: u32): u32 {
  let starts = words & ~(words << 1);
  let ends = (words << 1) & ~words & below(limit);
  let count = Tokens.count;
  let size = bytes + Tokens.size;
  const kinds = tokenKinds;
  for (; ends != 0; ends &= ends - 1) {
    const start = <u32>ctz(starts);
    const wordLength = <u32>ctz(ends) - start;
    v128.store(size, v128.load(BLOCK + start));
    if (wordLength <= LONGEST) {
      list(count, wordLength, size + wordLength);
    } else {
      memory.copy(size, BLOCK + start, wordLength);
      hashOne(size, wordLength, count);
    }
    size += wordLength;
    store<u8>(size, SPACE);
    size++;
    store<u8>(kinds + count, <u8>(WORD | ((<u32>(digits >> start) & 1) << 2)));
    count++;
    starts &= starts - 1;
  }
  Tokens.count = count;
  Tokens.size = size - bytes;
  starts &= below(limit);
  return starts != 0 ? <u32>ctz(starts) : limit;
}

function below(bit: u32): u64 {
  return bit < 64 ? (1 << <u64>bit) - 1 : <u64>-1;
}

function hashOne(at: usize, wordLength: u32, token: u32): void {
  let high: u32 = 0;
  let low: u32 = 0;
  for (let i: u32 = 0; i < wordLength; i++) {
    const symbol: u32 = load<u8>(at + i);
    high = absorb(high, symbol, HIGH_LANE);
    low = absorb(low, symbol, LOW_LANE);
  }
  store<u32>(highHashes + ((<usize>token) << 2), high);
  store<u32>(lowHashes + ((<usize>token) << 2), low);
}

/** Begins the lists of words to hash: one for those of up to 4 bytes, one for those of up to 8, and so on. */
export function beginLists(): void {
  for (let quads: u32 = 1; quads <= LISTS; quads++) store<u32>(LIST_ENDS + 4 * quads, <u32>listOf(quads));
}

/** Words are at least two characters apart, so that each of the two arrays holds two lists of them all. */
function listOf(quads: u32): usize {
  const half = (spare - values) >> 1;
  return values + <usize>(quads - 1) * half;
}

function list(token: u32, wordLength: u32, end: usize): void {
  const listEnd = LIST_ENDS + (((wordLength + 3) >> 2) << 2);
  const at = load<u32>(listEnd);
  store<u64>(at, (((<u64>token) << LENGTH_BITS) | wordLength) << 32 | end);
  store<u32>(listEnd, at + 8);
}

/** The lanes of the listed words, four words at a time. */
export function hashAscii(): void {
  for (let quads: u32 = 1; quads <= LISTS; quads++) hashList(quads);
}

/**
 * A lane of 0 stays 0 while it takes in 0. So a word is read as the 4, 8, 12 or 16 bytes that end with it, of which those before it
 * are made 0, and four words take the same steps however long they are.
 */
function hashList(quads: u32): void {
  const end: usize = load<u32>(LIST_ENDS + 4 * quads);
  fillUp(end);
  const highLanes = v128.load(HIGH_LANES);
  const lowLanes = v128.load(LOW_LANES);
  for (let at = listOf(quads); at < end; at += 32) {
    let symbols = i32x4.splat(front(at, quads));
    symbols = i32x4.replace_lane(symbols, 1, front(at + 8, quads));
    symbols = i32x4.replace_lane(symbols, 2, front(at + 16, quads));
    symbols = i32x4.replace_lane(symbols, 3, front(at + 24, quads));
    let high = absorbBytes(i32x4.splat(0), symbols, highLanes);
    let low = absorbBytes(i32x4.splat(0), symbols, lowLanes);
    for (let back: usize = 4 * (quads - 1); back > 0; back -= 4) {
      symbols = v128.load32_zero(<usize>load<u32>(at) - back);
      symbols = v128.load32_lane(<usize>load<u32>(at, 8) - back, symbols, 1);
      symbols = v128.load32_lane(<usize>load<u32>(at, 16) - back, symbols, 2);
      symbols = v128.load32_lane(<usize>load<u32>(at, 24) - back, symbols, 3);
      high = absorbBytes(high, symbols, highLanes);
      low = absorbBytes(low, symbols, lowLanes);
    }
    storeLanes(highHashes, at, high);
    storeLanes(lowHashes, at, low);
  }
}

/** Makes the list's last four whole; what is hashed for them goes behind the last token. */
function fillUp(end: usize): void {
  for (let i: usize = 0; i < 24; i += 8) store<u64>(end + i, (((<u64>Tokens.count) << LENGTH_BITS) << 32) | bytes);
}

/** The first bytes of the listed word and before it zeros. */
function front(at: usize, quads: u32): u32 {
  const missing = 4 * quads - (load<u32>(at, 4) & ((1 << LENGTH_BITS) - 1));
  return load<u32>(<usize>load<u32>(at) - 4 * quads) & (-1 << (missing << 3));
}

/** Takes the four bytes of each lane's symbols into it, the lowest first. */
function absorbBytes(lanes: v128, symbols: v128, multipliers: v128): v128 {
  const byte = i32x4.splat(0xff);
  const one = absorbFour(lanes, v128.and(symbols, byte), multipliers);
  const two = absorbFour(one, v128.and(i32x4.shr_u(symbols, 8), byte), multipliers);
  const three = absorbFour(two, v128.and(i32x4.shr_u(symbols, 16), byte), multipliers);
  return absorbFour(three, i32x4.shr_u(symbols, 24), multipliers);
}

function storeLanes(hashes: usize, at: usize, lanes: v128): void {
  store<u32>(placeOf(hashes, at), i32x4.extract_lane(lanes, 0));
  store<u32>(placeOf(hashes, at + 8), i32x4.extract_lane(lanes, 1));
  store<u32>(placeOf(hashes, at + 16), i32x4.extract_lane(lanes, 2));
  store<u32>(placeOf(hashes, at + 24), i32x4.extract_lane(lanes, 3));
}

/** Where a listed word's lane goes. */
function placeOf(hashes: usize, at: usize): usize {
  return hashes + ((<usize>(load<u32>(at, 4) >> LENGTH_BITS)) << 2);
}
