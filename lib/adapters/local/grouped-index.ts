import { contextOf, keyLengthOf, keyOf } from '../../core/dedupe/index-keys.ts';
import { mayBeRelatives, type Sampled } from '../../core/dedupe/similarity.ts';
import { contextsAgree } from '../../core/fingerprint/context.ts';
import { type Announcement, isOf, type Posting } from '../../core/index-exposure.ts';
import { comparePostings } from '../../core/posting-index.ts';
import { insertSorted, lowerBound } from '../../core/sorted.ts';
import type { PostingGroup } from './posting-groups.ts';

const LEAST_SLOTS = 1024;
/** Keys are hashes: their ends differ. */
const HASHED_CHARACTERS = 8;
/** As many as a number has room for: of a near key its kind and four digits. */
const SORTED_CHARACTERS = 7;

/**
 * The fingerprint index in memory, for hundreds of thousands of postings that only grow: a hash table with linear probing, of numbers, so
 * that the garbage collector has nothing to do with what it holds but for a text a group.
 */
export class GroupedIndex {
  #groups: PostingGroup[] = [];
  /** Of each posting, in the order in which they came: its group and where it begins in that one's text. */
  #groupOf = new Int32Array(LEAST_SLOTS);
  #startOf = new Int32Array(LEAST_SLOTS);
  #hashOf = new Int32Array(LEAST_SLOTS);
  #size = 0;
  /** 0: free. Else one more than a key's only posting, or less than 0 by one more than the place of its list. */
  #slots = new Int32Array(2 * LEAST_SLOTS);
  #usedSlots = 0;
  /** The postings of each key that has several, sorted. */
  #lists: number[][] = [];

  /** How many postings were added. */
  get size(): number {
    return this.#size;
  }

  /** A posting that is there already stays. */
  add(group: PostingGroup): void {
    const { keyLength, contextLength, text } = group;
    this.#groups.push(group);
    for (let start = 0; start < text.length; start += keyLength + contextLength) {
      this.#makeRoom();
      this.#groupOf[this.#size] = this.#groups.length - 1;
      this.#startOf[this.#size] = start;
      this.#hashOf[this.#size] = hashOf(text, start, start + keyLength);
      this.#link(this.#size++);
    }
  }

  has(posting: Posting): boolean {
    const list = this.#listIn(this.#heldOf(posting.key));
    const there = list[lowerBound(list, posting, (at, wanted) => comparePostings(this.#groupAt(at), wanted))];
    return there !== undefined && comparePostings(this.#groupAt(there), posting) === 0;
  }

  /** At least one posting is asked for. */
  first(key: string, limit: number): Posting[] {
    const held = this.#heldOf(key);
    if (held > 0) return [this.#posting(held - 1, key)];
    return this.#listIn(held)
      .slice(0, limit)
      .map((at) => this.#posting(at, key));
  }

  /**
   * As `lookAmong` has it, but without those that are known to share too little for any relation, as nearly all with a common phrase do:
   * answers what was found, and puts crowded keys to the others. Most keys are the announcement's own alone.
   */
  look(announcement: Announcement, limit: number, crowded: Map<string, readonly Posting[]>): Posting[] {
    const agreeing: { readonly entry: string; readonly at: number }[] = [];
    let self: Sampled | undefined;
    for (const entry of announcement.entries) {
      const keyLength = keyLengthOf(entry);
      const held = this.#slots[this.#slotOf(entry, 0, keyLength, hashOf(entry, 0, keyLength))]!;
      if (held === 0) continue;
      const list = held < 0 ? this.#lists[-held - 1]! : undefined;
      const count = Math.min(list?.length ?? 1, limit);
      if (count === limit) this.#noteCrowd(keyOf(entry), limit, crowded);
      for (let i = 0; i < count; i++) {
        const at = list ? list[i]! : held - 1;
        const group = this.#groupAt(at);
        if (isOf(announcement, group)) self = group.sampled;
        else if (contextsAgree(contextOf(entry), this.#contextAt(at))) agreeing.push({ entry, at });
      }
    }
    const related = agreeing.filter(({ at }) => !areStrangers(self, this.#groupAt(at).sampled));
    return related.map(({ entry, at }) => this.#posting(at, keyOf(entry)));
  }

  #noteCrowd(key: string, limit: number, crowded: Map<string, readonly Posting[]>): void {
    if (!crowded.has(key)) crowded.set(key, this.first(key, limit));
  }

  /** Each posting once; those whose keys begin alike together. */
  *all(): Iterable<Posting> {
    const held = this.#slots.filter((one) => one !== 0);
    const beginnings = Float64Array.from(held, (one) => this.#beginningOf(this.#oneOf(one)));
    const inOrder = new Int32Array(held.keys()).sort((a, b) => beginnings[a]! - beginnings[b]!);
    for (const place of inOrder) {
      const key = this.#keyAt(this.#oneOf(held[place]!));
      for (const at of this.#listIn(held[place]!)) yield this.#posting(at, key);
    }
  }

  clear(): void {
    this.#groups = [];
    this.#lists = [];
    this.#slots.fill(0);
    this.#size = 0;
    this.#usedSlots = 0;
  }

  /** The beginning of a posting's key as a number that sorts as it does: comparing parts of texts takes ten times as long. */
  #beginningOf(at: number): number {
    const { text, keyLength } = this.#groupAt(at);
    const start = this.#startOf[at]!;
    let beginning = 0;
    for (let i = 0; i < SORTED_CHARACTERS; i++)
      beginning = 128 * beginning + (i < keyLength ? text.charCodeAt(start + i) & 127 : 0);
    return beginning;
  }

  /** What the key's slot holds. */
  #heldOf(key: string): number {
    return this.#slots[this.#slotOf(key, 0, key.length, hashOf(key, 0, key.length))]!;
  }

  #listIn(held: number): readonly number[] {
    if (held === 0) return [];
    return held > 0 ? [held - 1] : this.#lists[-held - 1]!;
  }

  /** Any posting of the key. */
  #oneOf(held: number): number {
    return held > 0 ? held - 1 : this.#lists[-held - 1]![0]!;
  }

  #groupAt(at: number): PostingGroup {
    return this.#groups[this.#groupOf[at]!]!;
  }

  #keyAt(at: number): string {
    const start = this.#startOf[at]!;
    const { text, keyLength } = this.#groupAt(at);
    return text.slice(start, start + keyLength);
  }

  #contextAt(at: number): string {
    const { text, keyLength, contextLength } = this.#groupAt(at);
    const start = this.#startOf[at]! + keyLength;
    return text.slice(start, start + contextLength);
  }

  #posting(at: number, key: string): Posting {
    const { order, documentId, version } = this.#groupAt(at);
    return { key, order, documentId, version, context: this.#contextAt(at) };
  }

  /** Puts a posting under its key, unless an equal one is there. */
  #link(at: number): void {
    const { text, keyLength } = this.#groupAt(at);
    const start = this.#startOf[at]!;
    const slot = this.#slotOf(text, start, start + keyLength, this.#hashOf[at]!);
    const held = this.#slots[slot]!;
    if (held === 0) {
      this.#slots[slot] = at + 1;
      this.#usedSlots++;
    } else if (held < 0) {
      insertSorted(this.#lists[-held - 1]!, at, this.#compare);
    } else {
      const list = [held - 1];
      if (!insertSorted(list, at, this.#compare)) return;
      this.#lists.push(list);
      this.#slots[slot] = -this.#lists.length;
    }
  }

  readonly #compare = (a: number, b: number): number => comparePostings(this.#groupAt(a), this.#groupAt(b));

  /** The slot of the key that is this part of the text, or the free one that it would get. */
  #slotOf(text: string, start: number, end: number, hash: number): number {
    const last = this.#slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const held = this.#slots[slot]!;
      if (held === 0) return slot;
      const at = this.#oneOf(held);
      if (this.#hashOf[at] !== hash) continue;
      const there = this.#groupAt(at);
      if (there.keyLength === end - start && isThere(text, start, end, there.text, this.#startOf[at]!)) return slot;
    }
  }

  #makeRoom(): void {
    if (this.#size === this.#groupOf.length) {
      this.#groupOf = grown(this.#groupOf);
      this.#startOf = grown(this.#startOf);
      this.#hashOf = grown(this.#hashOf);
    }
    if (2 * this.#usedSlots < this.#slots.length) return;
    const held = this.#slots.filter((slot) => slot !== 0);
    this.#slots = new Int32Array(2 * this.#slots.length);
    const last = this.#slots.length - 1;
    for (const one of held) {
      let slot = this.#hashOf[this.#oneOf(one)]! & last;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
      this.#slots[slot] = one;
    }
  }
}

/** Whether the two are known to be no relatives. */
function areStrangers(a: Sampled | undefined, b: Sampled | undefined): boolean {
  return a !== undefined && b !== undefined && !mayBeRelatives(a, b);
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}

/** Whether the part of the text stands in the other at this place: nearly always it does, and cutting it out would take a string each. */
function isThere(text: string, start: number, end: number, other: string, place: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== other.charCodeAt(place + i - start)) return false;
  return true;
}

/** FNV-1a, with its bits mixed. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(start, end - HASHED_CHARACTERS); i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
}
