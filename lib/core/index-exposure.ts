/** Which entries of the fingerprint index a record stands behind. */
import type { CatalogRecord, Exposure } from './catalog-record.ts';
import { splitEntries } from './dedupe/index-keys.ts';
import { contextsAgree } from './fingerprint/context.ts';

/** An entry of the fingerprint index: this document may be found under this key. */
export interface Posting {
  readonly key: string;
  readonly order: string;
  readonly documentId: string;
  readonly version: number;
  /** What stands around the key's words in the document; empty for an exact key. No part of the posting's identity. */
  readonly context: string;
}

export function postingsOf(record: CatalogRecord, exposures: readonly Exposure[]): Posting[] {
  const { documentId } = record;
  return exposures.flatMap(({ version, order, keys: entries }) => {
    const { keys, contexts } = splitEntries(entries);
    return keys.map((key, i) => ({ key, order, documentId, version, context: contexts[i]! }));
  });
}

/** The postings of a document's entries that it has reason to look at: in their other contexts its keys are common phrases. */
export function agreeing<P extends Posting>(entries: readonly string[], found: ReadonlyMap<string, readonly P[]>): P[] {
  const agree: P[] = [];
  const { keys, contexts } = splitEntries(entries);
  for (let i = 0; i < keys.length; i++) {
    for (const posting of found.get(keys[i]!) ?? []) if (contextsAgree(contexts[i]!, posting.context)) agree.push(posting);
  }
  return agree;
}

/** Whether the live record still stands behind the posting. */
export function isCurrent(posting: Posting, record: CatalogRecord | undefined): record is CatalogRecord {
  const { order, version } = posting;
  // The order too: an attempt that lost the race for this version may have announced the same key by another order.
  return (
    record?.status === 'live' &&
    record.exposures.some((e) => e.version === version && e.order === order && isAmong(posting, e.keys))
  );
}

function isAmong(posting: Posting, entries: readonly string[]): boolean {
  // Asked of every posting found: an iterator would take an object for each entry.
  for (let i = 0; i < entries.length; i++) if (isEntryOf(posting, entries[i]!)) return true;
  return false;
}

/** Whether the entry is the key with the context behind it; what differs is told by a look, where joining the two takes a copy. */
function isEntryOf({ key, context }: Posting, entry: string): boolean {
  const last = key.length - 1;
  return (
    entry.length === key.length + context.length &&
    // Keys begin alike, and are hashes.
    entry.charCodeAt(last) === key.charCodeAt(last) &&
    entry.startsWith(key) &&
    entry.endsWith(context)
  );
}

/**
 * Whether the posting is garbage: of a version that was retired, so nobody will rightly announce it again.
 * One of a later version than the record's is being written just now.
 */
export function isGarbage(posting: Posting, record: CatalogRecord | undefined): boolean {
  if (record === undefined || posting.version > record.revision) return false;
  return !isCurrent(posting, record);
}
