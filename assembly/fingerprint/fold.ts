import {
  COMPLEX,
  entryOfUnit,
  flagsOf,
  INVISIBLE,
  isAlone,
  isKnown,
  kindOf,
  learn,
  MARK,
  SEPARATOR,
  SINGLE,
  SPACED,
  sizeOf,
  startOf,
  UNSPACED,
} from './characters';
import { BEYOND_ASCII, DIGITS_END, LETTERS_END, SPACES, TO_DIGITS, TO_LETTERS } from './constants';
import { folded, foldedKinds, SLACK, units } from './memory';
import { Tokens } from './state';

const SPACE: u8 = 0x20;
/** So many characters are folded at a time where all are ASCII, and one by one where one isn't. */
const VECTOR: u32 = 16;
const NEVER: u32 = 0xffffffff;

/** Where the next byte goes. */
let out: usize = 0;
/** Where a token of one character ended, which a mark may still join. */
let singleEnd: u32 = NEVER;

/**
 * Folds the text to UTF-8 with spaces between its tokens. Answers where it ends, or 0 where it could not: a text with characters that
 * don't fold alone must be composed already.
 */
export function fold(length: u32, composed: bool): usize {
  // A vector reaches over the text's end; there it finds separators.
  const beyond = units + 2 * <usize>length;
  v128.store(beyond, i8x16.splat(0));
  v128.store(beyond, i8x16.splat(0), 16);
  Tokens.hasSingles = false;
  out = folded;
  singleEnd = NEVER;
  store<u8>(folded - 1, SPACE);
  let i: u32 = 0;
  while (i < length) {
    const point = pointAt(i, length);
    if (point < 0x80) {
      const from = i;
      i = foldAscii(i, length);
      if (i > from) continue;
    }
    const entry = entryOf(point);
    const flags = flagsOf(entry);
    const isPair = point > 0xffff;
    if ((flags & SPACED) != 0 && !isPair) i = foldSpaced(i, length);
    else if ((flags & UNSPACED) != 0 && !isPair) i = foldUnspaced(i, length);
    else {
      if ((flags & COMPLEX) != 0 && !composed) return 0;
      const from = i;
      i += isPair ? 2 : 1;
      take(entry, from, i);
    }
  }
  // What reads blocks finds spaces behind the end.
  for (let i: usize = 0; i < SLACK; i += 16) v128.store(out + i, v128.load(SPACES));
  return out;
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

/** As long as 16 characters are ASCII; answers where it stops. */
function foldAscii(from: u32, length: u32): u32 {
  const beyondAscii = v128.load(BEYOND_ASCII);
  const spaces = v128.load(SPACES);
  const toLetters = v128.load(TO_LETTERS);
  const lettersEnd = v128.load(LETTERS_END);
  const toDigits = v128.load(TO_DIGITS);
  const digitsEnd = v128.load(DIGITS_END);
  const apart = foldedKinds - folded;
  const end = units + 2 * <usize>length;
  let at = units + 2 * <usize>from;
  let to = out;
  for (; at < end; at += 2 * VECTOR) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    if (v128.any_true(v128.and(v128.or(first, second), beyondAscii))) break;
    const characters = i8x16.narrow_i16x8_u(first, second);
    const lower = v128.or(characters, spaces);
    const isLetter = i8x16.lt_s(i8x16.add(lower, toLetters), lettersEnd);
    const isDigit = i8x16.lt_s(i8x16.add(characters, toDigits), digitsEnd);
    v128.store(to, v128.bitselect(lower, spaces, v128.or(isLetter, isDigit)));
    v128.store(to + apart, isDigit);
    to += VECTOR;
  }
  out = to;
  return <u32>((at - units) >> 1);
}

/** Letters, digits and separators, for a stretch. Which comes next can't be foreseen, so all take the same steps. */
function foldSpaced(from: u32, length: u32): u32 {
  const stretch = length - from < VECTOR ? length : from + VECTOR;
  const end = units + 2 * <usize>stretch;
  const apart = foldedKinds - folded;
  let at = units + 2 * <usize>from;
  let to = out;
  for (; at < end; at += 2) {
    const entry = entryOfUnit(load<u16>(at));
    const flags = flagsOf(entry);
    if ((flags & SPACED) == 0) break;
    store<u32>(to, <u32>entry);
    store<u8>(to + apart, startOf(flags));
    to += sizeOf(flags);
  }
  out = to;
  return <u32>((at - units) >> 1);
}

/** Letters and digits that are tokens of their own, and separators, as long as they last. */
function foldUnspaced(from: u32, length: u32): u32 {
  const end = units + 2 * <usize>length;
  const apart = foldedKinds - folded;
  if (isInWord()) appendSpace();
  let at = units + 2 * <usize>from;
  let to = out;
  let alone: u32 = 0;
  for (; at < end; at += 2) {
    const entry = entryOfUnit(load<u16>(at));
    const flags = flagsOf(entry);
    if ((flags & UNSPACED) == 0) break;
    alone = isAlone(flags);
    store<u32>(to, <u32>entry);
    store<u8>(to + apart, <u8>SINGLE);
    to += sizeOf(flags) + alone;
  }
  out = to;
  const next = <u32>((at - units) >> 1);
  if (alone != 0) singleEnd = next;
  Tokens.hasSingles = true;
  return next;
}

/** Any character, which stands `from` here `to` there. */
function take(entry: u64, from: u32, to: u32): void {
  const kind = kindOf(flagsOf(entry));
  const followsSingle = singleEnd == from;
  if (kind == INVISIBLE) {
    if (followsSingle) singleEnd = to;
    return;
  }
  if (kind == MARK && !isInWord()) {
    if (!followsSingle) return;
    // Joins the token before.
    out--;
    append(entry);
    appendSpace();
    singleEnd = to;
    return;
  }
  if (kind == SINGLE && isInWord()) appendSpace();
  append(entry);
  if (kind != SINGLE) return;
  appendSpace();
  singleEnd = to;
  Tokens.hasSingles = true;
}

function isInWord(): bool {
  return load<u8>(out - 1) != SPACE;
}

function append(entry: u64): void {
  const flags = flagsOf(entry);
  store<u32>(out, <u32>entry);
  store<u8>(out + (foldedKinds - folded), startOf(flags));
  out += sizeOf(flags);
}

function appendSpace(): void {
  store<u8>(out, SPACE);
  out++;
}
