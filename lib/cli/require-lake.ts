import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';

/** Opening a lake makes one; a mistyped name must not. */
export async function requireLake(folder: string): Promise<void> {
  const found = await stat(join(folder, 'catalog.sqlite')).catch(() => null);
  if (found) return;
  throw new UsageError(`There is no lake in ${folder}. Make one first: article-lake ingest PATH --lake ${folder}`);
}
