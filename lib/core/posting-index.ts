import type { Posting } from './index-exposure.ts';
import { insertSorted, removeSorted } from './sorted.ts';
import { compareUtf8 } from './utf8-order.ts';

type Standing = Pick<Posting, 'order' | 'documentId' | 'version'>;

/** The fingerprint index in memory: for each key its postings by (order, documentId, version). They are frozen, and so can be shared. */
export class PostingIndex {
  readonly #byKey = new Map<string, Posting[]>();

  add(posting: Posting): void {
    Object.freeze(posting);
    const list = this.#byKey.get(posting.key);
    if (list) insertSorted(list, posting, comparePostings);
    else this.#byKey.set(posting.key, [posting]);
  }

  remove(posting: Posting): void {
    const list = this.#byKey.get(posting.key);
    if (!list) return;
    removeSorted(list, posting, comparePostings);
    if (list.length === 0) this.#byKey.delete(posting.key);
  }

  first(key: string, limit: number): Posting[] {
    return this.#byKey.get(key)?.slice(0, limit) ?? [];
  }

  /** A copy of each list, since lists may change between two of its postings. */
  *all(): Iterable<Posting> {
    for (const list of this.#byKey.values()) yield* [...list];
  }
}

/** The first `limit` of both, each once; of those in both, as `a` has it. */
export function mergedPostings(a: readonly Posting[], b: readonly Posting[], limit: number): Posting[] {
  const merged = [...a];
  for (const posting of b) insertSorted(merged, posting, comparePostings);
  return merged.slice(0, limit);
}

/** As the index has the postings of a key. */
export function comparePostings(a: Standing, b: Standing): number {
  return compareUtf8(a.order, b.order) || compareUtf8(a.documentId, b.documentId) || a.version - b.version;
}
