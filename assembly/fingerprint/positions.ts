import { EIGHTS, SPACES } from './constants';
import { BITS, PAIRS, figureTokens, folded, foldedKinds, POSITIONS } from './memory';
import { Tokens } from './state';

const BLOCK: usize = 64;

/** Lists for each byte which of its bits are set, as eight numbers of 16 bits. */
export function storeBits(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let to = BITS + ((<usize>byte) << 4);
    for (let bits = byte; bits != 0; bits &= bits - 1) {
      store<u16>(to, <u16>ctz(bits));
      store<u16>(to + (PAIRS - BITS), <u16>(ctz(bits) * 0x202 + 0x100));
      to += 2;
    }
  }
}

/**
 * Lists where tokens of this part of the folded text start and end, in turn; answers how many such places. A part begins with no token
 * that began before. All eight places of a byte of the bit mask are written, whether they are or not: how many can't be foreseen.
 */
export function findPlaces(from: usize, end: usize): u32 {
  const eight = v128.load(EIGHTS);
  const kindsApart = foldedKinds - folded;
  let to = POSITIONS;
  let place = i16x8.splat(0);
  let open: u64 = 0;
  for (let at = from; at < end; at += BLOCK) {
    const letters = ~signsOf(
      i8x16.eq(v128.load(at), v128.load(SPACES)),
      i8x16.eq(v128.load(at, 16), v128.load(SPACES)),
      i8x16.eq(v128.load(at, 32), v128.load(SPACES)),
      i8x16.eq(v128.load(at, 48), v128.load(SPACES)),
    );
    let changes = letters ^ ((letters << 1) | open);
    open = letters >> 63;
    const kinds = at + kindsApart;
    const first = v128.or(v128.load(kinds), v128.load(kinds, 16));
    const second = v128.or(v128.load(kinds, 32), v128.load(kinds, 48));
    if (i8x16.bitmask(v128.or(first, second)) != 0) listFigures(kinds, changes & letters, <u32>((to - POSITIONS + 2) >> 2));
    changes = rotl<u64>(changes, 4);
    for (let i = 0; i < 4; i++) {
      to = listBits(<usize>changes & 0xff0, place, to);
      place = i16x8.add(place, eight);
      to = listBits(<usize>(changes >> 8) & 0xff0, place, to);
      place = i16x8.add(place, eight);
      changes = rotr<u64>(changes, 16);
    }
  }
  return <u32>((to - POSITIONS) >> 1);
}

/**
 * Lists which bits of a byte are set, which is given times 16, counted from a place; answers where the next go. All eight are written: how
 * many there are can't be foreseen.
 */
// @ts-ignore: a decorator of the compiler.
@inline
export function listBits(byte: usize, place: v128, to: usize): usize {
  v128.store(to, i16x8.add(v128.load(byte, BITS), place));
  return to + (<usize>popcnt(byte) << 1);
}

/** Lists the tokens that begin with a digit, of those that start here; so many of the part start before. */
function listFigures(kinds: usize, starts: u64, before: u32): void {
  let found = starts & signsOf(v128.load(kinds), v128.load(kinds, 16), v128.load(kinds, 32), v128.load(kinds, 48));
  for (; found != 0; found &= found - 1) {
    const token = Tokens.count + before + <u32>popcnt(starts & ((found & -found) - 1));
    store<u32>(figureTokens + ((<usize>Tokens.figures) << 2), token);
    Tokens.figures++;
  }
}

/** The signs of 64 bytes. */
// @ts-ignore: a decorator of the compiler.
@inline
function signsOf(first: v128, second: v128, third: v128, fourth: v128): u64 {
  const low = <u64>i8x16.bitmask(first) | ((<u64>i8x16.bitmask(second)) << 16);
  return low | ((<u64>i8x16.bitmask(third)) << 32) | ((<u64>i8x16.bitmask(fourth)) << 48);
}
