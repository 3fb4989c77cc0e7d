/** One run of the whole flow on one machine: reconcile what was named, finish what was forced, cluster, export. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import type { ObjectName } from '../core/model.ts';
import { subjectOf } from '../core/work-message.ts';
import type { NamedObject } from '../ports/landing.ts';
import type { LocalPorts, Ports } from '../ports/ports.ts';
import { assignClusters } from './cluster.ts';
import { createTables } from './create-tables.ts';
import { exportAll } from './export-changes.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';
import { recordRun } from './record-run.ts';
import { type RunReport, RunTally } from './run-report.ts';
import type { LogCache } from './table-log.ts';
import { drainPossible, eachPossible } from './work.ts';

/** Objects reconciled together: few enough for memory, enough to share segments and transactions. */
const BATCH_OBJECTS = 200;
const BATCH_BYTES = 32 * 1024 * 1024;

export interface IngestProgress {
  readonly stage: 'ingest' | 'judge' | 'cluster' | 'export';
  readonly objects: number;
  /** New or changed ones so far. */
  readonly documents: number;
}

export interface IngestOptions extends ReconcileOptions {
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Asked between batches: true ends the run early; all that is done stays, the next run goes on. */
  readonly stopping?: () => boolean;
}

/** Brings the lake up to date with these objects; those with a problem are failures in the report. */
export async function ingest(ports: LocalPorts, objects: AsyncIterable<NamedObject>, options: IngestOptions): Promise<RunReport> {
  const tally = new RunTally();
  const startedAt = ports.clock.now();
  let seen = 0;
  let documents = 0;
  const tell = (stage: IngestProgress['stage']) => options.onProgress?.({ stage, objects: seen, documents });
  const onSettled = (records: readonly CatalogRecord[]) => {
    for (const record of records) tally.wrote(record, true);
    documents += records.length;
    tell('ingest');
  };
  for await (const batch of batches(objects, ({ key, problem }) => tally.failed(key, problem))) {
    if (options.stopping?.()) break;
    tell('ingest');
    await reconcileBatch(ports, batch, { ...options, onSettled }, tally);
    seen += batch.length;
  }
  tell('judge');
  const onJudged = (records: readonly CatalogRecord[]) => {
    for (const record of records) tally.wrote(record, false);
  };
  for (const { message, reason } of await drainPossible(ports, { ...options, onSettled: onJudged }))
    tally.leftInQueue(subjectOf(message), reason);
  tell('cluster');
  await assignClusters(ports, { onAssigned: onJudged });
  tell('export');
  const cache: LogCache = new Map();
  await createTables(ports, { ...options, cache });
  const { filesWritten } = await exportAll(ports, { ...options, cache });
  const report = tally.report(filesWritten);
  await recordRun(ports, report, startedAt, options);
  return report;
}

async function reconcileBatch(
  ports: Ports,
  names: readonly ObjectName[],
  options: IngestOptions,
  tally: RunTally,
): Promise<void> {
  const attempt = async (part: readonly ObjectName[]) => {
    for (const { unchanged } of await reconcile(ports, part, options)) tally.saw(unchanged);
  };
  await eachPossible(names, attempt, ({ key }, reason) => tally.failed(key, reason));
}

async function* batches(
  objects: AsyncIterable<NamedObject>,
  onProblem: (object: { readonly key: string; readonly problem: string }) => void,
): AsyncIterable<ObjectName[]> {
  let batch: ObjectName[] = [];
  let bytes = 0;
  for await (const { bucket, key, size, problem } of objects) {
    if (problem !== undefined) {
      onProblem({ key, problem });
      continue;
    }
    if (batch.length > 0 && (batch.length === BATCH_OBJECTS || bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ bucket, key });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
