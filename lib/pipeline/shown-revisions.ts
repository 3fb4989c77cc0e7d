import type { Table } from '../core/lake/columns.ts';
import type { Ports } from '../ports/ports.ts';
import { readColumns } from './data-files.ts';
import { withState } from './table-log.ts';

type TablePorts = Pick<Ports, 'lake' | 'tableFormat'>;

/** Walks the document and revision of each of the table's rows, file by file, with what is gathered from them: begun anew where a merge took a file away. */
export async function shownRows<T>(
  ports: TablePorts,
  table: Table,
  begin: () => T,
  visit: (gathered: T, documentId: string, revision: number) => void,
): Promise<T> {
  return withState(ports.lake, table, undefined, async ({ files }) => {
    const gathered = begin();
    for (const file of files.values()) {
      for (const row of await readColumns(ports, table, file, ['document_id', 'revision'])) {
        visit(gathered, String(row.document_id), Number(row.revision));
      }
    }
    return gathered;
  });
}

/** The revisions of each document's rows in the table: one each, unless something went wrong. */
export async function revisionsIn(
  ports: TablePorts,
  table: Table,
  isMeant: (documentId: string) => boolean = () => true,
): Promise<Map<string, number[]>> {
  return shownRows(
    ports,
    table,
    () => new Map<string, number[]>(),
    (revisions, id, revision) => {
      if (isMeant(id)) revisions.set(id, [...(revisions.get(id) ?? []), revision]);
    },
  );
}

/** The greatest revision that any of these tables shows of each document. */
export function latestOf(tables: readonly ReadonlyMap<string, readonly number[]>[]): Map<string, number> {
  const latest = new Map<string, number>();
  for (const table of tables) {
    for (const [id, revisions] of table) latest.set(id, Math.max(latest.get(id) ?? 0, ...revisions));
  }
  return latest;
}
