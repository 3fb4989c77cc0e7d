import { randomUUID } from 'node:crypto';
import { deliveredObjects } from '../adapters/local/delivered-objects.ts';
import { parser } from '../core/parser.ts';
import { type IngestProgress, ingest } from '../pipeline/ingest.ts';
import type { RunReport } from '../pipeline/run-report.ts';
import { count } from './count.ts';
import { requireOutside, requirePaths } from './input-files.ts';
import { openLake } from './open-lake.ts';
import { Progress } from './progress.ts';

/** What shells say of a process that SIGINT ended. */
const STOPPED = 130;

const STOPPING = 'Stopping after this batch; Ctrl-C again stops at once, and loses nothing.';

/** Ingests these paths and tells how far it is. Ctrl-C ends the run after the current batch, with all of it kept. */
export async function ingestInto(folder: string, paths: readonly string[]): Promise<RunReport> {
  await requirePaths(paths);
  await requireOutside(folder, paths);
  const lake = await openLake(folder);
  const progress = new Progress();
  let stopping = false;
  // Once: a second Ctrl-C ends the process at once, as without us; nothing acknowledged is lost by that either.
  const stop = () => {
    stopping = true;
    progress.show(STOPPING);
  };
  process.once('SIGINT', stop);
  try {
    return await ingest(lake, deliveredObjects(lake, paths), {
      parser,
      newId: randomUUID,
      onProgress: (at) => progress.show(stopping ? STOPPING : describe(at)),
      stopping: () => stopping,
    });
  } finally {
    process.off('SIGINT', stop);
    progress.clear();
    if (stopping) {
      process.stderr.write('Stopped before the end; the same command does the rest.\n');
      process.exitCode = STOPPED;
    }
    lake.close();
  }
}

function describe({ stage, objects, documents }: IngestProgress): string {
  const doing = {
    ingest: 'reading and judging',
    judge: 'judging again what changed',
    cluster: 'grouping duplicates',
    export: 'writing tables',
  } as const;
  return `${count(objects, 'object')} done, ${count(documents, 'new or changed document')}: ${doing[stage]} …`;
}
