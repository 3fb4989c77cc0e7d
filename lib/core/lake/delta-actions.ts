/**
 * The actions of a Delta Lake commit, and their form as lines of JSON. Only what we write is modelled; see the protocol at
 * https://github.com/delta-io/delta/blob/master/PROTOCOL.md.
 */
import { TerminalError } from '../errors.ts';

export interface AddFile {
  /** Relative to the table, with the partition: `ingested_date=2026-03-04/<unique>.parquet`. Only characters that need no escape. */
  readonly path: string;
  readonly partitionValues: Readonly<Record<string, string>>;
  readonly size: number;
  readonly modificationTime: number;
  /** False when the rows were there before, in other files. */
  readonly dataChange: boolean;
  /** JSON; see `FileStats`. */
  readonly stats: string;
}

/** A tombstone: the file belongs to no later version, and may be deleted some time after `deletionTimestamp`. */
export interface RemoveFile {
  readonly path: string;
  readonly deletionTimestamp: number;
  readonly dataChange: boolean;
  readonly extendedFileMetadata: true;
  readonly partitionValues: Readonly<Record<string, string>>;
  readonly size: number;
}

/** The watermark of an application: what it had applied when this commit was made. */
export interface SetTransaction {
  readonly appId: string;
  readonly version: number;
}

export interface CommitInfo {
  readonly timestamp: number;
  readonly operation: string;
  /** Names this attempt: after a lost response it tells whether the commit is ours. */
  readonly txnId: string;
}

export interface Protocol {
  readonly minReaderVersion: number;
  readonly minWriterVersion: number;
}

export interface TableMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly format: { readonly provider: 'parquet'; readonly options: Readonly<Record<string, string>> };
  readonly schemaString: string;
  readonly partitionColumns: readonly string[];
  readonly configuration: Readonly<Record<string, string>>;
  readonly createdTime: number;
}

/** Each action is an object with one of these. */
export type Action =
  | { readonly add: AddFile }
  | { readonly remove: RemoveFile }
  | { readonly txn: SetTransaction }
  | { readonly commitInfo: CommitInfo }
  | { readonly protocol: Protocol }
  | { readonly metaData: TableMetadata };

/** What is known of a file's rows without reading it. Only columns of ASCII text that is never null. */
export interface FileStats {
  readonly numRecords: number;
  readonly minValues: Readonly<Record<string, string>>;
  readonly maxValues: Readonly<Record<string, string>>;
  readonly nullCount: Readonly<Record<string, number>>;
}

/** A commit as the bytes of its log entry. */
export function encodeCommit(actions: readonly Action[]): Uint8Array {
  return new TextEncoder().encode(actions.map((action) => `${JSON.stringify(action)}\n`).join(''));
}

/** The actions of a log entry; actions of other kinds are left in, and ignored by whoever folds them. */
export function parseCommit(bytes: Uint8Array, name: string): Action[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  try {
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  } catch (cause) {
    throw new TerminalError(`${name} is damaged: expected a JSON object a line, as the Delta protocol writes them.`, { cause });
  }
}

/** The `txnId` of the commit, or null when another writer made it. */
export function txnIdOf(actions: readonly Action[]): string | null {
  for (const action of actions) if ('commitInfo' in action) return action.commitInfo.txnId ?? null;
  return null;
}
