/** Pure parts of the export: which changes count, and what becomes of each document. */
import type { CatalogRecord } from '../catalog-record.ts';

/** What a batch does to one document. */
export interface DocumentChange {
  readonly documentId: string;
  /** The visible revision before the batch; 0: no table can hold an older row. */
  readonly supersedes: number;
  /** Every record of it, in the order of the revisions; the last one is what should be seen. */
  readonly records: readonly CatalogRecord[];
  readonly last: CatalogRecord;
}

/** What these records do to each of their documents. */
export function byDocument(records: readonly CatalogRecord[]): DocumentChange[] {
  return Array.from(
    Map.groupBy(records, (record) => record.documentId),
    ([documentId, unsorted]) => {
      const records = unsorted.sort((a, b) => a.visibleRevision - b.visibleRevision);
      return { documentId, supersedes: records[0]!.supersedes, records, last: records.at(-1)! };
    },
  );
}

/** Sorts documents by when they landed, as the tables are sorted. */
export function byIngestion(a: CatalogRecord, b: CatalogRecord): number {
  return compare(a.ingestedAt ?? '', b.ingestedAt ?? '') || compare(a.documentId, b.documentId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Names a text: a document may have had several. */
export function textName(documentId: string, textRevision: number): string {
  return `${documentId} ${textRevision}`;
}

/** The name of a live record's text. */
export function textOf({ documentId, content }: CatalogRecord): string {
  return textName(documentId, content!.textRevision);
}

/** The first record with each text of the document. */
export function textsOf({ records }: DocumentChange): CatalogRecord[] {
  const live = records.filter(({ status }) => status === 'live');
  return [...new Map(live.toReversed().map((record) => [textOf(record), record])).values()];
}

/** Texts of the document below this revision belong to nothing that should be seen. */
export function obsoleteBelow({ last }: DocumentChange): number {
  return last.status === 'live' ? last.content!.textRevision : last.visibleRevision;
}

/** Whether these records of a document tell of texts that may be left behind: a new text over an old one, or no text any more. */
export function leavesTexts(records: readonly CatalogRecord[]): boolean {
  return records.some(
    (record) =>
      record.supersedes > 0 &&
      (record.status !== 'live' || record.content!.textRevision > record.supersedes || mayLeaveAnything(record)),
  );
}

/** Whether the sweeper wrote it, because the tables hold what they should not: then anything may be anywhere. */
export function mayLeaveAnything({ supersedes, visibleRevision }: CatalogRecord): boolean {
  return supersedes >= visibleRevision;
}
