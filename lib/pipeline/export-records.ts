/**
 * Catalog → lake where the changes carry no number that orders them all, as those of a sharded stream. Level-triggered, like
 * ingest: a change only hints which documents to look at. Each commit reads the table's state first and the catalog second, so
 * that whoever wins the next number of the log has seen records at least as new as everybody before: a batch that comes again,
 * cut differently, late or beside another one changes nothing. A batch that finds nothing to do although one of its changes
 * would put a row in leaves an empty commit: it makes an exporter that looked at the catalog earlier look again.
 */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { byIngestion, leavesTexts, mayLeaveAnything, textName } from '../core/lake/change-batch.ts';
import { DEDUPE_LEDGER, DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS, type Table } from '../core/lake/columns.ts';
import type { Action } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import type { Row } from '../core/lake/row-format.ts';
import { documentRow, ingestedDate, rejectionRow } from '../core/lake/table-rows.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { ExportPorts } from '../ports/ports.ts';
import { type CommitOptions, commit } from './commit.ts';
import { copyOnWrite } from './copy-on-write.ts';
import { CLOCK_SKEW_MS, decisionsToAdd } from './export-decisions.ts';
import { type FoundRow, findRows } from './find-rows.ts';
import { loadTexts } from './load-texts.ts';
import { withState } from './table-log.ts';

/** A visible write, and when it was made. */
export interface Hint {
  readonly record: CatalogRecord;
  /** Milliseconds since 1970, by the catalog's clock. */
  readonly writtenAt: number;
}

export interface RecordExport {
  /** Documents whose rows are now as the catalog says, or newer. */
  readonly exported: number;
  /** Documents left as they were: not settled any more, so that another change will come, or without their text. */
  readonly waiting: number;
  readonly filesWritten: number;
}

type Ports = ExportPorts & { readonly catalog: Pick<Catalog, 'read'> };

/** Makes the rows of these documents what the catalog says of them now. */
export async function exportRecords(ports: Ports, hints: readonly Hint[], options: CommitOptions): Promise<RecordExport> {
  if (hints.length === 0) return { exported: 0, waiting: 0, filesWritten: 0 };
  const run: Run = {
    ports,
    options,
    hints: Map.groupBy(hints, ({ record }) => record.documentId),
    since: Math.min(...hints.map(({ writtenAt }) => writtenAt)) - CLOCK_SKEW_MS,
  };
  const known = await addTexts(run);
  const rejections = await upsert(run, REJECTIONS, rejectionRow, () => true);
  const decisions = await recordDecisions(run);
  const documents = await upsert(run, DOCUMENTS, documentRow, (record) => record.status !== 'live' || known.has(nameOf(record)));
  const removed = await removeTexts(run, documents);
  ports.telemetry.count('changes_exported', documents.records.length);
  return {
    exported: documents.records.length,
    waiting: run.hints.size - documents.records.length,
    filesWritten: known.filesWritten + rejections.filesWritten + decisions + documents.filesWritten + removed,
  };
}

interface Run {
  readonly ports: Ports;
  readonly options: CommitOptions;
  readonly hints: ReadonlyMap<string, readonly Hint[]>;
  /** A row that no row came before was written after this, if it was. */
  readonly since: number;
}

interface Upserted {
  /** What the table now shows, or showed nothing of before. */
  readonly records: readonly CatalogRecord[];
  /** The rows that were there before. */
  readonly found: readonly FoundRow[];
  readonly filesWritten: number;
}

/** What the catalog says now. Who isn't settled is left out: the write that settles it comes as another change. */
async function look({ ports, hints }: Run): Promise<CatalogRecord[]> {
  const records = await ports.catalog.read([...hints.keys()]);
  return [...records.values()].filter(({ settled, visibleRevision }) => settled && visibleRevision > 0).sort(byIngestion);
}

/** Adds the texts that are not there yet; answers which ones are. A row in `documents` proves that its text is there. */
async function addTexts(run: Run): Promise<{ has: (name: string) => boolean; filesWritten: number }> {
  const { ports, options } = run;
  let known = new Set<string>();
  const filesWritten = await commitFiles(run, DOCUMENT_TEXTS, 'ADD TEXTS', async (state) => {
    const live = (await look(run)).filter(({ status }) => status === 'live');
    const rows = await withState(ports.lake, DOCUMENTS, options.cache, (documents) => search(run, DOCUMENTS, documents, live));
    const shown = new Set(rows.map(({ documentId, textRevision }) => textName(documentId, textRevision!)));
    const lacking = live.filter((record) => !shown.has(nameOf(record)));
    // A text older than the last visible revision may have come with that one.
    const isOlder = ({ content, supersedes }: CatalogRecord) => content!.textRevision <= supersedes;
    const found = await search(run, DOCUMENT_TEXTS, state, lacking, { isUpdate: isOlder, isLast: () => false });
    const there = new Set(found.map(({ documentId, revision }) => textName(documentId, revision)));
    const texts = await loadTexts(
      ports,
      lacking.filter((record) => !there.has(nameOf(record))),
    );
    known = new Set([...shown, ...there, ...texts.keys()]);
    const added = lacking.flatMap((record) => texts.get(nameOf(record)) ?? []);
    return {
      actions: await copyOnWrite(ports, DOCUMENT_TEXTS, state, { dropped: [], added }, options),
      fence: hinted(run).some((record) => record.status === 'live' && !known.has(nameOf(record))),
    };
  });
  return { has: (name) => known.has(name), filesWritten };
}

/** Puts in the rows that `rowOf` makes of the ready documents, and takes out their other ones. */
async function upsert(
  run: Run,
  table: Table,
  rowOf: (record: CatalogRecord) => Row | null,
  isReady: (record: CatalogRecord) => boolean,
): Promise<Upserted> {
  let records: CatalogRecord[] = [];
  let found: FoundRow[] = [];
  const filesWritten = await commitFiles(run, table, 'EXPORT', async (state) => {
    records = (await look(run)).filter(isReady);
    found = await search(run, table, state, records);
    const rows = new Map(records.map((record) => [record.documentId, rowOf(record)]));
    const dropped = found.filter(({ documentId, revision }) => revision !== rows.get(documentId)?.revision);
    const present = new Set(found.filter((row) => !dropped.includes(row)).map(({ documentId }) => documentId));
    const added = [...rows].flatMap(([documentId, row]) => (row && !present.has(documentId) ? [row] : []));
    return {
      actions: await copyOnWrite(run.ports, table, state, { dropped, added }, run.options),
      fence: hinted(run).some((record) => rowOf(record) !== null && !present.has(record.documentId)),
    };
  });
  return { records, found, filesWritten };
}

/** A hint brings its own decision, which stays as it is: what the catalog says now is another hint's. */
function recordDecisions(run: Run): Promise<number> {
  return commitFiles(run, DEDUPE_LEDGER, 'RECORD DECISIONS', async (state) => {
    return { actions: await decisionsToAdd(run.ports, state, hinted(run), () => false, run.options), fence: false };
  });
}

/** Removes the texts that the documents just exported don't point to any more. */
async function removeTexts(run: Run, { records, found }: Upserted): Promise<number> {
  const shownText = new Map(found.map(({ documentId, textRevision }) => [documentId, textRevision!]));
  const affected = records.filter((record) => {
    const shown = shownText.get(record.documentId);
    // Also what was written in between: an earlier try may have got as far as showing the record.
    const records = [...run.hints.get(record.documentId)!.map((hint) => hint.record), record];
    // Where no row was, a text may be left that an export added before the record changed again.
    const isOutdated = record.supersedes > 0 && shown !== record.content?.textRevision;
    return isOutdated || leavesTexts({ ...record, records, last: record });
  });
  const below = new Map(affected.map((record) => [record.documentId, record.content?.textRevision ?? record.visibleRevision]));
  const replaced = affected.filter((record) => record.status === 'live' && !mayLeaveAnything(record));
  const isReplaced = new Set(replaced.map(({ documentId }) => documentId));
  return commitFiles(run, DOCUMENT_TEXTS, 'REMOVE TEXTS', async (state) => {
    // Only texts of revisions that never came to be shown can lie between the text that was shown and the new one: they are newer
    // than the former, and so filed before it. What is gone for good is looked for everywhere.
    const isLast = ({ documentId, revision }: FoundRow) => {
      const shown = shownText.get(documentId);
      return isReplaced.has(documentId) && shown !== undefined && shown < below.get(documentId)! && revision <= shown;
    };
    const rows = await search(run, DOCUMENT_TEXTS, state, affected, { isUpdate: () => true, isLast });
    const dropped = rows.filter(({ documentId, revision }) => revision < below.get(documentId)!);
    return { actions: await copyOnWrite(run.ports, DOCUMENT_TEXTS, state, { dropped, added: [] }, run.options), fence: false };
  });
}

function hinted({ hints }: Run): CatalogRecord[] {
  return [...hints.values()].flat().map(({ record }) => record);
}

interface Step {
  readonly actions: Action[];
  /** Whether to commit even without actions. */
  readonly fence: boolean;
}

/** Commits the step, if it does anything; says how many files it adds. */
async function commitFiles(
  { ports, options }: Run,
  table: Table,
  operation: string,
  build: (state: LogState) => Promise<Step>,
): Promise<number> {
  let filesWritten = 0;
  const { committed } = await commit(ports, table, operation, options, async (state) => {
    const { actions, fence } = await build(state);
    filesWritten = actions.filter((action) => 'add' in action).length;
    return actions.length > 0 || fence ? actions : null;
  });
  return committed ? filesWritten : 0;
}

/**
 * The rows of these documents. Where there can be no older row, only files written since the changes are looked through: a row
 * of the same revision can only have come with an earlier try.
 */
async function search(
  { ports, since }: Run,
  table: Table,
  state: LogState,
  records: readonly CatalogRecord[],
  {
    isUpdate = ({ supersedes }: CatalogRecord) => supersedes > 0,
    isLast = (_: FoundRow) => true,
  }: { isUpdate?: (record: CatalogRecord) => boolean; isLast?: (row: FoundRow) => boolean } = {},
): Promise<FoundRow[]> {
  const documents = (some: readonly CatalogRecord[]) => new Map(some.map((record) => [record.documentId, ingestedDate(record)]));
  const recent = { ...state, files: new Map([...state.files].filter(([, file]) => file.modificationTime >= since)) };
  const updates = await findRows(ports, table, state, { documents: documents(records.filter(isUpdate)), isLast });
  const others = records.filter((record) => !isUpdate(record));
  return [...updates, ...(await findRows(ports, table, recent, { documents: documents(others), isLast }))];
}

function nameOf(record: CatalogRecord): string {
  return textName(record.documentId, record.content!.textRevision);
}
