/** Takedowns: what the list names, and the record of each that outlives a catalog. */
import type { CatalogRecord } from './catalog-record.ts';

/** One takedown: a text, and the documents that had it. */
export interface Takedown {
  readonly contentSha256: string;
  readonly documentIds: readonly string[];
  /** ISO timestamp. */
  readonly takenDownAt: string;
}

/** The entries of the takedown list that a takedown makes. A rules version may change a text's hash; the ids stay. */
export function entriesOf({ contentSha256, documentIds }: Omit<Takedown, 'takenDownAt'>): string[] {
  return [`content:${contentSha256}`, ...documentIds.map((id) => `document:${id}`)];
}

/** The entries that take a live record down. */
export function takedownNames({ documentId, content }: CatalogRecord): string[] {
  return entriesOf({ contentSha256: content!.fingerprint.contentSha256, documentIds: [documentId] });
}
