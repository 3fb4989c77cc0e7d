import { ENTRIES } from './memory';

/** Kinds of characters, the same numbers as in `character-kinds.ts`. */
export const SEPARATOR: u32 = 1;
export const WORD: u32 = 2;
export const SINGLE: u32 = 3;
export const MARK: u32 = 4;
export const INVISIBLE: u32 = 5;
export const DIGIT: u32 = 6;

/**
 * What the character folds to, as `character-folds.ts` says: its kind above 21 bits of code point. With `COMPLEX_FOLD` it
 * must be composed with its neighbours first; taken as it is, it has this kind and code point.
 */
// @ts-ignore: a decorator of the compiler.
@external("characters", "foldOf")
declare function foldOf(point: u32): u32;
const COMPLEX_FOLD: u32 = 1 << 30;

/**
 * An entry holds the character's fold: its UTF-8 bytes and a space in the low word (the space alone for a separator); in the high one
 * their number without the space behind, 3 bits of the kind, and these.
 */
export const COMPLEX: u32 = 1 << 27;
const KNOWN: u32 = 1 << 28;
/** A letter or digit of a word, or a separator. */
export const SPACED: u32 = 1 << 29;
/** A token of its own, of three bytes as nearly all, or a separator. */
export const UNSPACED: u32 = 1 << 30;
/** A digit of a script with spaces. */
const FIGURE: u32 = 1 << 31;
/** A token of its own. */
const ALONE: u32 = 1 << 3;

const KIND_SHIFT: u32 = 24;
export const SINGLE_SIZE: u32 = 3;

export function entryOfUnit(unit: u32): u64 {
  return load<u64>(ENTRIES + ((<usize>unit) << 3));
}

export function flagsOf(entry: u64): u32 {
  return <u32>(entry >> 32);
}

export function sizeOf(flags: u32): u32 {
  return flags & 7;
}

export function kindOf(flags: u32): u32 {
  return (flags >> KIND_SHIFT) & 7;
}

/** What a token that begins with the character begins with: its kind in the lowest three bits, and the sign of a byte for a digit. */
export function startOf(flags: u32): u8 {
  return <u8>(flags >> KIND_SHIFT);
}

/** 1 for a token of its own. */
export function isAlone(flags: u32): u32 {
  return (flags >> 3) & 1;
}

export function isKnown(entry: u64): bool {
  return (flagsOf(entry) & KNOWN) != 0;
}

/** Asks for a character's fold, and keeps those of the basic plane. */
export function learn(point: u32): u64 {
  const fold = foldOf(point);
  const entry = entryFor(fold & 0x1fffff, (fold >> 21) & 7, (fold & COMPLEX_FOLD) != 0);
  if (point < 0x10000) store<u64>(ENTRIES + ((<usize>point) << 3), entry);
  return entry;
}

function entryFor(point: u32, kind: u32, isComplex: bool): u64 {
  const isSeparator = kind == SEPARATOR;
  let flags = (isSeparator ? 1 : utf8Length(point)) | (kind << KIND_SHIFT) | KNOWN;
  if (isComplex) flags |= COMPLEX;
  else if (isSeparator) flags |= SPACED | UNSPACED;
  else if (kind == WORD || kind == DIGIT) flags |= SPACED;
  else if (kind == SINGLE && utf8Length(point) == SINGLE_SIZE) flags |= UNSPACED | ALONE;
  if (kind == DIGIT) flags |= FIGURE;
  return ((<u64>flags) << 32) | (isSeparator ? 0x20 : utf8Of(point));
}

function utf8Length(point: u32): u32 {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** The first byte lowest; a space follows where there is room for it. */
function utf8Of(point: u32): u32 {
  const last = 0x80 | (point & 0x3f);
  const third = 0x80 | ((point >> 6) & 0x3f);
  const second = 0x80 | ((point >> 12) & 0x3f);
  if (point < 0x80) return point | 0x2000;
  if (point < 0x800) return 0xc0 | (point >> 6) | (last << 8) | 0x200000;
  if (point < 0x10000) return 0xe0 | (point >> 12) | (third << 8) | (last << 16) | 0x20000000;
  return 0xf0 | (point >> 18) | (second << 8) | (third << 16) | (last << 24);
}
