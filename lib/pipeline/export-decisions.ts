/**
 * The ledger: decisions are added, never changed. A row belongs to a decision's revision, which any later record of the document
 * carries on until the next decision: whoever brings it first, it is the same row, and it lies under the day it was decided.
 */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { concurrently } from '../core/concurrently.ts';
import { DEDUPE_LEDGER, type LedgerRow } from '../core/lake/columns.ts';
import type { Action } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import { ledgerRow } from '../core/lake/table-rows.ts';
import { copyOnWrite } from './copy-on-write.ts';
import { type FilePorts, partitionOf } from './data-files.ts';
import { findRows } from './find-rows.ts';

/** How far the clocks of catalog, workers and exporters may be apart. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** Adds the decisions of these records that are not there yet. Those that are `surelyNew` are not looked for. */
export async function decisionsToAdd(
  ports: FilePorts,
  state: LogState,
  records: readonly CatalogRecord[],
  surelyNew: (record: CatalogRecord) => boolean,
  options: { readonly newId: () => string },
): Promise<Action[]> {
  const rows = new Map<string, LedgerRow>();
  const uncertain = new Set<string>();
  for (const record of records) {
    const row = ledgerRow(record);
    if (!row) continue;
    const name = nameOf(row);
    if (surelyNew(record)) uncertain.delete(name);
    else if (!rows.has(name)) uncertain.add(name);
    rows.set(name, row);
  }
  const there = await recorded(
    ports,
    state,
    [...uncertain].map((name) => rows.get(name)!),
  );
  const added = [...rows.values()].filter((row) => !there.has(nameOf(row))).sort(byTime);
  return copyOnWrite(ports, DEDUPE_LEDGER, state, { dropped: [], added }, options);
}

/** Whether the decision came with this very write, and so in no record before it. */
export function isJustDecided({ decision, visibleRevision }: CatalogRecord): boolean {
  return decision != null && decision.revision === visibleRevision;
}

/** Which of these rows the table has. No file that was written before a decision holds it. */
async function recorded(ports: FilePorts, state: LogState, rows: readonly LedgerRow[]): Promise<Set<string>> {
  const days = [...Map.groupBy(rows, ({ decided_date }) => decided_date)];
  const found = await concurrently(days, async ([day, ofDay]) => {
    const since = Math.min(...ofDay.map(({ decided_at }) => Date.parse(decided_at))) - CLOCK_SKEW_MS;
    const files = [...state.files].filter(
      ([, file]) => partitionOf(DEDUPE_LEDGER, file) === day && file.modificationTime >= since,
    );
    return findRows(
      ports,
      DEDUPE_LEDGER,
      { ...state, files: new Map(files) },
      {
        documents: new Map(ofDay.map(({ document_id }) => [document_id, day])),
        isLast: () => false,
      },
    );
  });
  return new Set(found.flat().map(({ documentId, revision }) => `${documentId} ${revision}`));
}

function nameOf({ document_id, revision }: LedgerRow): string {
  return `${document_id} ${revision}`;
}

function byTime(a: LedgerRow, b: LedgerRow): number {
  const [keyA, keyB] = [`${a.decided_at} ${a.document_id}`, `${b.decided_at} ${b.document_id}`];
  return keyA < keyB ? -1 : Number(keyA > keyB);
}
