/** The two ends of an export: texts come before the rows that point to them, and go after those. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import {
  byIngestion,
  changesAfter,
  type DocumentChange,
  leavesTexts,
  mayLeaveAnything,
  obsoleteBelow,
  type SequencedRecord,
  textName,
} from '../core/lake/change-batch.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, type TextRow } from '../core/lake/columns.ts';
import type { Action } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import { ingestedDate } from '../core/lake/table-rows.ts';
import type { ExportPorts } from '../ports/ports.ts';
import type { CommitOptions } from './commit.ts';
import { copyOnWrite } from './copy-on-write.ts';
import { findRows } from './find-rows.ts';
import { loadTexts } from './load-texts.ts';
import { withState } from './table-log.ts';

/** What is known of the texts of a batch before anything is committed. */
export interface BatchTexts {
  /** Rows that may have to be added, by `textName`. */
  readonly rows: ReadonlyMap<string, TextRow>;
  /** Texts that can't be had: the documents that need them must wait. */
  readonly missing: ReadonlySet<string>;
  /** Documents whose row in `documents` points to another text than it should, or did so before an earlier try of the batch. */
  readonly outdated: ReadonlySet<string>;
}

/** A row in `documents` proves that its text is in the lake, since texts come first and go last. Other texts are loaded. */
export async function gatherTexts(
  ports: ExportPorts,
  changes: readonly SequencedRecord[],
  appId: string,
  options: CommitOptions,
): Promise<BatchTexts> {
  const all = changesAfter(changes, 0);
  const documents = new Map(all.filter(({ supersedes }) => supersedes > 0).map((change) => [change.documentId, dayOf(change)]));
  const { shown, isRepeated } = await withState(ports.lake, DOCUMENTS, options.cache, async (state) => ({
    shown: await findRows(ports, DOCUMENTS, state, { documents, isLast: () => true }),
    isRepeated: (state.watermarks.get(appId) ?? 0) >= changes[0]!.sequence,
  }));
  const textShown = new Map(shown.map(({ documentId, textRevision }) => [documentId, textRevision]));
  const needed = all.flatMap((change) => textsOf(change)).filter((record) => textShown.get(record.documentId) !== textOf(record));
  const rows = await loadTexts(ports, needed);
  const names = needed.map((record) => textName(record.documentId, textOf(record)));
  const outdated = all.filter(({ documentId, last }) =>
    isRepeated ? documents.has(documentId) : textShown.has(documentId) && textShown.get(documentId) !== textOf(last),
  );
  return {
    rows,
    missing: new Set(names.filter((name) => !rows.has(name))),
    outdated: new Set(outdated.map(({ documentId }) => documentId)),
  };
}

/**
 * Adds the texts that are not there yet, also those of revisions that the batch itself supersedes: another exporter may get no
 * further than to such a revision, and must find its text.
 */
export async function textsToAdd(
  ports: ExportPorts,
  state: LogState,
  changes: readonly DocumentChange[],
  texts: BatchTexts,
  options: CommitOptions,
): Promise<Action[]> {
  const candidates = changes
    .flatMap((change) => textsOf(change))
    .filter((record) => texts.rows.has(nameOf(record)))
    .sort(byIngestion);
  // A text older than the last visible revision may have come with that one.
  const uncertain = Map.groupBy(
    candidates.filter((record) => textOf(record) <= record.supersedes),
    (record) => record.documentId,
  );
  const there = await findRows(ports, DOCUMENT_TEXTS, state, {
    documents: new Map([...uncertain.values()].map(([record]) => [record!.documentId, ingestedDate(record!)])),
    isLast: ({ documentId, revision }) => uncertain.get(documentId)!.every((record) => textOf(record) === revision),
  });
  const known = new Set(there.map(({ documentId, revision }) => textName(documentId, revision)));
  const added = candidates.filter((record) => !known.has(nameOf(record))).map((record) => texts.rows.get(nameOf(record))!);
  return copyOnWrite(ports, DOCUMENT_TEXTS, state, { dropped: [], added }, options);
}

/** Removes the texts that no row needs any more. */
export async function textsToRemove(
  ports: ExportPorts,
  state: LogState,
  changes: readonly DocumentChange[],
  texts: BatchTexts,
  options: CommitOptions,
): Promise<Action[]> {
  const affected = changes.filter(
    (change) => (leavesTexts(change) || texts.outdated.has(change.documentId)) && !isMissing(change, texts),
  );
  const byDocument = new Map(affected.map((change) => [change.documentId, change]));
  const found = await findRows(ports, DOCUMENT_TEXTS, state, {
    documents: new Map(affected.map((change) => [change.documentId, dayOf(change)])),
    isLast: (row) => {
      const change = byDocument.get(row.documentId)!;
      // One new text supersedes one old one. What is gone for good is looked for everywhere.
      const isReplaced = change.records.length === 1 && change.last.status === 'live' && !mayLeaveAnything(change.last);
      return isReplaced && row.revision < obsoleteBelow(change);
    },
  });
  const dropped = found.filter((row) => row.revision < obsoleteBelow(byDocument.get(row.documentId)!));
  return copyOnWrite(ports, DOCUMENT_TEXTS, state, { dropped, added: [] }, options);
}

/** Whether the document must keep what it shows until its text can be had. */
export function isMissing({ last }: DocumentChange, { missing }: BatchTexts): boolean {
  return last.status === 'live' && missing.has(nameOf(last));
}

export function dayOf({ last }: DocumentChange): string {
  return ingestedDate(last);
}

/** The first record with each text of the document. */
function textsOf({ records }: DocumentChange): CatalogRecord[] {
  const live = records.filter(({ status }) => status === 'live');
  return [...new Map(live.toReversed().map((record) => [textOf(record), record])).values()];
}

function textOf(record: CatalogRecord): number {
  return record.content?.textRevision ?? 0;
}

function nameOf(record: CatalogRecord): string {
  return textName(record.documentId, textOf(record));
}
