import { DIGIT } from './characters';
import { absorb, absorbFour, BYTES_ONLY, HIGH_LANE, HIGH_LANES, LOW_LANE, LOW_LANES } from './hash';
import { BLOCK, bytes, highHashes, LIST_ENDS, lowHashes, spare, tokenKinds, units, values } from './memory';
import { Tokens } from './state';

const BLOCK_UNITS: u32 = 64;
const VECTOR: u32 = 16;
/** A block with fewer characters of ASCII before the first other is faster taken one by one. */
const WORTH: u32 = 16;
/** A word no longer than this is hashed later, with three others of about its length at a time. */
const LONGEST: u32 = 15;
/** The list of the others. */
const LONG: u32 = 5;

/** Which of the block's characters are letters or digits, and which digits. */
let wordUnits: u64 = 0;
let digits: u64 = 0;

/**
 * Takes the words of blocks of 64 characters as long as all are ASCII; answers where it stops, which is at the start of a word or at
 * no word. Words still have to be hashed.
 */
export function takeAscii(from: u32, length: u32): u32 {
  let i = from;
  while (i < length) {
    const at = units + 2 * <usize>i;
    const ascii = loadBlock(at) ? BLOCK_UNITS : asciiUnits(at);
    if (ascii < WORTH) break;
    const taken = takeWords(wordUnits, ascii);
    i += taken;
    if (taken == 0 || ascii < BLOCK_UNITS) break;
  }
  return i < length ? i : length;
}

/** How many characters are ASCII before the first that isn't. */
function asciiUnits(at: usize): u32 {
  let i: u32 = 0;
  while (load<u16>(at + 2 * <usize>i) < 0x80) i++;
  return i;
}

/** Lower-cases the block and makes a space of all that is no word's, finds which of its characters are letters or digits, and answers whether all are ASCII. */
function loadBlock(at: usize): bool {
  let others = i32x4.splat(0);
  let found: u64 = 0;
  let foundDigits: u64 = 0;
  for (let part: u32 = 0; part < BLOCK_UNITS; part += VECTOR) {
    const here = at + 2 * <usize>part;
    const first = v128.load(here);
    const second = v128.load(here, 16);
    others = v128.or(others, v128.or(first, second));
    const characters = i8x16.narrow_i16x8_u(first, second);
    const lower = v128.or(characters, i8x16.splat(0x20));
    // The first letter and the first digit become the lowest number, since only signed numbers are compared in one step.
    const isLetter = i8x16.lt_s(i8x16.add(lower, i8x16.splat(<i8>(0x80 - 0x61))), i8x16.splat(-128 + 26));
    const isDigit = i8x16.lt_s(i8x16.add(characters, i8x16.splat(<i8>(0x80 - 0x30))), i8x16.splat(-128 + 10));
    const isOfWord = v128.or(isLetter, isDigit);
    v128.store(BLOCK + part, v128.bitselect(lower, i8x16.splat(0x20), isOfWord));
    found |= (<u64>i8x16.bitmask(isOfWord)) << part;
    foundDigits |= (<u64>i8x16.bitmask(isDigit)) << part;
  }
  wordUnits = found;
  digits = foundDigits;
  return !v128.any_true(v128.and(others, i16x8.splat(-128)));
}

/** Takes the words that end before `limit`; answers where the first starts that doesn't, else the limit. */
function takeWords(words: u64, limit: u32): u32 {
  let starts = words & ~(words << 1);
  let ends = (words << 1) & ~words & below(limit);
  const firstToken = Tokens.count;
  const allStarts = starts;
  const apart = spare - values;
  let token = firstToken;
  let size = bytes + Tokens.size;
  for (; ends != 0; ends &= ends - 1) {
    const start = BLOCK + <usize>ctz(starts);
    const wordLength = BLOCK + <usize>ctz(ends) - start;
    // With the space behind it.
    v128.store(size, v128.load(start));
    let front = load<u32>(start) << ((-<u32>wordLength & 3) << 3);
    let listEnd = LIST_ENDS + (((wordLength + 3) >> 2) << 2);
    if (wordLength > LONGEST) {
      for (let i: usize = VECTOR; i <= wordLength; i += VECTOR) v128.store(size + i, v128.load(start + i));
      front = <u32>wordLength;
      listEnd = LIST_ENDS + 4 * LONG;
    }
    size += wordLength;
    const at = <usize>load<u32>(listEnd);
    store<u32>(at, front);
    store<u32>(at + apart, token);
    store<u32>(at + 2 * apart, <u32>size);
    store<u32>(listEnd, <u32>at + 4);
    size++;
    token++;
    starts &= starts - 1;
  }
  Tokens.count = token;
  Tokens.size = size - bytes;
  starts &= below(limit);
  const next = starts != 0 ? <u32>ctz(starts) : limit;
  for (let figures = allStarts & digits & below(next); figures != 0; figures &= figures - 1) {
    const before = <u32>popcnt(allStarts & (figures ^ (figures - 1)) >> 1);
    store<u8>(tokenKinds + firstToken + before, <u8>DIGIT);
  }
  return next;
}

function below(bit: u32): u64 {
  return bit < 64 ? (1 << <u64>bit) - 1 : <u64>-1;
}

/**
 * Begins the lists of words to hash: one for those of up to 4 bytes, one for those of up to 8, and so on, and one for long ones. A list
 * is three arrays of 32-bit values, as far apart as the three that hold them: the words' fronts, which tokens they are, and where their
 * bytes end.
 *
 * A lane of 0 stays 0 while it takes in 0. So a word is read as the 4, 8, 12 or 16 bytes that end with it, of which those before it
 * are made 0, and four words take the same steps however long they are. The front is the first four of these bytes; of a long word
 * it is the length.
 */
export function beginLists(): void {
  for (let quads: u32 = 1; quads <= LONG; quads++) store<u32>(LIST_ENDS + 4 * quads, <u32>listOf(quads));
}

/** Words are at least two characters apart and those of the second list six, so that two eighths of an array and one have room. */
function listOf(quads: u32): usize {
  return values + <usize>(quads > 1 ? quads : 0) * ((spare - values) >> 3);
}

/** The lanes of the listed words, four words at a time but for the long ones. */
export function hashAscii(): void {
  for (let quads: u32 = 1; quads < LONG; quads++) hashList(quads);
  const end = <usize>load<u32>(LIST_ENDS + 4 * LONG);
  const apart = spare - values;
  for (let at = listOf(LONG); at < end; at += 4) {
    const wordLength = load<u32>(at);
    hashOne(<usize>load<u32>(at + 2 * apart) - wordLength, wordLength, load<u32>(at + apart));
  }
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

function hashList(quads: u32): void {
  const end: usize = load<u32>(LIST_ENDS + 4 * quads);
  const apart = spare - values;
  fillUp(end, apart);
  const highLanes = v128.load(HIGH_LANES);
  const lowLanes = v128.load(LOW_LANES);
  const bytesOnly = v128.load(BYTES_ONLY);
  for (let at = listOf(quads); at < end; at += 16) {
    let symbols = v128.load(at);
    let high = absorbRest(i32x4.mul(v128.and(symbols, bytesOnly), highLanes), symbols, highLanes, bytesOnly);
    let low = absorbRest(i32x4.mul(v128.and(symbols, bytesOnly), lowLanes), symbols, lowLanes, bytesOnly);
    for (let back: usize = 4 * (quads - 1); back > 0; back -= 4) {
      const ends = at + 2 * apart;
      symbols = v128.load32_zero(<usize>load<u32>(ends) - back);
      symbols = v128.load32_lane(<usize>load<u32>(ends, 4) - back, symbols, 1);
      symbols = v128.load32_lane(<usize>load<u32>(ends, 8) - back, symbols, 2);
      symbols = v128.load32_lane(<usize>load<u32>(ends, 12) - back, symbols, 3);
      high = absorbRest(absorbFour(high, v128.and(symbols, bytesOnly), highLanes), symbols, highLanes, bytesOnly);
      low = absorbRest(absorbFour(low, v128.and(symbols, bytesOnly), lowLanes), symbols, lowLanes, bytesOnly);
    }
    storeLanes(at + apart, high, low);
  }
}

/** Makes the list's last four whole; what is hashed for them goes behind the last token. */
function fillUp(end: usize, apart: usize): void {
  for (let i: usize = 0; i < 12; i += 4) {
    store<u32>(end + apart + i, Tokens.count);
    store<u32>(end + 2 * apart + i, <u32>bytes);
  }
}

/** Takes the second to fourth byte of each lane's symbols into it, the lowest first. */
// @ts-ignore: a decorator of the compiler.
@inline
function absorbRest(lanes: v128, symbols: v128, multipliers: v128, bytesOnly: v128): v128 {
  const two = absorbFour(lanes, v128.and(i32x4.shr_u(symbols, 8), bytesOnly), multipliers);
  const three = absorbFour(two, v128.and(i32x4.shr_u(symbols, 16), bytesOnly), multipliers);
  return absorbFour(three, i32x4.shr_u(symbols, 24), multipliers);
}

/** Stores the lanes of four words. */
function storeLanes(tokens: usize, high: v128, low: v128): void {
  const first = (<usize>load<u32>(tokens)) << 2;
  const second = (<usize>load<u32>(tokens, 4)) << 2;
  const third = (<usize>load<u32>(tokens, 8)) << 2;
  const fourth = (<usize>load<u32>(tokens, 12)) << 2;
  v128.store32_lane(highHashes + first, high, 0);
  v128.store32_lane(highHashes + second, high, 1);
  v128.store32_lane(highHashes + third, high, 2);
  v128.store32_lane(highHashes + fourth, high, 3);
  v128.store32_lane(lowHashes + first, low, 0);
  v128.store32_lane(lowHashes + second, low, 1);
  v128.store32_lane(lowHashes + third, low, 2);
  v128.store32_lane(lowHashes + fourth, low, 3);
}
