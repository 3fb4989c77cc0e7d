import { COMPLEX, foldedUnit } from '../../extract/folded-units.ts';
import { tokensOf } from '../../extract/shapes.ts';
import { CUE_WORDS, type Cue, PHRASES } from './cues.ts';

/**
 * The words of lines as numbers: pages are compared and counted word by word, and a string for each would cost more than all
 * else. A number means the same word until `renewWords`.
 */

/** Above so many distinct words, or units in them, they are forgotten before the next page. */
const MOST_WORDS = 1 << 13;
const MOST_UNITS = 1 << 16;

let count = 0;
/** Where each word begins in `pool`, and where the last one ends. */
let starts = new Int32Array(MOST_WORDS);
let pool = new Uint16Array(MOST_UNITS);
let hashes = new Int32Array(MOST_WORDS);
/** Its number among the words of the cues, or 0. */
let cues = new Uint16Array(MOST_WORDS);
/** Hash table with open addressing: number of a word plus 1, or 0. */
let slots = new Int32Array(MOST_WORDS * 2);

/** Whether a word has more than three units: shorter ones are mostly of the grammar. */
export const isLong = (word: number): boolean => starts[word + 1]! - starts[word]! > 3;
/** Words joined by spaces. */
export function foldedOf(words: readonly number[]): string {
  const units = scratch(foldedLengthOf(words));
  let end = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (end > 0) units[end++] = 0x20;
    for (let at = starts[word]!; at < starts[word + 1]!; at++) units[end++] = pool[at]!;
  }
  return bytes.toString('utf16le', 0, 2 * end);
}

/** The length of words joined by spaces; -1 for none. */
export function foldedLengthOf(words: readonly number[]): number {
  let length = words.length - 1;
  for (let i = 0; i < words.length; i++) length += starts[words[i]! + 1]! - starts[words[i]!]!;
  return length;
}

/** Forgets all words when they are many. Whoever keeps numbers must then forget them too. */
export function renewWords(): boolean {
  if (count < MOST_WORDS - 1 && starts[count]! < MOST_UNITS) return false;
  count = 0;
  starts = new Int32Array(MOST_WORDS);
  pool = new Uint16Array(MOST_UNITS);
  hashes = new Int32Array(MOST_WORDS);
  cues = new Uint16Array(MOST_WORDS);
  slots = new Int32Array(MOST_WORDS * 2);
  return true;
}

/** The kinds of cues that the words and phrases of a line are, one bit a kind. */
export function cuesOf(words: readonly number[]): number {
  let bits = 0;
  for (let i = 0; i < words.length; i++) {
    if (cues[words[i]!] === 0) continue;
    let cue: Cue | undefined = PHRASES.get(cues[words[i]!]!);
    for (let at = i + 1; cue !== undefined; at++) {
      bits |= cue.bits;
      cue = at < words.length ? cue.next.get(cues[words[at]!]!) : undefined;
    }
  }
  return bits;
}

/** The folded units of a text, and their bytes. */
let folded = new Uint16Array(2_048);
let bytes = Buffer.from(folded.buffer);

/** Room for so many units and one more. */
function scratch(length: number): Uint16Array {
  if (folded.length <= length) {
    folded = new Uint16Array(length * 2);
    bytes = Buffer.from(folded.buffer);
  }
  return folded;
}

/** The words of a text, as `tokensOf` finds them. */
export function wordsIn(text: string): number[] {
  const { length } = text;
  const units = scratch(length);
  const found: number[] = [];
  let start = -1;
  let hash = SEED;
  for (let i = 0; i < length; i++) {
    const unit = foldedUnit(text.charCodeAt(i));
    units[i] = unit;
    if (unit > COMPLEX) {
      if (start < 0) start = i;
      hash = Math.imul(hash ^ unit, PRIME);
    } else if (unit === COMPLEX) return complexWordsIn(text);
    else if (start >= 0) {
      found.push(numberOf(units, start, i, hash));
      start = -1;
      hash = SEED;
    }
  }
  if (start >= 0) found.push(numberOf(units, start, length, hash));
  return found;
}

const complexWordsIn = (text: string): number[] =>
  tokensOf(text).map((token) => {
    const units = Uint16Array.from({ length: token.length }, (_, i) => token.charCodeAt(i));
    return numberOf(
      units,
      0,
      units.length,
      units.reduce((hash, unit) => Math.imul(hash ^ unit, PRIME), SEED),
    );
  });

// FNV-1a (Fowler, Noll, Vo), by units of 16 bits.
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

function numberOf(units: Uint16Array, start: number, end: number, hash: number): number {
  const mask = slots.length - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let word = slots[slot]!; word !== 0; word = slots[slot]!) {
    if (hashes[word - 1] === hash && isWord(word - 1, units, start, end)) return word - 1;
    slot = (slot + 1) & mask;
  }
  slots[slot] = count + 1;
  return addWord(units, start, end, hash);
}

function isWord(word: number, units: Uint16Array, start: number, end: number): boolean {
  const first = starts[word]!;
  if (starts[word + 1]! - first !== end - start) return false;
  for (let i = start, at = first; i < end; i++, at++) if (pool[at] !== units[i]) return false;
  return true;
}

function addWord(units: Uint16Array, start: number, end: number, hash: number): number {
  const word = count++;
  hashes[word] = hash;
  if (count === starts.length) grow();
  const first = starts[word]!;
  const last = first + end - start;
  if (last > pool.length) pool = larger(pool, new Uint16Array(last * 2));
  for (let i = start, at = first; i < end; i++, at++) pool[at] = units[i]!;
  starts[count] = last;
  // Only words with the hash of a cue are made strings.
  cues[word] = CUE_HASHES.has(hash) ? (CUE_WORDS.get(foldedOf([word])) ?? 0) : 0;
  return word;
}

const CUE_HASHES: ReadonlySet<number> = new Set(
  Array.from(CUE_WORDS.keys(), (word) => {
    let hash = SEED;
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
    return hash;
  }),
);

function grow(): void {
  starts = larger(starts, new Int32Array(count * 2));
  hashes = larger(hashes, new Int32Array(count * 2));
  cues = larger(cues, new Uint16Array(count * 2));
  slots = new Int32Array(slots.length * 2);
  const mask = slots.length - 1;
  for (let word = 0; word < count; word++) {
    let slot = (hashes[word]! ^ (hashes[word]! >>> 15)) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = word + 1;
  }
}

function larger<T extends Int32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** A number for each word, zero at first; cleared for each page, and of one page at a time. */
export class WordCounts {
  private counts = new Int32Array(MOST_WORDS);
  private pages = new Int32Array(MOST_WORDS);
  private page = 0;

  /** Sets all counts to zero; after the words of the page have their numbers. */
  clear(): void {
    if (this.counts.length < count) {
      this.counts = new Int32Array(count * 2);
      this.pages = new Int32Array(count * 2);
    }
    this.page++;
  }

  get(word: number): number {
    return this.pages[word] === this.page ? this.counts[word]! : 0;
  }

  set(word: number, value: number): void {
    this.pages[word] = this.page;
    this.counts[word] = value;
  }
}
