import { openReading } from '../adapters/local/open-local.ts';
import { type Why, why } from '../pipeline/why.ts';
import { requireLake } from './require-lake.ts';

/** Explains a document of the lake in this folder, or what it is to another. */
export async function explainIn(folder: string, document: string, other: string | null): Promise<Why> {
  await requireLake(folder);
  const lake = await openReading(folder);
  try {
    return await why(lake, lake.landing.buckets(), document, other);
  } finally {
    lake.close();
  }
}
