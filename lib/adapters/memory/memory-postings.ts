import { compareUtf8 } from '../../core/utf8-order.ts';
import type { Posting } from '../../ports/catalog.ts';
import { insertSorted, removeSorted } from './sorted.ts';

/** The fingerprint index: for each key its postings by (order, documentId, version). */
export class MemoryPostings {
  readonly #byKey = new Map<string, Posting[]>();

  add(posting: Posting): void {
    const { key, order, documentId, version, context } = posting;
    const list = this.#byKey.get(key) ?? [];
    this.#byKey.set(key, list);
    insertSorted(list, Object.freeze({ key, order, documentId, version, context }), comparePostings);
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

function comparePostings(a: Posting, b: Posting): number {
  return compareUtf8(a.order, b.order) || compareUtf8(a.documentId, b.documentId) || a.version - b.version;
}
