/** One pass over a whole lake on one machine: finish what waits, find what was missed, merge files, delete old ones. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { TransientError } from '../core/errors.ts';
import { TABLES } from '../core/lake/columns.ts';
import { subjectOf } from '../core/work-message.ts';
import type { LocalPorts } from '../ports/ports.ts';
import { assignClusters } from './cluster.ts';
import type { CommitOptions } from './commit.ts';
import { type CompactionResult, checkpointTable, compact } from './compact.ts';
import { exportAll } from './export-changes.ts';
import type { ReconcileOptions } from './reconcile.ts';
import { type SweepReport, sweep } from './sweep.ts';
import { type VacuumResult, vacuum } from './vacuum.ts';
import { drainPossible } from './work.ts';

export interface MaintenanceOptions extends ReconcileOptions, CommitOptions {
  /** How long removed files stay; see `vacuum`. */
  readonly retentionMs: number;
}

export interface MaintenanceReport {
  /** Documents that were judged or read again. */
  readonly settled: number;
  /** Documents that moved to another cluster. */
  readonly clustered: number;
  /** Changes that went to the tables, before and after the sweep. */
  readonly exported: number;
  readonly swept: SweepReport;
  readonly compacted: CompactionResult;
  readonly vacuumed: VacuumResult;
  /** What could not be looked at, with the reason: the rest was done all the same. */
  readonly failures: readonly { readonly object: string; readonly reason: string }[];
}

/** Maintains the lake; `buckets` are all that it takes articles from. */
export async function maintain(
  ports: LocalPorts,
  buckets: readonly string[],
  options: MaintenanceOptions,
): Promise<MaintenanceReport> {
  const { readable, failures } = await readableOf(ports, buckets);
  const before = await finishWork(ports, options);
  const swept = await sweep(ports, readable, options.parser.rulesVersion);
  const after = await finishWork(ports, options);
  const compacted = await compact(ports, options);
  for (const table of TABLES) await checkpointTable(ports, table, options);
  const vacuumed = await vacuum(ports, options);
  return {
    settled: before.settled + after.settled,
    clustered: before.clustered + after.clustered,
    exported: before.exported + after.exported,
    swept,
    compacted,
    vacuumed,
    failures: [...failures, ...after.failures],
  };
}

async function finishWork(ports: LocalPorts, options: MaintenanceOptions) {
  let settled = 0;
  const onSettled = (records: readonly CatalogRecord[]) => {
    settled += records.length;
  };
  const failures = await drainPossible(ports, { ...options, onSettled });
  const clustered = await assignClusters(ports);
  const { applied } = await exportAll(ports, options);
  return {
    settled,
    clustered,
    exported: applied,
    failures: failures.map(({ message, reason }) => ({ object: subjectOf(message), reason })),
  };
}

/** A bucket that can't be listed is left out, lest the lake go without maintenance for as long as one disk is away. */
async function readableOf({ landing }: Pick<LocalPorts, 'landing'>, buckets: readonly string[]) {
  const readable: string[] = [];
  const failures: { object: string; reason: string }[] = [];
  for (const bucket of buckets) {
    try {
      for await (const _ of landing.list(bucket)) break;
      readable.push(bucket);
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      failures.push({ object: bucket, reason: error.message });
    }
  }
  return { readable, failures };
}
