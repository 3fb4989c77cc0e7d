/**
 * The export of a sharded stream, whose changes carry no number that orders them all. Level-triggered, like ingest: a change
 * only hints which documents to look at, and each commit shows what the catalog says then.
 */
import type { CatalogRecord } from '../core/catalog-record.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { ExportPorts } from '../ports/ports.ts';
import type { CommitOptions } from './commit.ts';
import { type BatchExport, exportBatch } from './export.ts';
import { CLOCK_SKEW_MS } from './export-decisions.ts';

/** A visible write, and when it was made. */
export interface Hint {
  readonly record: CatalogRecord;
  /** Milliseconds since 1970, by the catalog's clock. */
  readonly writtenAt: number;
}

export interface RecordExport extends BatchExport {
  /** Documents left as they were: not settled any more, so that another change will come, or without their text. */
  readonly waiting: number;
}

type Ports = ExportPorts & { readonly catalog: Pick<Catalog, 'read'> };

/** Makes the rows of these documents what the catalog says of them now. */
export async function exportRecords(ports: Ports, hints: readonly Hint[], options: CommitOptions): Promise<RecordExport> {
  if (hints.length === 0) return { exported: 0, waiting: 0, filesWritten: 0 };
  const records = hints.map(({ record }) => record);
  const documents = [...new Set(records.map(({ documentId }) => documentId))];
  const batch = {
    records,
    fresh: () => records,
    look: () => look(ports.catalog, documents),
    since: Math.min(...hints.map(({ writtenAt }) => writtenAt)) - CLOCK_SKEW_MS,
    mark: [],
  };
  const result = await exportBatch({ ports, options, batch });
  return { ...result, waiting: documents.length - result.exported };
}

/** What the catalog says now. Who isn't settled is left out: the write that settles it comes as another change. */
async function look(catalog: Pick<Catalog, 'read'>, documentIds: readonly string[]) {
  const records = [...(await catalog.read(documentIds)).values()];
  return records
    .filter(({ settled, visibleRevision }) => settled && visibleRevision > 0)
    .map((last) => ({ documentId: last.documentId, supersedes: last.supersedes, records: [last], last }));
}
