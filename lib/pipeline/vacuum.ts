/**
 * Vacuum: deletes what no reader needs any more. Whoever began to read, or to write, within the retention is not disturbed:
 * a data file's age counts from its removal, that of a file which no commit names from when it was written.
 */
import { TABLES, type Table } from '../core/lake/columns.ts';
import { type LogState, parseLogKey } from '../core/lake/delta-log.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { LocalPorts } from '../ports/ports.ts';

import { type LogCache, loadState, tableKey, writeCheckpoint } from './table-log.ts';

export type VacuumPorts = Pick<LocalPorts, 'lake' | 'catalog' | 'clock'>;

export interface VacuumOptions {
  /** How long removed things stay: longer than any query, export or compaction runs. */
  readonly retentionMs: number;
  readonly cache?: LogCache;
}

export interface VacuumedTables {
  readonly dataFiles: number;
  readonly logEntries: number;
}

export interface VacuumResult extends VacuumedTables {
  readonly segments: number;
}

const SEGMENTS = 'segments/';
/** Pending changes looked through for segments that they still need; with more pending, no segment is deleted. */
const MAX_PENDING = 50_000;

/** Cleans every table and the segments; says how much was deleted. */
export async function vacuum(ports: VacuumPorts, options: VacuumOptions): Promise<VacuumResult> {
  return { ...(await vacuumTables(ports, options)), segments: await vacuumSegments(ports, options) };
}

/** Where something else deletes the segments. */
export async function vacuumTables(ports: Pick<LocalPorts, 'lake' | 'clock'>, options: VacuumOptions): Promise<VacuumedTables> {
  const total = { dataFiles: 0, logEntries: 0 };
  for (const table of TABLES) {
    const deleted = await vacuumTable(ports, table, options);
    total.dataFiles += deleted.dataFiles;
    total.logEntries += deleted.logEntries;
  }
  return total;
}

/** Deletes the table's unreferenced files, and the log entries that a checkpoint makes superfluous. */
async function vacuumTable(
  { lake, clock }: Pick<LocalPorts, 'lake' | 'clock'>,
  table: Table,
  { retentionMs, cache }: VacuumOptions,
): Promise<VacuumedTables> {
  const cutoff = clock.now() - retentionMs;
  // Listed before the state is read: a file that was not committed then, and is old, is an orphan; one written later is not seen.
  const data = await listed(lake.list(tableKey(table, `${table.partitionedBy}=`)));
  const log = await listed(lake.list(tableKey(table, '_delta_log/')));
  const state = await loadState(lake, table, cache);
  if (state.version < 0) return { dataFiles: 0, logEntries: 0 };

  const expired = data.filter((object) => isExpired(object, table, state, cutoff)).map(({ key }) => key);
  await lake.delete(expired);
  const isGone = new Set(expired);
  const kept = [...state.tombstones].filter(([path, { deletionTimestamp }]) => {
    const key = tableKey(table, path);
    return !isGone.has(key) && deletionTimestamp >= cutoff;
  });
  const old = log.filter(
    ({ key, lastModified }) => lastModified < cutoff && (parseLogKey(key)?.version ?? Infinity) < state.version,
  );
  if (kept.length === state.tombstones.size && old.length === 0) return { dataFiles: expired.length, logEntries: 0 };

  // Entries go only behind a greater checkpoint: from its presence a late writer learns that its number was used before.
  const cleaned = { ...state, tombstones: new Map(kept) };
  await writeCheckpoint(lake, table, cleaned);
  cache?.set(table.name, cleaned);
  await lake.delete(old.map(({ key }) => key));
  return { dataFiles: expired.length, logEntries: old.length };
}

function isExpired({ key, lastModified }: StoredObject, table: Table, state: LogState, cutoff: number): boolean {
  const path = key.slice(tableKey(table, '').length);
  if (state.files.has(path)) return false;
  return (state.tombstones.get(path)?.deletionTimestamp ?? lastModified) < cutoff;
}

/** Deletes segments whose texts are in the lake. One that is deleted too early costs reading its objects again, not data. */
async function vacuumSegments({ lake, catalog, clock }: VacuumPorts, { retentionMs }: VacuumOptions): Promise<number> {
  const cutoff = clock.now() - retentionMs;
  const segments = (await listed(lake.list(SEGMENTS))).filter(({ lastModified }) => lastModified < cutoff);
  if (segments.length === 0) return 0;
  const pending = await catalog.changes(0, MAX_PENDING);
  if (pending.length === MAX_PENDING) return 0;
  const needed = new Set(pending.map(({ record }) => record.content?.segment.path));
  const expired = segments.map(({ key }) => key).filter((key) => !needed.has(key));
  await lake.delete(expired);
  return expired.length;
}

async function listed(objects: AsyncIterable<StoredObject>): Promise<StoredObject[]> {
  return Array.fromAsync(objects);
}
