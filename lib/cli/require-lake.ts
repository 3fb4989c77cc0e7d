import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';

/** Opening a lake makes one; a mistyped name must not, and a lake without its catalog needs more than an empty one. */
export async function requireLake(folder: string): Promise<void> {
  if (await isThere(folder, 'catalog.sqlite')) return;
  if (!(await isThere(folder, 'lake/documents'))) throw noLake(folder);
  throw new UsageError(
    `The lake in ${folder} has lost its catalog.sqlite. Ingest its folders again, and it is made anew (docs/runbook.md); sql and export do without.`,
  );
}

/** For what reads the tables only. */
export async function requireTables(folder: string): Promise<void> {
  if (!(await isThere(folder, 'lake/documents'))) await requireLake(folder);
}

const isThere = (folder: string, path: string): Promise<boolean> =>
  stat(join(folder, path)).then(
    () => true,
    () => false,
  );

const noLake = (folder: string): UsageError =>
  new UsageError(`There is no lake in ${folder}. Make one first: article-lake ingest PATH --lake ${folder}`);
