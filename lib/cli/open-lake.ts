import { type LocalLake, openLocal } from '../adapters/local/open-local.ts';
import { UsageError } from '../core/errors.ts';
import { adopt } from '../pipeline/adopt.ts';
import { greatestWatermark } from '../pipeline/export-changes.ts';

/** Opens a lake to change it, and mends the loss of its catalog first. */
export async function openLake(folder: string): Promise<LocalLake> {
  const lake = await openLocal(folder);
  try {
    await adopt(lake);
    if ((await greatestWatermark(lake.lake)) > lake.catalog.lastSequence()) throw olderCatalog(folder);
    return lake;
  } catch (error) {
    lake.close();
    throw error;
  }
}

/** Its changes would be taken for ones that the tables have. */
function olderCatalog(folder: string): UsageError {
  return new UsageError(
    `${folder}/catalog.sqlite is older than the tables, as a restored copy is: move it away and ingest again; it is made anew.`,
  );
}
