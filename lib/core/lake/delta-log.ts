/** A table's state: its log, folded. */
import { TerminalError } from '../errors.ts';
import type { Action, AddFile, Protocol, RemoveFile, TableMetadata } from './delta-actions.ts';

/** Never changed in place: readers keep the one they have. */
export interface LogState {
  /** Number of the last commit; -1 when there is none. */
  readonly version: number;
  readonly protocol: Protocol | null;
  readonly metadata: TableMetadata | null;
  /** Live files by path. */
  readonly files: ReadonlyMap<string, AddFile>;
  /** Removed files by path, until they are deleted. */
  readonly tombstones: ReadonlyMap<string, RemoveFile>;
  /** Watermarks by appId. */
  readonly watermarks: ReadonlyMap<string, number>;
}

export const EMPTY_LOG: LogState = {
  version: -1,
  protocol: null,
  metadata: null,
  files: new Map(),
  tombstones: new Map(),
  watermarks: new Map(),
};

/** What this code reads and writes: no deletion vectors, column mapping or other table features. */
export const PROTOCOL: Protocol = { minReaderVersion: 1, minWriterVersion: 2 };

/** The state after these commits; the first one is number `state.version + 1`. */
export function foldCommits(state: LogState, commits: readonly (readonly Action[])[]): LogState {
  const next = {
    version: state.version + commits.length,
    protocol: state.protocol,
    metadata: state.metadata,
    files: new Map(state.files),
    tombstones: new Map(state.tombstones),
    watermarks: new Map(state.watermarks),
  };
  for (const actions of commits) for (const action of actions) apply(next, action);
  return next;
}

type MutableState = {
  -readonly [K in keyof LogState]: LogState[K] extends ReadonlyMap<infer P, infer V> ? Map<P, V> : LogState[K];
};

function apply(state: MutableState, action: Action): void {
  if ('add' in action) {
    state.files.set(action.add.path, action.add);
    state.tombstones.delete(action.add.path);
  } else if ('remove' in action) {
    state.files.delete(action.remove.path);
    state.tombstones.set(action.remove.path, action.remove);
  } else if ('txn' in action) {
    state.watermarks.set(action.txn.appId, action.txn.version);
  } else if ('metaData' in action) {
    state.metadata = action.metaData;
  } else if ('protocol' in action) {
    state.protocol = supported(action.protocol);
  }
}

function supported(protocol: Protocol): Protocol {
  const { minReaderVersion, minWriterVersion } = protocol;
  if (minReaderVersion <= PROTOCOL.minReaderVersion && minWriterVersion <= PROTOCOL.minWriterVersion) return protocol;
  throw new TerminalError(
    `The table asks for Delta reader ${minReaderVersion} and writer ${minWriterVersion}; this version knows 1 and 2. Another writer upgraded it.`,
  );
}

/** Digits of a version in a log entry's name. */
const DIGITS = 20;

/** The key of a commit, below the table. */
export function commitName(version: number): string {
  return `_delta_log/${String(version).padStart(DIGITS, '0')}.json`;
}

/** The key of a checkpoint, below the table. In a listing it comes before the commit of its number. */
export function checkpointName(version: number): string {
  return `_delta_log/${String(version).padStart(DIGITS, '0')}.checkpoint.parquet`;
}

/** Where readers begin: names the last checkpoint. A hint only, it may be late. */
export const LAST_CHECKPOINT = '_delta_log/_last_checkpoint';

const LOG_ENTRY = /\/_delta_log\/(\d{20})\.(json|checkpoint\.parquet)$/;

/** What a key of the log names; null for other keys. */
export function parseLogKey(key: string): { readonly version: number; readonly kind: 'commit' | 'checkpoint' } | null {
  const match = LOG_ENTRY.exec(key);
  return match && { version: Number(match[1]), kind: match[2] === 'json' ? 'commit' : 'checkpoint' };
}
