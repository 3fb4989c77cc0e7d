/**
 * Catalog → lake. A batch of changes becomes up to five commits: its texts, its rejections, its decisions, its documents, and the
 * removal of texts that are no longer shown. In this order a row never points to a text that is not there. Each commit reads the
 * table's state first and asks the batch second, so that whoever wins the next number of the log knows at least as much as
 * everybody before: a batch that comes again, cut differently, late or beside another one changes nothing.
 */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { byIngestion, type DocumentChange, textOf } from '../core/lake/change-batch.ts';
import { DEDUPE_LEDGER, DOCUMENTS, REJECTIONS, type Table } from '../core/lake/columns.ts';
import type { Row } from '../core/lake/row-format.ts';
import { documentRow, rejectionRow } from '../core/lake/table-rows.ts';
import { copyOnWrite } from './copy-on-write.ts';
import { decisionsToAdd, isJustDecided } from './export-decisions.ts';
import { placeOf, type Run, search, take } from './export-step.ts';
import { addTexts, gatherTexts, notAmong, removeTexts } from './export-texts.ts';
import type { FoundRow } from './find-rows.ts';

export interface BatchExport {
  /** Documents whose rows are now as the batch says, or newer. Others must wait for their text, or for another change. */
  readonly exported: number;
  readonly filesWritten: number;
}

export async function exportBatch(run: Run): Promise<BatchExport> {
  const texts = await gatherTexts(run);
  const { known, filesWritten: textFiles } = await addTexts(run, texts);
  const rejections = await upsert(run, REJECTIONS, rejectionRow, () => true);
  const decisionFiles = await recordDecisions(run);
  const isReady = ({ last }: DocumentChange) => last.status !== 'live' || known.has(textOf(last));
  const documents = await upsert(run, DOCUMENTS, documentRow, isReady);
  const shown = [...documents.changes, ...notAmong(documents.fresh, texts.changes).filter(isReady)];
  const removalFiles = await removeTexts(run, texts, shown);
  run.ports.telemetry.count('changes_exported', shown.length);
  const filesWritten = textFiles + rejections.filesWritten + decisionFiles + documents.filesWritten + removalFiles;
  return { exported: shown.length, filesWritten };
}

/** Puts in the rows that `rowOf` makes of the ready documents, and takes out their other ones. */
async function upsert(
  run: Run,
  table: Table,
  rowOf: (record: CatalogRecord) => Row | null,
  isReady: (change: DocumentChange) => boolean,
) {
  let changes: readonly DocumentChange[] = [];
  let fresh: readonly CatalogRecord[] = [];
  const filesWritten = await take(run, table, 'EXPORT', async (state, due) => {
    fresh = due;
    changes = (await run.batch.look(due)).filter(isReady);
    const records = changes.map(({ last }) => last).sort(byIngestion);
    const rows = new Map(records.map((record) => [record.documentId, rowOf(record)]));
    const found = await search(run, table, state, changes.map(placeOf));
    const isMeant = ({ documentId, revision }: FoundRow) => revision === rows.get(documentId)?.revision;
    const dropped = found.filter((row) => !isMeant(row));
    const present = new Set(found.filter(isMeant).map(({ documentId }) => documentId));
    const added = [...rows].flatMap(([documentId, row]) => (row && !present.has(documentId) ? [row] : []));
    return {
      actions: await copyOnWrite(run.ports, table, state, { dropped, added }, run.options),
      fence: due.some((record) => rowOf(record) !== null && !present.has(record.documentId)),
    };
  });
  return { changes, fresh, filesWritten };
}

/** A change brings its own decision, which stays as it is: what the catalog says now is another change's. */
function recordDecisions(run: Run): Promise<number> {
  const surelyNew = run.batch.since === Number.POSITIVE_INFINITY ? isJustDecided : () => false;
  return take(run, DEDUPE_LEDGER, 'RECORD DECISIONS', async (state, due) => ({
    actions: await decisionsToAdd(run.ports, state, due, surelyNew, run.options),
    fence: false,
  }));
}
