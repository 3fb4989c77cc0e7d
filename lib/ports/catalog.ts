import type { CatalogRecord } from '../core/catalog-record.ts';
import type { ClusterNode } from '../core/dedupe/clusters.ts';
import type { Announcement, Look, Posting } from '../core/index-exposure.ts';

export type { ClusterNode } from '../core/dedupe/clusters.ts';
export type { Announcement, Look, Posting } from '../core/index-exposure.ts';

export interface CatalogWrite {
  readonly record: CatalogRecord;
  /** The revision that must be there now; 0 when there must be none. `record.revision` is greater. */
  readonly expected: number;
}

/** A visible write, in the order in which the catalog made it. */
export interface Change {
  readonly sequence: number;
  readonly record: CatalogRecord;
}

/** What the catalog holds of documents. */
export type CatalogItem = { readonly record: CatalogRecord } | { readonly posting: Posting };

/** The head of an object: record 0. */
export interface ObjectHead {
  readonly key: string;
  readonly objectVersion: string | null;
  readonly complete: boolean;
  readonly status: CatalogRecord['status'];
  readonly rulesVersion: number;
}

/**
 * One record a document, and the fingerprint index. Reads see every write that returned before they began.
 * The items of a batch are independent: each is atomic, the batch is not. On `TransientError` any part of a batch may
 * have been applied. Arguments and results are plain JSON values and are never shared with the store.
 */
export interface Catalog {
  /** The records that exist, by document id. */
  read(documentIds: readonly string[]): Promise<Map<string, CatalogRecord>>;
  /**
   * Compare-and-set on the revision, for each write; answers in the order asked. A lost race is an answer.
   * A visible write (`isVisible`) and its place in the stream of changes are one atomic act.
   */
  write(writes: readonly CatalogWrite[]): Promise<('written' | 'conflict')[]>;

  /** Adds postings; one that is there already stays. */
  post(postings: readonly Posting[]): Promise<void>;
  /** Adds the postings of these announcements, as `post` does. */
  announce(announcements: readonly Announcement[]): Promise<void>;
  /** Removes exactly these postings; absent ones are no error. */
  unpost(postings: readonly Posting[]): Promise<void>;
  /** For each key, its first `limit` postings by (order, documentId, version); keys without postings are absent. */
  postings(keys: readonly string[], limit: number): Promise<Map<string, Posting[]>>;
  /** What documents find under what they announce, among the first `limit` postings of each key. */
  look(announcements: readonly Announcement[], limit: number): Promise<Look>;

  /** The heads of a bucket's objects whose key starts with `prefix`, by key. */
  heads(bucket: string, prefix?: string): AsyncIterable<ObjectHead>;
  /** Every record, in no particular order; each that exists throughout the scan is seen at least once. */
  scan(): AsyncIterable<CatalogRecord>;
  /** The live, settled documents that stand in a cluster with others (`isGrouped`), but for those that are only pointed to. */
  clusterNodes(): AsyncIterable<ClusterNode>;
  /** Every record and every posting, as `scan` has it; for the sweeper. */
  scanAll(): AsyncIterable<CatalogItem>;

  /** The takedown list: `document:ID` or `content:SHA256`. */
  block(entries: readonly string[]): Promise<void>;
  unblock(entries: readonly string[]): Promise<void>;
  /** Which of these are on the takedown list. */
  blocked(entries: readonly string[]): Promise<Set<string>>;
}

/** The catalog's visible writes for who pulls them; on AWS the table's stream pushes them instead. */
export interface ChangeFeed {
  /** Visible writes with a greater sequence, ascending. Sequences are positive integers and may have gaps. */
  changes(after: number, limit: number): Promise<Change[]>;
  /** Forgets changes up to and with this sequence, given or not; later writes get greater ones. */
  trimChanges(upTo: number): Promise<void>;
}
