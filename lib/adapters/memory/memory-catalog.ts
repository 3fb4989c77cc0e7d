import { type CatalogRecord, isVisible } from '../../core/catalog-record.ts';
import { groupedNodeOf } from '../../core/dedupe/clusters.ts';
import { deepFreeze } from '../../core/freeze.ts';
import { announcedPostings, lookBy } from '../../core/index-exposure.ts';
import { PostingIndex } from '../../core/posting-index.ts';
import { lowerBound } from '../../core/sorted.ts';
import { compareUtf8 } from '../../core/utf8-order.ts';
import type {
  Announcement,
  Catalog,
  CatalogItem,
  CatalogWrite,
  Change,
  ChangeFeed,
  ClusterNode,
  Look,
  ObjectHead,
  Posting,
} from '../../ports/catalog.ts';

/** A catalog in memory. Records are frozen when written and then shared: see `deepFreeze`. */
export class MemoryCatalog implements Catalog, ChangeFeed {
  readonly #records = new Map<string, CatalogRecord>();
  readonly #changes: Change[] = [];
  #lastSequence = 0;
  readonly #postings = new PostingIndex();
  readonly #blocked = new Set<string>();

  async read(documentIds: readonly string[]): Promise<Map<string, CatalogRecord>> {
    const found = new Map<string, CatalogRecord>();
    for (const id of documentIds) {
      const record = this.#records.get(id);
      if (record) found.set(id, record);
    }
    return found;
  }

  async write(writes: readonly CatalogWrite[]): Promise<('written' | 'conflict')[]> {
    return writes.map(({ record, expected }) => {
      if ((this.#records.get(record.documentId)?.revision ?? 0) !== expected) return 'conflict';
      this.#records.set(record.documentId, deepFreeze(record));
      if (isVisible(record)) this.#changes.push(Object.freeze({ sequence: ++this.#lastSequence, record }));
      return 'written';
    });
  }

  async post(postings: readonly Posting[]): Promise<void> {
    for (const posting of postings) this.#postings.add(posting);
  }

  announce(announcements: readonly Announcement[]): Promise<void> {
    return this.post(announcements.flatMap(announcedPostings));
  }

  async unpost(postings: readonly Posting[]): Promise<void> {
    for (const posting of postings) this.#postings.remove(posting);
  }

  async postings(keys: readonly string[], limit: number): Promise<Map<string, Posting[]>> {
    const found = new Map<string, Posting[]>();
    for (const key of keys) {
      const first = this.#postings.first(key, limit);
      if (first.length > 0) found.set(key, first);
    }
    return found;
  }

  look(announcements: readonly Announcement[], limit: number): Promise<Look> {
    return lookBy((keys, most) => this.postings(keys, most))(announcements, limit);
  }

  async changes(after: number, limit: number): Promise<Change[]> {
    const from = this.#firstChangeAfter(after);
    return this.#changes.slice(from, from + limit);
  }

  async trimChanges(upTo: number): Promise<void> {
    this.#changes.splice(0, this.#firstChangeAfter(upTo));
    this.#lastSequence = Math.max(this.#lastSequence, upTo);
  }

  async *heads(bucket: string, prefix = ''): AsyncIterable<ObjectHead> {
    const heads = [...this.#records.values()].filter((r) => r.index === 0 && r.bucket === bucket && r.key.startsWith(prefix));
    for (const record of heads.sort((a, b) => compareUtf8(a.key, b.key))) {
      const { key, objectVersion, status, rulesVersion } = record;
      yield { key, objectVersion, complete: record.object?.complete ?? false, status, rulesVersion };
    }
  }

  /** Iterates over the live map: a Map keeps a replaced record's place, so no record is passed over. */
  async *scan(): AsyncIterable<CatalogRecord> {
    yield* this.#records.values();
  }

  async *clusterNodes(): AsyncIterable<ClusterNode> {
    for (const record of this.#records.values()) {
      const node = groupedNodeOf(record);
      if (node) yield node;
    }
  }

  async *scanAll(): AsyncIterable<CatalogItem> {
    for (const record of this.#records.values()) yield { record };
    for (const posting of this.#postings.all()) yield { posting };
  }

  async block(entries: readonly string[]): Promise<void> {
    for (const entry of entries) this.#blocked.add(entry);
  }

  async unblock(entries: readonly string[]): Promise<void> {
    for (const entry of entries) this.#blocked.delete(entry);
  }

  async blocked(entries: readonly string[]): Promise<Set<string>> {
    return new Set(entries.filter((entry) => this.#blocked.has(entry)));
  }

  #firstChangeAfter(sequence: number): number {
    return lowerBound(this.#changes, sequence + 1, (change, wanted) => change.sequence - wanted);
  }
}
