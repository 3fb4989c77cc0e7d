import { TransientError } from '../core/errors.ts';
import { DOCUMENTS, TABLES, type Table } from '../core/lake/columns.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { TableSnapshot } from '../ports/query-engine.ts';
import { type LogCache, loadState, tableKey } from './table-log.ts';

/** Looks at tables that change under us: each failed one means that an export committed in between. */
const MAX_LOOKS = 10;

/**
 * The files of every table, such that each document's text is there. Texts are committed before the rows that point to them
 * and removed after those, so texts read while `documents` stood still hold all that its rows need.
 */
export async function snapshotTables(lake: ObjectStore, cache: LogCache = new Map()): Promise<TableSnapshot[]> {
  let documents = await loadState(lake, DOCUMENTS, cache);
  for (let look = 0; look < MAX_LOOKS; look++) {
    const states = new Map<Table, LogState>([[DOCUMENTS, documents]]);
    for (const table of TABLES) if (table !== DOCUMENTS) states.set(table, await loadState(lake, table, cache));
    const again = await loadState(lake, DOCUMENTS, cache);
    if (again.version === documents.version) return [...states].map(([table, state]) => snapshotOf(lake, table, state));
    documents = again;
  }
  throw new TransientError(`documents changed under each of ${MAX_LOOKS} looks; try again when fewer exports run.`);
}

function snapshotOf(lake: ObjectStore, table: Table, { version, files }: LogState): TableSnapshot {
  const paths = [...files.keys()].sort();
  return { table: table.name, version, files: paths.map((path) => lake.locate(tableKey(table, path))) };
}
