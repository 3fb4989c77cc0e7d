import type { Table } from '../core/lake/columns.ts';
import type { Ports } from '../ports/ports.ts';
import { readFile } from './data-files.ts';
import { withState } from './table-log.ts';

/** The revisions of each document's rows in the table: one each, unless something went wrong. */
export async function revisionsIn(ports: Pick<Ports, 'lake' | 'tableFormat'>, table: Table): Promise<Map<string, number[]>> {
  return withState(ports.lake, table, undefined, async ({ files }) => {
    const revisions = new Map<string, number[]>();
    for (const path of files.keys()) {
      for (const row of await readFile(ports, table, path, ['document_id', 'revision'])) {
        const id = String(row.document_id);
        revisions.set(id, [...(revisions.get(id) ?? []), Number(row.revision)]);
      }
    }
    return revisions;
  });
}

/** The greatest revision that any of these tables shows of each document. */
export function latestOf(tables: readonly ReadonlyMap<string, readonly number[]>[]): Map<string, number> {
  const latest = new Map<string, number>();
  for (const table of tables) {
    for (const [id, revisions] of table) latest.set(id, Math.max(latest.get(id) ?? 0, ...revisions));
  }
  return latest;
}
