import type { Table } from '../core/lake/columns.ts';
import type { Action } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import type { Row } from '../core/lake/row-format.ts';
import { type FilePorts, partitionOf, readFile, removalOf, writeFile } from './data-files.ts';
import type { FoundRow } from './find-rows.ts';

/** Rows to take out of a table and rows to put in, in the order in which they should lie. */
export interface RowChanges {
  readonly dropped: readonly FoundRow[];
  readonly added: readonly Row[];
}

/**
 * The actions that make these changes. A file that loses rows is replaced by one without them; a new row of the same document
 * and partition takes the old one's place, so that updates don't scatter a sorted file.
 */
export async function copyOnWrite(
  ports: FilePorts,
  table: Table,
  state: LogState,
  { dropped, added }: RowChanges,
  { newId }: { newId: () => string },
): Promise<Action[]> {
  const placeOf = (row: Row, partition: unknown) => `${row.document_id} ${partition}`;
  const successors = new Map(added.map((row) => [placeOf(row, row[table.partitionedBy]), row]));
  const pending = new Set(added);
  const options = { newId, dataChange: true };
  const actions: Action[] = [];
  for (const [path, rows] of Map.groupBy(dropped, (row) => row.path)) {
    const file = state.files.get(path)!;
    const partition = partitionOf(table, file);
    const leaving = new Set(rows.map(({ documentId, revision }) => `${documentId} ${revision}`));
    const kept: Row[] = [];
    for (const row of await readFile(ports, table, path)) {
      const leaves = leaving.has(`${row.document_id} ${row.revision}`);
      const successor = leaves ? successors.get(placeOf(row, partition)) : undefined;
      if (!leaves) kept.push(row);
      else if (successor && pending.delete(successor)) kept.push(successor);
    }
    actions.push({ remove: removalOf(file, ports.clock.now(), true) });
    if (kept.length > 0) actions.push({ add: await writeFile(ports, table, partition, kept, options) });
  }
  for (const [partition, rows] of Map.groupBy(pending, (row) => row[table.partitionedBy] as string)) {
    actions.push({ add: await writeFile(ports, table, partition, rows, options) });
  }
  return actions;
}
