import type { CatalogRecord } from '../core/catalog-record.ts';
import { textName } from '../core/lake/change-batch.ts';
import { DOCUMENT_TEXTS, type TextRow } from '../core/lake/columns.ts';
import { ingestedDate } from '../core/lake/table-rows.ts';
import type { Ports } from '../ports/ports.ts';
import { readFile } from './data-files.ts';
import { findRows } from './find-rows.ts';
import { loadTexts, type SegmentPorts } from './load-texts.ts';
import { withState } from './table-log.ts';

/** The text of a live document: from its table, or from the segment where it waits to get there; null when it is in neither. */
export async function readText(ports: SegmentPorts & Pick<Ports, 'tableFormat'>, record: CatalogRecord): Promise<TextRow | null> {
  const { documentId, content } = record;
  if (!content) return null;
  const exported = await withState(ports.lake, DOCUMENT_TEXTS, undefined, async (state) => {
    const isText = (row: { documentId: string; revision: number }) =>
      row.documentId === documentId && row.revision === content.textRevision;
    const documents = new Map([[documentId, ingestedDate(record)]]);
    const row = (await findRows(ports, DOCUMENT_TEXTS, state, { documents, isLast: isText })).find(isText);
    if (!row) return undefined;
    const rows = (await readFile(ports, DOCUMENT_TEXTS, row.path)) as unknown as TextRow[];
    return rows.find(({ document_id, revision }) => isText({ documentId: document_id, revision }));
  });
  return exported ?? (await loadTexts(ports, [record])).get(textName(documentId, content.textRevision)) ?? null;
}
