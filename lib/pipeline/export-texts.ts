/** The two ends of an export: texts come before the rows that point to them, and go after those. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import {
  byIngestion,
  type DocumentChange,
  leavesTexts,
  mayLeaveAnything,
  obsoleteBelow,
  textName,
  textOf,
  textsOf,
} from '../core/lake/change-batch.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, type TextRow } from '../core/lake/columns.ts';
import { ingestedDate } from '../core/lake/table-rows.ts';
import { copyOnWrite } from './copy-on-write.ts';
import { placeOf, type Run, search, take } from './export-step.ts';
import type { FoundRow } from './find-rows.ts';
import { loadTexts } from './load-texts.ts';
import { withState } from './table-log.ts';

/** What is known of a batch before anything is committed. */
export interface BatchTexts {
  readonly changes: readonly DocumentChange[];
  /** Rows that may have to be added, by `textName`. */
  readonly rows: ReadonlyMap<string, TextRow>;
  /** Each document's row in `documents`. */
  readonly shown: ReadonlyMap<string, FoundRow>;
  /** Whether a part of the batch may be in `documents` already. */
  readonly isRepeated: boolean;
}

/** A row in `documents` proves that its text is in the lake, since texts come first and go last. Other texts are loaded. */
export async function gatherTexts(run: Run): Promise<BatchTexts> {
  const { ports, options, batch } = run;
  const changes = await batch.look(batch.records);
  const { found, isRepeated } = await withState(ports.lake, DOCUMENTS, options.cache, async (state) => {
    const fresh = new Set(batch.fresh(state));
    // What a commit covers may have a row, also where nothing was superseded: its segment may be gone.
    const covered = new Set(batch.records.filter((record) => !fresh.has(record)).map(({ documentId }) => documentId));
    const places = changes.map(placeOf).map((place) => (covered.has(place.documentId) ? { ...place, isUpdate: true } : place));
    return { found: await search(run, DOCUMENTS, state, places), isRepeated: covered.size > 0 };
  });
  const shown = new Map(found.map((row) => [row.documentId, row]));
  const there = namesOf(shown);
  const rows = await loadTexts(
    ports,
    changes.flatMap(textsOf).filter((record) => !there.has(textOf(record))),
  );
  return { changes, rows, shown, isRepeated };
}

function namesOf(shown: ReadonlyMap<string, FoundRow>): Set<string> {
  return new Set([...shown.values()].map(({ documentId, textRevision }) => textName(documentId, textRevision!)));
}

/**
 * Adds the texts that are not there yet, also those of revisions that the batch itself supersedes: another exporter may get no
 * further than to such a revision, and must find its text. Answers which ones are there then: documents that need another one
 * must keep what they show.
 */
export async function addTexts(run: Run, { changes, rows, shown }: BatchTexts) {
  let known: ReadonlySet<string> = new Set();
  const hasRow = (record: CatalogRecord) => rows.has(textOf(record));
  const filesWritten = await take(run, DOCUMENT_TEXTS, 'ADD TEXTS', async (state, fresh) => {
    const lacking = (await run.batch.look(fresh)).flatMap(textsOf).filter(hasRow).sort(byIngestion);
    const byDocument = Map.groupBy(lacking, ({ documentId }) => documentId);
    // A text older than the last visible revision may have come with that one.
    const places = lacking.map((record) => ({
      documentId: record.documentId,
      day: ingestedDate(record),
      isUpdate: record.content!.textRevision <= record.supersedes,
    }));
    const isLast = ({ documentId, revision }: FoundRow) =>
      byDocument.get(documentId)!.every(({ content }) => content!.textRevision === revision);
    const found = await search(run, DOCUMENT_TEXTS, state, places, isLast);
    const there = new Set(found.map(({ documentId, revision }) => textName(documentId, revision)));
    const added = lacking
      .map(textOf)
      .filter((name) => !there.has(name))
      .map((name) => rows.get(name)!);
    const covered = notAmong(fresh, changes).flatMap(textsOf).filter(hasRow);
    known = new Set([...namesOf(shown), ...[...lacking, ...covered].map(textOf)]);
    return {
      actions: await copyOnWrite(run.ports, DOCUMENT_TEXTS, state, { dropped: [], added }, run.options),
      fence: fresh.some((record) => record.status === 'live' && !known.has(textOf(record))),
    };
  });
  return { known, filesWritten };
}

/** The changes of other documents than these. */
export function notAmong(records: readonly CatalogRecord[], changes: readonly DocumentChange[]): DocumentChange[] {
  const ids = new Set(records.map(({ documentId }) => documentId));
  return changes.filter(({ documentId }) => !ids.has(documentId));
}

/** Removes the texts that the documents don't point to any more, now that `documents` shows these changes. */
export function removeTexts(run: Run, { shown, isRepeated }: BatchTexts, changes: readonly DocumentChange[]): Promise<number> {
  const handedIn = Map.groupBy(run.batch.records, ({ documentId }) => documentId);
  const affected = changes.filter(({ documentId, supersedes, last }) => {
    // Where no row was, a text may be left that an export added before the record changed again.
    const isOutdated = supersedes > 0 && (isRepeated || shown.get(documentId)?.textRevision !== last.content?.textRevision);
    // Also what was written in between: an earlier try may have got as far as showing the record.
    return isOutdated || leavesTexts([...(handedIn.get(documentId) ?? []), last]);
  });
  const byDocument = new Map(affected.map((change) => [change.documentId, change]));
  const isObsolete = ({ documentId, revision }: FoundRow) => revision < obsoleteBelow(byDocument.get(documentId)!);
  return take(run, DOCUMENT_TEXTS, 'REMOVE TEXTS', async (state) => {
    // Where the row shown is the one that the record supersedes, one new text replaces one old one. Otherwise revisions were passed
    // over, whose texts may have been added, or an earlier try died before it took the older ones out; they, and what is gone for
    // good, are looked for everywhere.
    const isLast = (row: FoundRow) => {
      const { last } = byDocument.get(row.documentId)!;
      const isReplaced =
        last.status === 'live' && !mayLeaveAnything(last) && shown.get(row.documentId)?.revision === last.supersedes;
      return !isRepeated && isReplaced && isObsolete(row);
    };
    const places = affected.map((change) => ({ ...placeOf(change), isUpdate: true }));
    const dropped = (await search(run, DOCUMENT_TEXTS, state, places, isLast)).filter(isObsolete);
    return { actions: await copyOnWrite(run.ports, DOCUMENT_TEXTS, state, { dropped, added: [] }, run.options), fence: false };
  });
}
