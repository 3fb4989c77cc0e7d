import { hash } from 'node:crypto';
import type { MetadataRow } from './lake/columns.ts';
import type { Cause, Decision, Fingerprint, ObjectName, Rejection, Verdict } from './model.ts';

/** Where the text of a document waits until it is in the lake. */
export interface SegmentPointer {
  readonly path: string;
  readonly row: number;
}

/**
 * Index keys that a record may be found under. `version` is the record revision that decided on them: keys of a version
 * that was retired are never announced again, so removing them can't undo somebody's later announcement.
 */
export interface Exposure {
  readonly version: number;
  readonly order: string;
  /** Each an index key, those of the near tier with the context behind it. */
  readonly keys: readonly string[];
}

/** What the catalog knows of one document. Small: the text is elsewhere. */
export interface CatalogRecord extends ObjectName {
  readonly documentId: string;
  readonly index: number;
  /** The compare-and-set token: grows by one with every write. 0: not written yet. */
  readonly revision: number;
  /** The revision that last changed what people see; 0: nothing was ever visible. */
  readonly visibleRevision: number;
  /** The `visibleRevision` before that; 0: no table can hold an older row. The same as that: the tables may hold anything. */
  readonly supersedes: number;
  /** Which reconciliation of the object wrote the content; a slower one, with a smaller number, must give way. */
  readonly generation: number;
  readonly rulesVersion: number;
  /** `fence`: forced before its first write was seen; holds only a revision, so that the writer looks again. */
  readonly status: 'live' | 'rejected' | 'deleted' | 'fence';
  /** Whether the verdict belongs to the content. */
  readonly settled: boolean;
  readonly objectVersion: string | null;
  /** ISO timestamp: when the object landed. */
  readonly ingestedAt: string | null;
  /**
   * Milliseconds since 1970: when `objectVersion` was first read, by the clock of whoever committed it. Reading it again keeps it, so
   * that the same version gives the same article however much later. Records of an earlier version lack it.
   */
  readonly receivedAt?: number | null;
  readonly sourceRecordId: string | null;
  readonly rawSha256: string | null;
  /** Only on record 0, which speaks for its object. */
  readonly object: ObjectProgress | null;
  readonly content: LiveContent | null;
  readonly rejection: Rejection | null;
  /** Why content that is not judged yet will be. Records of an earlier version lack this and the next. */
  readonly cause?: Cause | null;
  /** What was decided last. */
  readonly decision?: Decision | null;
  readonly exposures: readonly Exposure[];
  /** Exposures that must still be removed from the index. */
  readonly retired: readonly Exposure[];
}

export interface ObjectProgress {
  /** Records that may exist in the catalog, at most; the ones past the object's end become tombstones. */
  readonly extent: number;
  /** Whether every record of `objectVersion` is settled. */
  readonly complete: boolean;
}

export interface LiveContent {
  /** Sorts documents by who was first; see `orderOf`. */
  readonly order: string;
  readonly fingerprint: Fingerprint;
  readonly metadata: MetadataRow;
  /** Revision that wrote the text. */
  readonly textRevision: number;
  readonly segment: SegmentPointer;
  /** Null until first settled. */
  readonly verdict: Verdict | null;
  readonly clusterId: string;
}

/** 128 bits of SHA-256 over bucket, key and record index: stable, and nothing of a hostile key reaches a path. */
export function documentIdOf(name: ObjectName, index: number): string {
  return hash('sha256', `${name.bucket}\n${name.key}\n${index}`).slice(0, 32);
}

/** Whether this write is one that people see: the catalog's stream hands exactly these to the export. */
export function isVisible(record: CatalogRecord): boolean {
  return record.settled && record.visibleRevision === record.revision;
}
