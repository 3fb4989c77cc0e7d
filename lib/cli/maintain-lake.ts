import { randomUUID } from 'node:crypto';
import { parser } from '../core/parser.ts';
import { type MaintenanceReport, maintain } from '../pipeline/maintain.ts';
import { openLake } from './open-lake.ts';
import { requireLake } from './require-lake.ts';

/** Maintains the lake in this folder, with every folder that was ever ingested into it. */
export async function maintainLake(folder: string, retentionMs: number): Promise<MaintenanceReport> {
  await requireLake(folder);
  const lake = await openLake(folder);
  try {
    return await maintain(lake, lake.landing.buckets(), { parser, newId: randomUUID, retentionMs, cache: new Map() });
  } finally {
    lake.close();
  }
}
