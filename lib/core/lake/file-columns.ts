import type { Column, Table } from './columns.ts';

/** The columns that a data file holds: all but the partition column, whose value is in the path. */
export function fileColumns(table: Table): Column[] {
  return table.columns.filter((column) => column.name !== table.partitionedBy);
}

/** The named columns of a data file, in the order asked for; all of them by default. */
export function selectColumns(table: Table, names?: readonly string[]): Column[] {
  const columns = fileColumns(table);
  if (!names) return columns;
  return names.map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    if (!column) throw new Error(`${table.name} has no column ${name} in its files`);
    return column;
  });
}
