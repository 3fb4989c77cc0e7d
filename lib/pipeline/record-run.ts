import { RUNS, type RunRow, SCHEMA_VERSION } from '../core/lake/columns.ts';
import { commit } from './commit.ts';
import { type FilePorts, writeFile } from './data-files.ts';
import type { ReconcileOptions } from './reconcile.ts';
import type { RunReport } from './run-report.ts';

/** Adds a row to `runs`, once. A run that found nothing to do leaves the lake as it was. */
export async function recordRun(
  ports: FilePorts,
  report: RunReport,
  startedAt: number,
  { newId, parser }: Pick<ReconcileOptions, 'newId' | 'parser'>,
): Promise<void> {
  const { objects, documents, deleted, failures } = report;
  if (objects.changed + documents + deleted + failures.length === 0) return;
  const row = rowOf(report, newId(), startedAt, ports.clock.now(), parser.rulesVersion);
  const add = await writeFile(ports, RUNS, row.run_date, [row], { newId, dataChange: true });
  await commit(ports, RUNS, 'RUN', { newId }, async ({ files }) => (files.has(add.path) ? null : [{ add }]));
}

function rowOf(report: RunReport, id: string, startedAt: number, finishedAt: number, rulesVersion: number): RunRow {
  const { objects, live, rejected, repaired } = report;
  const finished = new Date(finishedAt).toISOString();
  return {
    run_id: id,
    started_at: new Date(startedAt).toISOString(),
    finished_at: finished,
    objects_seen: objects.seen,
    objects_changed: objects.changed,
    objects_failed: objects.failed,
    documents: report.documents,
    canonical: live.canonical,
    exact_duplicates: live.exactDuplicates,
    near_duplicates: live.nearDuplicates,
    rejected: Object.values(rejected).reduce((sum, count) => sum + count, 0),
    deleted: report.deleted,
    undated: report.undated,
    repaired_spots: repaired.spots,
    files_written: report.filesWritten,
    rules_version: rulesVersion,
    schema_version: SCHEMA_VERSION,
    run_date: finished.slice(0, 10),
  };
}
