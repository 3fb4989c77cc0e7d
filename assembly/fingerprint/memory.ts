/** Where things lie in the memory: first what has a fixed place, then arrays as long as the longest text asks for. */

/** An entry of 8 bytes for each UTF-16 code unit; see `characters.ts`. */
export const ENTRIES: usize = 0;
/** What is read of a finished text: eight words. */
export const RESULT: usize = 0x80000;
export const SKETCH: usize = 0x80040;
/** The samples' places, until they follow the figures in the sketch. */
export const PLACES_KEPT: usize = 0x80600;
/** The lower-cased bytes of 64 ASCII characters. */
export const BLOCK: usize = 0x80800;
/** Where each list of words to hash ends so far; the first word is unused. */
export const LIST_ENDS: usize = 0x80880;
/** What the hashing of four words takes; see `hash.ts`. */
export const CONSTANTS: usize = 0x80900;
/** The digits of base64. */
export const DIGITS: usize = 0x80980;
/** Counters of two radix passes. */
export const COUNTS: usize = 0x80a00;
/** The index keys as text: 2,048 of 24 characters. */
export const KEYS: usize = 0x81200;
const ARRAYS: usize = 0x8d200;

/** A block is read whole where a text ends, and a vector is written whole where an array ends. */
export const SLACK: usize = 64;
const PAGE: usize = 0x10000;

/** The text in UTF-16. */
export let units: usize = 0;
/** The canonical text in UTF-8, a space after each token. */
export let bytes: usize = 0;
/** For each token the lanes of its hash. */
export let highHashes: usize = 0;
export let lowHashes: usize = 0;
/** For each token what it begins with. */
export let tokenKinds: usize = 0;
/** Three arrays of 64-bit values: lists of words to hash, then what is sorted, room for sorting it and what the index keys are of. */
export let values: usize = 0;
export let spare: usize = 0;
export let candidates: usize = 0;

/** Lays out the arrays for texts of so many code units. */
export function layOut(codeUnits: usize): void {
  const length = (codeUnits + SLACK) & ~15;
  units = ARRAYS;
  // A window over a word that comes first reaches before it.
  bytes = units + 2 * length;
  highHashes = bytes + 4 * length;
  lowHashes = highHashes + 4 * length;
  tokenKinds = lowHashes + 4 * length;
  values = tokenKinds + length;
  spare = values + 8 * length;
  candidates = spare + 8 * length;
  const pages = (candidates + 8 * length + PAGE - 1) / PAGE;
  if (memory.grow(<i32>pages - memory.size()) < 0) unreachable();
}
