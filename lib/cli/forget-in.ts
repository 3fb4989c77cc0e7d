import { randomUUID } from 'node:crypto';
import { type LocalLake, openReading } from '../adapters/local/open-local.ts';
import { parser } from '../core/parser.ts';
import type { Takedown } from '../core/takedown.ts';
import { assignClusters } from '../pipeline/cluster.ts';
import { exportAll } from '../pipeline/export-changes.ts';
import { forget, remember, takedowns } from '../pipeline/forget.ts';
import { drain } from '../pipeline/work.ts';
import { openLake } from './open-lake.ts';
import { requireLake } from './require-lake.ts';

/** A takedown with where its documents came from. */
export interface NamedTakedown extends Takedown {
  readonly sources: readonly { readonly documentId: string; readonly bucket: string; readonly key: string }[];
}

/** Takes the documents down and their rows out of the tables. */
export function forgetIn(folder: string, ids: readonly string[]): Promise<NamedTakedown[]> {
  return changing(folder, ids, forget);
}

/** Brings the documents back. */
export function rememberIn(folder: string, ids: readonly string[]): Promise<NamedTakedown[]> {
  return changing(folder, ids, remember);
}

/** The takedowns in force. */
export function listTakedowns(folder: string): Promise<NamedTakedown[]> {
  return within(folder, openReading, async (lake) => named(lake, await Array.fromAsync(takedowns(lake))));
}

function changing(
  folder: string,
  ids: readonly string[],
  change: (lake: LocalLake, id: string) => Promise<Takedown>,
): Promise<NamedTakedown[]> {
  return within(folder, openLake, async (lake) => {
    const done: Takedown[] = [];
    for (const id of new Set(ids)) {
      // One takedown may have taken several of them.
      if (!done.some(({ documentIds }) => documentIds.includes(id))) done.push(await change(lake, id));
    }
    const options = { parser, newId: randomUUID };
    await drain(lake, options);
    await assignClusters(lake);
    await exportAll(lake, options);
    return named(lake, done);
  });
}

async function within<T>(
  folder: string,
  open: (folder: string) => Promise<LocalLake>,
  work: (lake: LocalLake) => Promise<T>,
): Promise<T> {
  await requireLake(folder);
  const lake = await open(folder);
  try {
    return await work(lake);
  } finally {
    lake.close();
  }
}

async function named({ catalog }: LocalLake, done: readonly Takedown[]): Promise<NamedTakedown[]> {
  const records = await catalog.read(done.flatMap(({ documentIds }) => documentIds));
  return done.map((takedown) => ({
    ...takedown,
    sources: takedown.documentIds.flatMap((documentId) => {
      const record = records.get(documentId);
      return record ? [{ documentId, bucket: record.bucket, key: record.key }] : [];
    }),
  }));
}
