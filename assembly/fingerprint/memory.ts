/** Where things lie in the memory: first what has a fixed place, then arrays as long as the longest text asks for. */

/** An entry of 8 bytes for each UTF-16 code unit; see `characters.ts`. */
export const ENTRIES: usize = 0;
/** What is read of a finished text: eight words. */
export const RESULT: usize = 0x80000;
export const SKETCH: usize = 0x80040;
/** The samples' places, until they follow the figures in the sketch. */
export const PLACES_KEPT: usize = 0x80600;
/** What vectors are compared and combined with; see `constants.ts`. */
export const CONSTANTS: usize = 0x80800;
/** Counters of two radix passes. */
export const COUNTS: usize = 0x80a00;
/** The index keys as text: 2,048 of 24 characters. */
export const KEYS: usize = 0x81200;
/** For each byte which of its bits are set: eight numbers of 16 bits; see `positions.ts`. */
export const BITS: usize = 0x8d200;
/** The same for picking numbers: where their two bytes are. */
export const PAIRS: usize = 0x8e200;
/** What is listed of a part of the text: at most 16,384 numbers of 16 bits, and some beyond. */
export const POSITIONS: usize = 0x8f200;
const ARRAYS: usize = 0x98200;

/** A block is read whole where a text ends, and a vector is written whole where an array ends. */
export const SLACK: usize = 96;
const PAGE: usize = 0x10000;

/** The text in UTF-16. */
export let units: usize = 0;
/** The text in UTF-8, folded, with a space or several between tokens. */
export let folded: usize = 0;
/** For each of these bytes with which a token begins, what it begins with. */
export let foldedKinds: usize = 0;
/** The canonical text in UTF-8, a space after each token. */
export let bytes: usize = 0;
/** For each token its hash; see `hash.ts`. */
export let tokenHashes: usize = 0;
/** For each token what it begins with, where any is of a script without spaces. */
export let tokenKinds: usize = 0;
/** The tokens that begin with a digit. */
export let figureTokens: usize = 0;
/** For each token the hash of the sketch's shingle and of the index key's run that begin with it. */
export let shingleHashes: usize = 0;
export let runHashes: usize = 0;
/** Two arrays of 64-bit values that are sorted: what the index keys are of, and room for sorting. */
export let candidates: usize = 0;
export let spare: usize = 0;
/** For each shingle the slot where its hash belongs; where the candidates are later. */
export let homes: usize = 0;
/**
 * The shingles' first tokens in the order of their hashes, with gaps: a slot is the number of a token counted from one, or zero. See
 * `slots.ts`; the shingles of a text of more tokens have no slots.
 */
export let slots: usize = 0;
export const SLOT: usize = 2;
export const MOST_TOKENS: u32 = 65535;
const SLOTS_PER_TOKEN: u32 = 6;
const MIN_SLOT_BITS: u32 = 12;

/** How many bits of a hash say in which slot it belongs. */
export function slotBits(tokens: u32): u32 {
  return max<u32>(MIN_SLOT_BITS, 32 - clz(tokens * SLOTS_PER_TOKEN));
}

/** What the slots take, with those behind the last. */
export function slotBytes(tokens: u32): usize {
  return SLOT * (<usize>1 << slotBits(tokens)) + 2 * SLACK;
}

/** Lays out the arrays for texts of so many code units. */
export function layOut(codeUnits: usize): void {
  const length = (codeUnits + SLACK) & ~15;
  units = ARRAYS;
  // What is before the first byte is read, too.
  folded = units + 2 * length + 16;
  foldedKinds = folded + 4 * length + SLACK;
  bytes = foldedKinds + 4 * length + SLACK;
  tokenHashes = bytes + 4 * length;
  tokenKinds = tokenHashes + 8 * length;
  shingleHashes = tokenKinds + length;
  runHashes = shingleHashes + 4 * length;
  figureTokens = runHashes + 4 * length;
  candidates = figureTokens + 4 * length;
  homes = candidates;
  spare = candidates + 8 * length;
  slots = spare + 8 * length;
  const pages = (slots + slotBytes(min(<u32>length, MOST_TOKENS)) + PAGE - 1) / PAGE;
  if (memory.grow(<i32>pages - memory.size()) < 0) unreachable();
}
