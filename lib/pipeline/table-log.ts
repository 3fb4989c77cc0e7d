/** Reading a table's log: the state that it adds up to. */

import { TerminalError, TransientError } from '../core/errors.ts';
import type { Table } from '../core/lake/columns.ts';
import { parseCommit } from '../core/lake/delta-actions.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../core/lake/delta-checkpoint.ts';
import {
  checkpointName,
  commitName,
  EMPTY_LOG,
  foldCommits,
  LAST_CHECKPOINT,
  type LogState,
  parseLogKey,
} from '../core/lake/delta-log.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** The last known state of each table by name: spares a process that uses the lake repeatedly from reading its logs anew. */
export type LogCache = Map<string, LogState>;

/** Looks at a log that is being cleaned while we read it. */
const MAX_LOOKS = 5;

export function tableKey(table: Table, path: string): string {
  return `${table.name}/${path}`;
}

/** The table's state as of now. */
export async function loadState(lake: ObjectStore, table: Table, cache?: LogCache): Promise<LogState> {
  for (let look = 0; look < MAX_LOOKS; look++) {
    const state = await readState(lake, table, look === 0 ? cache?.get(table.name) : undefined);
    if (state) {
      cache?.set(table.name, state);
      return state;
    }
  }
  throw new TransientError(`The log of ${table.name} changed under each of ${MAX_LOOKS} looks, or an entry is missing.`);
}

/** A file that the log names is not there. */
export class MissingFileError extends TerminalError {
  override name = 'MissingFileError';
}

/** Work on the table's state. When a file of it is gone because the work took long and the table went on, starts again. */
export async function withState<T>(
  lake: ObjectStore,
  table: Table,
  cache: LogCache | undefined,
  work: (state: LogState) => Promise<T>,
): Promise<T> {
  for (let look = 0; ; look++) {
    const state = await loadState(lake, table, cache);
    try {
      return await work(state);
    } catch (error) {
      if (!(error instanceof MissingFileError) || look === MAX_LOOKS) throw error;
      if ((await loadState(lake, table, cache)).version === state.version) throw error;
    }
  }
}

/**
 * Whether this number may have been deleted once, so that whoever wrote it just now made no commit. A number is freed only
 * behind a greater checkpoint, and the greatest checkpoint is never deleted: where there is none, nothing was freed.
 */
export async function mayBeFreed(lake: ObjectStore, table: Table, version: number): Promise<boolean> {
  return (await logEntries(lake, table, version)).some(({ kind }) => kind === 'checkpoint');
}

/** Writes the state as a checkpoint, so that readers need not start at the first commit. */
export async function writeCheckpoint(lake: ObjectStore, table: Table, state: LogState): Promise<void> {
  const { actions, bytes } = encodeCheckpoint(state);
  await lake.put(tableKey(table, checkpointName(state.version)), bytes);
  const hint = JSON.stringify({ version: state.version, size: actions });
  await lake.put(tableKey(table, LAST_CHECKPOINT), new TextEncoder().encode(hint));
}

interface LogEntry {
  readonly version: number;
  readonly kind: 'commit' | 'checkpoint';
}

/** Entries after the commit of this version; the checkpoint of the same version is not after it. */
async function logEntries(lake: ObjectStore, table: Table, after: number): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  const start = after < 0 ? undefined : tableKey(table, commitName(after));
  for await (const { key } of lake.list(tableKey(table, '_delta_log/'), start)) {
    const entry = parseLogKey(key);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** Null when an entry vanished while we looked. */
async function readState(lake: ObjectStore, table: Table, known: LogState | undefined): Promise<LogState | null> {
  const hint = known ? -1 : await lastCheckpoint(lake, table);
  const entries = await logEntries(lake, table, known?.version ?? hint);
  // A newer checkpoint wins over what we know: the commits in between may be gone, or written by one who came too late.
  const checkpoint = entries.findLast(({ kind }) => kind === 'checkpoint')?.version ?? hint;
  const base = checkpoint < 0 ? (known ?? EMPTY_LOG) : await readCheckpoint(lake, table, checkpoint);
  if (!base) return null;
  const commits = entries.filter(({ kind, version }) => kind === 'commit' && version > base.version);
  if (commits.some(({ version }, at) => version !== base.version + 1 + at)) return null;
  const files = await Promise.all(commits.map(({ version }) => readCommit(lake, table, version)));
  return files.every((actions) => actions !== null) ? foldCommits(base, files) : null;
}

async function readCommit(lake: ObjectStore, table: Table, version: number) {
  const key = tableKey(table, commitName(version));
  const bytes = await lake.get(key);
  return bytes && parseCommit(bytes, key);
}

async function readCheckpoint(lake: ObjectStore, table: Table, version: number): Promise<LogState | null> {
  const bytes = await lake.get(tableKey(table, checkpointName(version)));
  return bytes && decodeCheckpoint(bytes, version);
}

/** The version of the last checkpoint, or of an earlier one; -1 when nobody wrote one. */
async function lastCheckpoint(lake: ObjectStore, table: Table): Promise<number> {
  const bytes = await lake.get(tableKey(table, LAST_CHECKPOINT));
  return bytes ? JSON.parse(new TextDecoder().decode(bytes)).version : -1;
}
