import { randomUUID } from 'node:crypto';
import { openLocal } from '../adapters/local/open-local.ts';
import { type StoriesReport, tellStories } from '../pipeline/stories.ts';
import { requireLake } from './require-lake.ts';

/** Brings the stories of the lake in this folder up to date. */
export async function storiesIn(folder: string): Promise<StoriesReport> {
  await requireLake(folder);
  const lake = await openLocal(folder);
  try {
    return await tellStories(lake, { newId: randomUUID });
  } finally {
    lake.close();
  }
}
