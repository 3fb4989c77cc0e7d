import type { Table } from './columns.ts';
import type { AddFile, FileStats } from './delta-actions.ts';
import type { Row } from './row-format.ts';

/** Columns with a minimum and maximum: ASCII text that is never null and never long, so that order and length hold no trap. */
const STATISTICS_COLUMNS = ['document_id', 'ingested_at'] as const;

/** The statistics of a file with these rows; there is at least one. */
export function statsOf(table: Table, rows: readonly Row[]): FileStats {
  const minValues: Record<string, string> = {};
  const maxValues: Record<string, string> = {};
  const nullCount: Record<string, number> = {};
  for (const name of STATISTICS_COLUMNS) {
    if (!table.columns.some((column) => column.name === name)) continue;
    const values = rows.map((row) => row[name] as string).sort();
    minValues[name] = values[0]!;
    maxValues[name] = values.at(-1)!;
    nullCount[name] = 0;
  }
  return { numRecords: rows.length, minValues, maxValues, nullCount };
}

export function parseStats(file: AddFile): FileStats {
  return JSON.parse(file.stats);
}

/** Whether a row of one of these documents may be in the file. */
export function mayHold(file: AddFile, documentIds: Iterable<string>): boolean {
  const { minValues, maxValues } = parseStats(file);
  for (const id of documentIds) if (id >= minValues.document_id! && id <= maxValues.document_id!) return true;
  return false;
}
