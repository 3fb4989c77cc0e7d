import type { CatalogRecord } from '../core/catalog-record.ts';
import { concurrently } from '../core/concurrently.ts';
import { textName } from '../core/lake/change-batch.ts';
import { DOCUMENT_TEXTS, type TextRow } from '../core/lake/columns.ts';
import type { Row } from '../core/lake/row-format.ts';
import { textRow } from '../core/lake/table-rows.ts';
import type { Ports } from '../ports/ports.ts';

export type SegmentPorts = Pick<Ports, 'lake' | 'segmentFormat' | 'telemetry'>;

/**
 * The rows of `document_texts` for these live records, by `textName`. A text whose segment is gone is left out and warned
 * about: one lost segment must not hold up everybody else's articles, and the sweeper has its document ingested again.
 */
export async function loadTexts(ports: SegmentPorts, records: readonly CatalogRecord[]): Promise<Map<string, TextRow>> {
  const texts = new Map<string, TextRow>();
  const bySegment = Map.groupBy(records, (record) => record.content!.segment.path);
  await concurrently([...bySegment], async ([path, pointing]) => {
    const rows = await readSegment(ports, path);
    for (const record of pointing) {
      const { segment, textRevision } = record.content!;
      const row = rows?.[segment.row];
      if (row?.document_id === record.documentId) {
        texts.set(textName(record.documentId, textRevision), textRow(record, row as TextRow));
      } else {
        ports.telemetry.count('texts_missing');
        ports.telemetry.warn('text_missing', { documentId: record.documentId, segment: path, row: segment.row });
      }
    }
  });
  return texts;
}

async function readSegment({ lake, segmentFormat }: SegmentPorts, path: string): Promise<Row[] | null> {
  const bytes = await lake.get(path);
  return bytes && segmentFormat.decode(DOCUMENT_TEXTS, bytes, ['document_id', 'body', 'captions', 'removed']);
}
