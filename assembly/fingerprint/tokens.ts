import { beginLists, hashAscii, takeAscii } from './ascii';
import {
  COMPLEX,
  entryOfUnit,
  flagsOf,
  flagsOfUnit,
  INVISIBLE,
  isKnown,
  kindOf,
  learn,
  lengthOf,
  MARK,
  pointOf,
  SEPARATOR,
  SINGLE,
  SPACED,
  UNSPACED,
  utf8OfUnit,
  WORD,
  wordMask,
} from './characters';
import { absorb, FIRST_MIXES, finishFour, HIGH_LANE, LOW_LANE, SECOND_MIXES } from './hash';
import { bytes, highHashes, lowHashes, SLACK, tokenKinds, units } from './memory';
import { Tokens } from './state';

const SPACE: u8 = 0x20;
/** So many characters are taken one by one before blocks of ASCII are tried again. */
const STRETCH: u32 = 64;
const NEVER: u32 = 0xffffffff;

/** 1 within a word, of which the lanes so far are `high` and `low`. */
let inWord: u32 = 0;
let high: u32 = 0;
let low: u32 = 0;
/** Where a token of one character ended, which a mark may still join. */
let singleEnd: u32 = NEVER;

/**
 * Finds, writes and hashes the tokens of the text. Whether it could: a text with characters that don't fold alone must be
 * `folded` already.
 */
export function scan(length: u32, folded: bool): bool {
  begin(length);
  let i: u32 = 0;
  while (i < length) {
    const point = pointAt(i, length);
    const entry = entryOf(point);
    const flags = flagsOf(entry);
    const isPair = point > 0xffff;
    if ((flags & SPACED) != 0 && !isPair) {
      if (inWord == 0) i = takeAscii(i, length);
      i = takeSpaced(i, length);
    } else if ((flags & UNSPACED) != 0 && !isPair && inWord == 0) {
      i = takeUnspaced(i, length);
    } else {
      if ((flags & COMPLEX) != 0 && !folded) return false;
      const from = i;
      i += isPair ? 2 : 1;
      take(entry, from, i);
    }
  }
  if (inWord) closeToken();
  hashAscii();
  finishLanes();
  return true;
}

function begin(length: u32): void {
  // A block reaches over the text's end; there it finds separators.
  memory.fill(units + 2 * <usize>length, 0, 2 * SLACK);
  memory.fill(tokenKinds, <u8>WORD, length + 1);
  Tokens.begin();
  beginLists();
  inWord = 0;
  high = 0;
  low = 0;
  singleEnd = NEVER;
}

function pointAt(i: u32, length: u32): u32 {
  const unit: u32 = load<u16>(units + 2 * <usize>i);
  if ((unit & 0xfc00) != 0xd800 || i + 1 >= length) return unit;
  const next: u32 = load<u16>(units + 2 * <usize>i, 2);
  return (next & 0xfc00) == 0xdc00 ? 0x10000 + (((unit & 0x3ff) << 10) | (next & 0x3ff)) : unit;
}

function entryOf(point: u32): u64 {
  if (point > 0xffff) return learn(point);
  const entry = entryOfUnit(point);
  return isKnown(entry) ? entry : learn(point);
}

/**
 * Takes letters, digits and separators for a stretch and up to the end of a word; answers where it stops. Where words end can't be
 * foreseen, and a branch that is guessed wrong costs as much as four characters. So both take the same steps: whichever it is gets
 * written, and counts move on by 0 or 1.
 */
function takeSpaced(from: u32, length: u32): u32 {
  let at = units + 2 * <usize>from;
  const end = units + 2 * <usize>length;
  const stretch = at + 2 * STRETCH;
  const lowOffset = lowHashes - highHashes;
  let token = highHashes + 4 * <usize>Tokens.count;
  let size = bytes + Tokens.size;
  let within = inWord;
  let highLane = high;
  let lowLane = low;
  for (; at < end; at += 2) {
    const unit = load<u16>(at);
    const flags = flagsOfUnit(unit);
    if ((flags & SPACED) == 0) break;
    const ofWord = wordMask(flags);
    const closes = within & ~ofWord;
    token += closes << 2;
    // A separator leaves lanes of 0.
    highLane = absorb(highLane, pointOf(flags), HIGH_LANE & ofWord);
    lowLane = absorb(lowLane, pointOf(flags), LOW_LANE & ofWord);
    store<u32>(token, highLane);
    store<u32>(token + lowOffset, lowLane);
    store<u32>(size, utf8OfUnit(unit));
    size += lengthOf(flags) + closes;
    within = ofWord & 1;
    if (at >= stretch && (within | closes) == 0) break;
  }
  Tokens.count = <u32>((token - highHashes) >> 2);
  Tokens.size = size - bytes;
  inWord = within;
  high = highLane;
  low = lowLane;
  return <u32>((at - units) >> 1);
}

/** Takes letters and digits that are tokens of their own, and separators, as long as they last. */
function takeUnspaced(from: u32, length: u32): u32 {
  let at = units + 2 * <usize>from;
  const end = units + 2 * <usize>length;
  let count = Tokens.count;
  let size = bytes + Tokens.size;
  let isSingle: u32 = 0;
  for (; at < end; at += 2) {
    const unit = load<u16>(at);
    const flags = flagsOfUnit(unit);
    if ((flags & UNSPACED) == 0) break;
    const length = lengthOf(flags);
    isSingle = length != 0 ? 1 : 0;
    store<u32>(highHashes + ((<usize>count) << 2), pointOf(flags) * HIGH_LANE);
    store<u32>(lowHashes + ((<usize>count) << 2), pointOf(flags) * LOW_LANE);
    store<u8>(tokenKinds + count, <u8>SINGLE);
    store<u32>(size, utf8OfUnit(unit));
    size += length + isSingle;
    count += isSingle;
  }
  const next = <u32>((at - units) >> 1);
  if (isSingle) singleEnd = next;
  store<u8>(tokenKinds + count, <u8>WORD);
  Tokens.hasSingles = true;
  Tokens.count = count;
  Tokens.size = size - bytes;
  return next;
}

/** Takes any character, which stands `from` here `to` there. */
function take(entry: u64, from: u32, to: u32): void {
  const kind = kindOf(flagsOf(entry));
  const followsSingle = singleEnd == from;
  if (kind == INVISIBLE) {
    if (followsSingle) singleEnd = to;
    return;
  }
  if (inWord != 0 && (kind == SEPARATOR || kind == SINGLE)) closeToken();
  if (kind == SEPARATOR) return;
  if (kind == MARK && inWord == 0) {
    if (!followsSingle) return;
    reopenToken();
    absorbPoint(entry);
    closeToken();
    singleEnd = to;
    return;
  }
  if (inWord == 0) store<u8>(tokenKinds + Tokens.count, <u8>kind);
  absorbPoint(entry);
  inWord = 1;
  if (kind != SINGLE) return;
  closeToken();
  singleEnd = to;
  Tokens.hasSingles = true;
}

function absorbPoint(entry: u64): void {
  const flags = flagsOf(entry);
  const at = (<usize>Tokens.count) << 2;
  high = absorb(high, pointOf(flags), HIGH_LANE);
  low = absorb(low, pointOf(flags), LOW_LANE);
  store<u32>(highHashes + at, high);
  store<u32>(lowHashes + at, low);
  store<u32>(bytes + Tokens.size, <u32>entry);
  Tokens.size += lengthOf(flags);
}

function closeToken(): void {
  Tokens.count++;
  store<u8>(bytes + Tokens.size, SPACE);
  Tokens.size++;
  inWord = 0;
  high = 0;
  low = 0;
}

function reopenToken(): void {
  Tokens.count--;
  Tokens.size--;
  const at = (<usize>Tokens.count) << 2;
  high = load<u32>(highHashes + at);
  low = load<u32>(lowHashes + at);
}

function finishLanes(): void {
  const firstMixes = v128.load(FIRST_MIXES);
  const secondMixes = v128.load(SECOND_MIXES);
  const end = (<usize>Tokens.count) << 2;
  for (let at: usize = 0; at < end; at += 16) {
    v128.store(highHashes + at, finishFour(v128.load(highHashes + at), firstMixes, secondMixes));
    v128.store(lowHashes + at, finishFour(v128.load(lowHashes + at), firstMixes, secondMixes));
  }
}
