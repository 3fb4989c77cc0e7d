import type { Table } from '../../core/lake/columns.ts';
import type { Row, RowFormat } from '../../core/lake/row-format.ts';

/** Rows as JSON: fast to write and easy to look at, for tests. */
export const jsonFormat: RowFormat = {
  extension: '.json',

  async encode(table: Table, rows: readonly Row[]): Promise<Uint8Array> {
    const names = columnsInFile(table);
    return new TextEncoder().encode(JSON.stringify(rows.map((row) => pick(row, names))));
  },

  async decode(table: Table, bytes: Uint8Array, columns: readonly string[] = columnsInFile(table)): Promise<Row[]> {
    const rows: Row[] = JSON.parse(new TextDecoder().decode(bytes));
    return rows.map((row) => pick(row, columns));
  },
};

function columnsInFile(table: Table): string[] {
  return table.columns.map((column) => column.name).filter((name) => name !== table.partitionedBy);
}

function pick(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
