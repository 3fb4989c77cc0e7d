/** Optimistic commits to a table: put-if-absent of the next log number decides every race. */
import { TransientError } from '../core/errors.ts';
import type { Table } from '../core/lake/columns.ts';
import { type Action, encodeCommit, parseCommit, txnIdOf } from '../core/lake/delta-actions.ts';
import { commitName, foldCommits, type LogState } from '../core/lake/delta-log.ts';
import { tableActions } from '../core/lake/delta-schema.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Ports } from '../ports/ports.ts';
import { type LogCache, mayBeFreed, tableKey, withState, writeCheckpoint } from './table-log.ts';

export type CommitPorts = Pick<Ports, 'lake' | 'clock'>;

export interface CommitOptions {
  /** A name that no other call, process or machine gives. */
  readonly newId: () => string;
  /** Keeps the state of the tables between calls of one process. */
  readonly cache?: LogCache;
}

/** Lost races before giving up: each means that somebody else got on. */
const MAX_RACES = 30;
/** Answers to the question whether a commit is in the log. */
const MAX_ANSWERS = 5;
/** Commits between checkpoints: bounds what a reader must fetch. */
const CHECKPOINT_INTERVAL = 20;

export interface Commit {
  /** The state after the commit, or the one that asked for none. */
  readonly state: LogState;
  readonly committed: boolean;
}

/**
 * Commits what `build` makes of the table's state; null commits nothing. `build` is called again on the newer state after a
 * lost race, and must come to null when its work is already in the state: an outcome that stays unknown ends in another look,
 * not in a claim. Files that it wrote are never deleted here, since a commit that seems lost may have won.
 */
export async function commit(
  ports: CommitPorts,
  table: Table,
  operation: string,
  options: CommitOptions,
  build: (state: LogState) => Promise<Action[] | null>,
): Promise<Commit> {
  for (let race = 0; race < MAX_RACES; race++) {
    const { state, actions } = await withState(ports.lake, table, options.cache, async (state) => ({
      state,
      actions: await build(state),
    }));
    if (!actions) return { state, committed: false };
    const txnId = options.newId();
    const timestamp = ports.clock.now();
    const identity = { id: txnId, createdTime: timestamp };
    const entry: Action[] = [
      { commitInfo: { timestamp, operation, txnId } },
      ...tableActions(table, state, identity),
      ...actions,
    ];
    const version = state.version + 1;
    if (!(await putCommit(ports.lake, tableKey(table, commitName(version)), entry, txnId))) continue;
    if (await mayBeFreed(ports.lake, table, version)) {
      options.cache?.delete(table.name);
      continue;
    }
    return { state: await committed(ports.lake, table, foldCommits(state, [entry]), options.cache), committed: true };
  }
  throw new TransientError(`Lost ${MAX_RACES} races for the log of ${table.name}: too many writers at once.`);
}

/** Whether the entry is ours. After an error, or when the number is taken, the log itself must say. */
async function putCommit(lake: ObjectStore, key: string, entry: readonly Action[], txnId: string): Promise<boolean> {
  let cause: unknown;
  for (let answer = 0; answer < MAX_ANSWERS; answer++) {
    try {
      if ((await lake.putIfAbsent(key, encodeCommit(entry))) === 'created') return true;
      const there = await lake.get(key);
      if (there) return txnIdOf(parseCommit(there, key)) === txnId;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      cause = error;
    }
  }
  throw new TransientError(`Can't learn whether ${key} was committed.`, { cause });
}

/** A missing checkpoint only makes readers slower; the next one makes up for it. */
async function committed(lake: ObjectStore, table: Table, state: LogState, cache?: LogCache): Promise<LogState> {
  cache?.set(table.name, state);
  if (state.version === 0 || state.version % CHECKPOINT_INTERVAL !== 0) return state;
  try {
    await writeCheckpoint(lake, table, state);
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
  }
  return state;
}
