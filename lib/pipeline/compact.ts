/** Compaction: many small files become one big one, and no row changes. */
import { TABLES, type Table } from '../core/lake/columns.ts';
import { type Bin, planCompaction } from '../core/lake/compaction-plan.ts';
import type { Action, AddFile } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import { type CommitOptions, commit } from './commit.ts';
import { type FilePorts, mergeFiles, removalOf } from './data-files.ts';
import { loadState, withState, writeCheckpoint } from './table-log.ts';

export interface CompactOptions extends CommitOptions {
  /** Rows that a merged file may have; by default what suits the table. */
  readonly targetRows?: number;
}

export interface CompactionResult {
  readonly filesRemoved: number;
  readonly filesAdded: number;
}

/** Bins merged by one commit: bounds what a lost race can waste. */
const BINS_A_COMMIT = 32;

/** Compacts every table. */
export async function compact(ports: FilePorts, options: CompactOptions): Promise<CompactionResult> {
  const results: CompactionResult[] = [];
  for (const table of TABLES) results.push(await compactTable(ports, table, options));
  return sum(results);
}

/** Merges the table's small files. Exports go on meanwhile: a bin of which they rewrote a file is left for the next time. */
export async function compactTable(ports: FilePorts, table: Table, options: CompactOptions): Promise<CompactionResult> {
  const bins = planCompaction(table, await loadState(ports.lake, table, options.cache), options.targetRows);
  const results: CompactionResult[] = [];
  for (let at = 0; at < bins.length; at += BINS_A_COMMIT) {
    results.push(await mergeBins(ports, table, bins.slice(at, at + BINS_A_COMMIT), options));
  }
  return sum(results);
}

/** Writes a checkpoint of the table's present state, so that readers start there. */
export async function checkpointTable(ports: Pick<FilePorts, 'lake'>, table: Table, options: CommitOptions): Promise<number> {
  const state = await loadState(ports.lake, table, options.cache);
  if (state.version >= 0) await writeCheckpoint(ports.lake, table, state);
  return state.version;
}

interface Merge {
  readonly bin: Bin;
  readonly merged: AddFile;
}

async function mergeBins(
  ports: FilePorts,
  table: Table,
  bins: readonly Bin[],
  options: CommitOptions,
): Promise<CompactionResult> {
  const merges: Merge[] = [];
  for (const bin of bins) {
    const merged = await mergeBin(ports, table, bin, options);
    if (merged) merges.push({ bin, merged });
  }
  let valid: Merge[] = [];
  const { committed } = await commit(ports, table, 'OPTIMIZE', options, async (state) => {
    // A file that was rewritten since holds rows that the merged file has in an older form, or deleted ones.
    valid = merges.filter(({ bin }) => isLive(bin, state));
    return valid.length === 0 ? null : valid.flatMap((merge) => actionsOf(merge, ports.clock.now()));
  });
  if (!committed) return { filesRemoved: 0, filesAdded: 0 };
  return { filesRemoved: valid.reduce((count, { bin }) => count + bin.length, 0), filesAdded: valid.length };
}

/** Null when a file of the bin was rewritten since the bin was planned. */
async function mergeBin(ports: FilePorts, table: Table, bin: Bin, { newId, cache }: CommitOptions): Promise<AddFile | null> {
  return withState(ports.lake, table, cache, async (state) => {
    if (!isLive(bin, state)) return null;
    return mergeFiles(ports, table, bin, { newId, dataChange: false });
  });
}

function isLive(bin: Bin, state: LogState): boolean {
  return bin.every(({ path }) => state.files.has(path));
}

function actionsOf({ bin, merged }: Merge, now: number): Action[] {
  return [...bin.map((file) => ({ remove: removalOf(file, now, false) })), { add: merged }];
}

function sum(results: readonly CompactionResult[]): CompactionResult {
  return {
    filesRemoved: results.reduce((total, { filesRemoved }) => total + filesRemoved, 0),
    filesAdded: results.reduce((total, { filesAdded }) => total + filesAdded, 0),
  };
}
