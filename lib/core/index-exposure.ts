/** Which entries of the fingerprint index a record stands behind. */
import type { CatalogRecord, Exposure } from './catalog-record.ts';
import { contextOf, keyOf } from './dedupe/index-keys.ts';
import { contextsAgree } from './fingerprint/context.ts';
import type { Fingerprint } from './model.ts';
import { unique } from './unique.ts';

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
  return exposures.flatMap(({ version, order, keys }) => announcedPostings({ documentId, version, order, entries: keys }));
}

/** What a document of this order and version may be found under. */
export interface Announcement {
  readonly documentId: string;
  readonly order: string;
  readonly version: number;
  /** Each an index key, those of the near tier with the context behind it. */
  readonly entries: readonly string[];
  /** Of the text that the order names. Whom the catalog knows to be no relative of it, by another such one, a look may leave out. */
  readonly fingerprint?: Fingerprint;
}

/** The postings that an announcement adds. */
export function announcedPostings({ documentId, order, version, entries }: Announcement): Posting[] {
  return entries.map((entry) => ({ key: keyOf(entry), order, documentId, version, context: contextOf(entry) }));
}

/** Tells it from all others. With the order: an attempt that lost the race for a version may have announced the same key by another. */
export function postingName({ key, order, documentId, version }: Posting): string {
  return [key, order, documentId, version].join('\n');
}

/** What the live record announces with these exposures. */
export function announcementsOf({ documentId, content }: CatalogRecord, exposures: readonly Exposure[]): Announcement[] {
  const { fingerprint } = content!;
  return exposures.map(({ version, order, keys }) => ({ documentId, order, version, entries: keys, fingerprint }));
}

/** What documents find under their entries. */
export interface Look {
  /**
   * Of each announcement, in their order: the other postings of its keys that it has reason to look at. In other contexts than its own
   * they are common phrases.
   */
  readonly found: readonly (readonly Posting[])[];
  /** The keys under which there may be more postings than were looked at; those. */
  readonly crowded: ReadonlyMap<string, readonly Posting[]>;
}

/** A look among the first `limit` postings of each key. */
export function lookAmong(
  announcements: readonly Announcement[],
  postings: ReadonlyMap<string, readonly Posting[]>,
  limit: number,
): Look {
  const crowded = new Map<string, readonly Posting[]>();
  const found = announcements.map((announcement) =>
    announcement.entries.flatMap((entry) => {
      const key = keyOf(entry);
      const first = postings.get(key) ?? [];
      if (first.length >= limit) crowded.set(key, first);
      return first.filter((posting) => !isOf(announcement, posting) && contextsAgree(contextOf(entry), posting.context));
    }),
  );
  return { found, crowded };
}

/** A look by asking for the keys of all the announcements' entries, each once. */
export function lookBy(
  postings: (keys: readonly string[], limit: number) => Promise<ReadonlyMap<string, readonly Posting[]>>,
): (announcements: readonly Announcement[], limit: number) => Promise<Look> {
  return async (announcements, limit) => {
    const keys = unique(announcements.flatMap(({ entries }) => entries.map(keyOf)));
    return lookAmong(announcements, await postings(keys, limit), limit);
  };
}

/** Whether a posting is the announcement's own. */
export function isOf(announcement: Announcement, posting: Pick<Posting, 'documentId' | 'order' | 'version'>): boolean {
  const { documentId, order, version } = announcement;
  return posting.documentId === documentId && posting.version === version && posting.order === order;
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
