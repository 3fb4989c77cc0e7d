/** The code under test, loaded from a root folder: the mutant gate runs the simulation on copies of `lib` that lack a guard. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Pipeline {
  readonly errors: typeof import('../../lib/core/errors.ts');
  readonly memory: typeof import('../../lib/adapters/memory/open-memory.ts');
  readonly judging: typeof import('../../lib/pipeline/judging.ts');
  readonly adopt: typeof import('../../lib/pipeline/adopt.ts');
  readonly work: typeof import('../../lib/pipeline/work.ts');
  readonly cluster: typeof import('../../lib/pipeline/cluster.ts');
  readonly sweep: typeof import('../../lib/pipeline/sweep.ts');
  readonly forget: typeof import('../../lib/pipeline/forget.ts');
  readonly exportChanges: typeof import('../../lib/pipeline/export-changes.ts');
  readonly exportRecords: typeof import('../../lib/pipeline/export-records.ts');
  readonly compact: typeof import('../../lib/pipeline/compact.ts');
  readonly vacuum: typeof import('../../lib/pipeline/vacuum.ts');
  readonly snapshot: typeof import('../../lib/pipeline/snapshot.ts');
}

const MODULES: Readonly<Record<keyof Pipeline, string>> = {
  errors: 'core/errors.ts',
  memory: 'adapters/memory/open-memory.ts',
  judging: 'pipeline/judging.ts',
  adopt: 'pipeline/adopt.ts',
  work: 'pipeline/work.ts',
  cluster: 'pipeline/cluster.ts',
  sweep: 'pipeline/sweep.ts',
  forget: 'pipeline/forget.ts',
  exportChanges: 'pipeline/export-changes.ts',
  exportRecords: 'pipeline/export-records.ts',
  compact: 'pipeline/compact.ts',
  vacuum: 'pipeline/vacuum.ts',
  snapshot: 'pipeline/snapshot.ts',
};

/** This checkout. */
export const OWN_ROOT = join(import.meta.dirname, '../..');

export async function loadPipeline(root: string = OWN_ROOT): Promise<Pipeline> {
  const load = (path: string) => import(pathToFileURL(join(root, 'lib', path)).href);
  const loaded = await Promise.all(Object.entries(MODULES).map(async ([name, path]) => [name, await load(path)]));
  return Object.fromEntries(loaded);
}
