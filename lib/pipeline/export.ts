/**
 * Catalog → lake. A batch of changes becomes up to five commits: its texts, its rejections, its decisions, its documents, and the
 * removal of texts that are no longer shown. Each carries its watermark and drops what the watermark of the state it builds on covers, so
 * a batch that comes again, cut differently, late or after a crash changes nothing.
 */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { byIngestion, changesAfter, type DocumentChange } from '../core/lake/change-batch.ts';
import { DEDUPE_LEDGER, DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS, TABLES, type Table } from '../core/lake/columns.ts';
import type { Action } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import type { Row } from '../core/lake/row-format.ts';
import { documentRow, rejectionRow } from '../core/lake/table-rows.ts';
import type { Change } from '../ports/catalog.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ExportPorts, LocalPorts } from '../ports/ports.ts';
import { type CommitOptions, commit } from './commit.ts';
import { copyOnWrite } from './copy-on-write.ts';
import { decisionsToAdd, isJustDecided } from './export-decisions.ts';
import { type BatchTexts, dayOf, gatherTexts, isMissing, textsToAdd, textsToRemove } from './export-texts.ts';
import { findRows } from './find-rows.ts';
import { type LogCache, loadState } from './table-log.ts';

export interface ExportResult {
  /** Changes that were handed in or taken from the catalog. */
  readonly applied: number;
  /** Every change up to this one is in the lake. */
  readonly watermark: number;
  readonly filesWritten: number;
}

/** Changes taken at once: their texts are held in memory. */
const MAX_CHANGES = 20_000;
/** Under these the tables keep the sequence that they have got to: their own changes, and the removal of texts. */
const CHANGES_ID = 'article-lake/catalog';
const REMOVAL_ID = 'article-lake/catalog/removal';

/** Exports the catalog's next changes, and lets the catalog forget them. */
export async function exportChanges(
  ports: ExportPorts & Pick<LocalPorts, 'catalog'>,
  options: CommitOptions & { readonly maxChanges?: number },
): Promise<ExportResult> {
  const after = await exportWatermark(ports.lake, options);
  const changes = await ports.catalog.changes(after, options.maxChanges ?? MAX_CHANGES);
  if (changes.length === 0) return { applied: 0, watermark: after, filesWritten: 0 };
  const result = await applyChanges(ports, changes, options);
  await ports.catalog.trimChanges(result.watermark);
  return result;
}

/** Exports until the catalog has no more changes. */
export async function exportAll(
  ports: ExportPorts & Pick<LocalPorts, 'catalog'>,
  options: CommitOptions & { readonly maxChanges?: number },
): Promise<ExportResult> {
  const cache: LogCache = options.cache ?? new Map();
  const total = { applied: 0, filesWritten: 0 };
  for (;;) {
    const { applied, watermark, filesWritten } = await exportChanges(ports, { ...options, cache });
    total.applied += applied;
    total.filesWritten += filesWritten;
    if (applied === 0) return { ...total, watermark };
  }
}

/** The sequence up to which every change is in the lake: that of the last commit of a batch. */
export async function exportWatermark(lake: ObjectStore, { cache }: { readonly cache?: LogCache } = {}): Promise<number> {
  const state = await loadState(lake, DOCUMENT_TEXTS, cache);
  return state.watermarks.get(REMOVAL_ID) ?? 0;
}

/** The greatest sequence that any commit covers, also of a batch that never got to its last one. */
export async function greatestWatermark(lake: ObjectStore): Promise<number> {
  const states = await Promise.all(TABLES.map((table) => loadState(lake, table)));
  // Only ours: other jobs count in numbers of their own.
  return Math.max(0, ...states.flatMap(({ watermarks }) => [CHANGES_ID, REMOVAL_ID].map((id) => watermarks.get(id) ?? 0)));
}

/** Exports these changes: consecutive ones, ascending. */
export async function applyChanges(
  ports: ExportPorts,
  changes: readonly Change[],
  options: CommitOptions,
): Promise<ExportResult> {
  const done = await exportWatermark(ports.lake, options);
  const due = changes.filter(({ sequence }) => sequence > done);
  if (due.length === 0) return { applied: changes.length, watermark: done, filesWritten: 0 };
  const batch: Batch = { changes: due, watermark: due.at(-1)!.sequence };
  const texts = await gatherTexts(ports, due, CHANGES_ID, options);
  let filesWritten = 0;
  for (const step of stepsOf(ports, texts, options)) filesWritten += await take(ports, step, batch, options);
  ports.telemetry.count('changes_exported', due.length);
  return { applied: changes.length, watermark: batch.watermark, filesWritten };
}

interface Batch {
  readonly changes: readonly Change[];
  /** The last change's sequence. */
  readonly watermark: number;
}

/** What a batch does to one table, in one commit. */
interface Step {
  readonly table: Table;
  readonly appId: string;
  readonly operation: string;
  /** Whether the step may put in a row for this record. */
  readonly puts: (record: CatalogRecord) => boolean;
  readonly actions: (state: LogState, fresh: readonly DocumentChange[]) => Promise<Action[]>;
}

/** In this order a row never points to a text that is not there. */
function stepsOf(ports: ExportPorts, texts: BatchTexts, options: CommitOptions): Step[] {
  const isLive = ({ status }: CatalogRecord) => status === 'live';
  const isRejected = ({ status }: CatalogRecord) => status === 'rejected';
  return [
    {
      table: DOCUMENT_TEXTS,
      appId: CHANGES_ID,
      operation: 'ADD TEXTS',
      puts: isLive,
      actions: (state, fresh) => textsToAdd(ports, state, fresh, texts, options),
    },
    {
      table: REJECTIONS,
      appId: CHANGES_ID,
      operation: 'EXPORT',
      puts: isRejected,
      actions: (state, fresh) => upsert(ports, REJECTIONS, state, fresh, rejectionRow, options),
    },
    {
      table: DEDUPE_LEDGER,
      appId: CHANGES_ID,
      operation: 'RECORD DECISIONS',
      puts: isJustDecided,
      actions: (state, fresh) => {
        const records = fresh.flatMap((change) => change.records);
        // The watermark tells that a batch is new, and so are its own decisions; others are carried on from earlier ones.
        return decisionsToAdd(ports, state, records, isJustDecided, options);
      },
    },
    {
      table: DOCUMENTS,
      appId: CHANGES_ID,
      operation: 'EXPORT',
      puts: isLive,
      actions: (state, fresh) => {
        const ready = fresh.filter((change) => !isMissing(change, texts));
        return upsert(ports, DOCUMENTS, state, ready, documentRow, options);
      },
    },
    {
      table: DOCUMENT_TEXTS,
      appId: REMOVAL_ID,
      operation: 'REMOVE TEXTS',
      // Always leaves its mark: it says that the batch is done.
      puts: () => true,
      actions: (state, fresh) => textsToRemove(ports, state, fresh, texts, options),
    },
  ];
}

/**
 * Commits a step; says how many files it added. Nothing is committed when nothing changes, unless one of the changes would put
 * a row in if it came alone: the watermark must then keep a late exporter from doing so.
 */
async function take(ports: ExportPorts, step: Step, { changes, watermark }: Batch, options: CommitOptions): Promise<number> {
  let filesWritten = 0;
  const { committed } = await commit(ports, step.table, step.operation, options, async (state) => {
    const fresh = changesAfter(changes, state.watermarks.get(step.appId) ?? 0);
    if (fresh.length === 0) return null;
    const actions = await step.actions(state, fresh);
    if (actions.length === 0 && !fresh.some(({ records }) => records.some(step.puts))) return null;
    filesWritten = actions.filter((action) => 'add' in action).length;
    return [{ txn: { appId: step.appId, version: watermark } }, ...actions];
  });
  return committed ? filesWritten : 0;
}

/** Puts in the rows that `rowOf` makes and takes out older ones, also of documents that have no row in the table any more. */
async function upsert(
  ports: ExportPorts,
  table: Table,
  state: LogState,
  changes: readonly DocumentChange[],
  rowOf: (record: CatalogRecord) => Row | null,
  options: CommitOptions,
): Promise<Action[]> {
  const older = changes.filter(({ supersedes }) => supersedes > 0);
  const found = await findRows(ports, table, state, {
    documents: new Map(older.map((change) => [change.documentId, dayOf(change)])),
    isLast: () => true,
  });
  const added = changes
    .map(({ last }) => last)
    .sort(byIngestion)
    .map(rowOf)
    .filter((row) => row !== null);
  return copyOnWrite(ports, table, state, { dropped: found, added }, options);
}
