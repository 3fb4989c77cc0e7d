/**
 * The export of one machine. Its changes carry a number that orders them all, and every commit the number up to which it covers
 * them: whoever finds his own changes covered is late, and puts nothing in.
 */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { byDocument } from '../core/lake/change-batch.ts';
import { TABLES } from '../core/lake/columns.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import type { Change } from '../ports/catalog.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ExportPorts, LocalPorts } from '../ports/ports.ts';
import type { CommitOptions } from './commit.ts';
import { exportBatch } from './export.ts';
import { type LogCache, loadState } from './table-log.ts';

export interface ChangesExport {
  /** Changes that were taken from the catalog. */
  readonly applied: number;
  /** Every change up to this one is in the lake. */
  readonly watermark: number;
  readonly filesWritten: number;
}

/** Changes taken at once: their texts are held in memory. */
const MAX_CHANGES = 20_000;
/** Under this the tables keep the sequence that they have got to. */
const APP_ID = 'article-lake/catalog';

/** Exports until the catalog has no more changes, and lets it forget them batch by batch. */
export async function exportAll(
  ports: ExportPorts & Pick<LocalPorts, 'catalog'>,
  options: CommitOptions & { readonly maxChanges?: number },
): Promise<ChangesExport> {
  const cache: LogCache = options.cache ?? new Map();
  const total = { applied: 0, watermark: 0, filesWritten: 0 };
  for (;;) {
    const changes = await ports.catalog.changes(0, options.maxChanges ?? MAX_CHANGES);
    if (changes.length === 0) return total;
    total.filesWritten += await applyChanges(ports, changes, { ...options, cache });
    total.applied += changes.length;
    total.watermark = changes.at(-1)!.sequence;
    await ports.catalog.trimChanges(total.watermark);
  }
}

/** Exports these changes: consecutive ones, ascending, at least one. Says how many files that added. */
export async function applyChanges(ports: ExportPorts, changes: readonly Change[], options: CommitOptions): Promise<number> {
  const batch = {
    records: changes.map(({ record }) => record),
    fresh: (state: LogState) => changes.filter(({ sequence }) => sequence > watermarkOf(state)).map(({ record }) => record),
    look: async (records: readonly CatalogRecord[]) => byDocument(records),
    since: Number.POSITIVE_INFINITY,
    mark: [{ txn: { appId: APP_ID, version: changes.at(-1)!.sequence } }],
  };
  return (await exportBatch({ ports, options, batch })).filesWritten;
}

/** The greatest sequence that any commit covers. */
export async function greatestWatermark(lake: ObjectStore): Promise<number> {
  const states = await Promise.all(TABLES.map((table) => loadState(lake, table)));
  return Math.max(...states.map(watermarkOf));
}

function watermarkOf({ watermarks }: LogState): number {
  return watermarks.get(APP_ID) ?? 0;
}
