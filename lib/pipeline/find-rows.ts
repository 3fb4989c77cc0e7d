import { concurrently } from '../core/concurrently.ts';
import type { Table } from '../core/lake/columns.ts';
import type { AddFile } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import { mayHold } from '../core/lake/file-stats.ts';
import { type FilePorts, partitionOf, readColumns } from './data-files.ts';

export interface FoundRow {
  readonly documentId: string;
  readonly revision: number;
  /** Null in tables without the column. */
  readonly textRevision: number | null;
  readonly path: string;
}

export interface Search {
  /** The documents sought, with the day under which each is likely filed: those days are looked through first. */
  readonly documents: ReadonlyMap<string, string>;
  /** Whether this row ends the search for its document. Files that nobody seeks anything in are not read. */
  readonly isLast: (row: FoundRow) => boolean;
}

/** The rows of these documents, as far as the search goes. Fetches the key columns only. */
export async function findRows(
  ports: Pick<FilePorts, 'lake' | 'tableFormat'>,
  table: Table,
  state: LogState,
  { documents, isLast }: Search,
): Promise<FoundRow[]> {
  const open = new Set(documents.keys());
  const found: FoundRow[] = [];
  for (const files of searchOrder(table, state, new Set(documents.values()))) {
    if (open.size === 0) break;
    const candidates = files.filter((file) => mayHold(file, open));
    const rows = (await concurrently(candidates, (file) => keyRows(ports, table, file))).flat();
    const hits = rows.filter(({ documentId }) => open.has(documentId));
    found.push(...hits);
    for (const hit of hits) if (isLast(hit)) open.delete(hit.documentId);
  }
  return found;
}

/** The table's files by partition: the likely ones, then the others, newest first. */
function searchOrder(table: Table, state: LogState, likely: ReadonlySet<string>): AddFile[][] {
  const byPartition = Map.groupBy(state.files.values(), (file) => partitionOf(table, file));
  const rank = (partition: string) => (likely.has(partition) ? 1 : 0);
  const order = [...byPartition.keys()].sort((a, b) => rank(b) - rank(a) || (a < b ? 1 : -1));
  return order.map((partition) => byPartition.get(partition)!);
}

async function keyRows(ports: Pick<FilePorts, 'lake' | 'tableFormat'>, table: Table, file: AddFile): Promise<FoundRow[]> {
  const hasTextRevision = table.columns.some(({ name }) => name === 'text_revision');
  const columns = ['document_id', 'revision', ...(hasTextRevision ? ['text_revision'] : [])];
  return (await readColumns(ports, table, file, columns)).map((row) => ({
    documentId: row.document_id as string,
    revision: row.revision as number,
    textRevision: (row.text_revision as number | undefined) ?? null,
    path: file.path,
  }));
}
