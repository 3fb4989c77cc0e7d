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

/** The statistics of a file with all the rows of these. */
export function mergedStats(files: readonly AddFile[]): FileStats {
  const all = files.map(parseStats);
  const pick = (side: 'minValues' | 'maxValues', isBetter: (a: string, b: string) => boolean) => {
    const result: Record<string, string> = {};
    for (const stats of all) {
      for (const [name, value] of Object.entries(stats[side])) {
        if (result[name] === undefined || isBetter(value, result[name])) result[name] = value;
      }
    }
    return result;
  };
  return {
    numRecords: all.reduce((total, { numRecords }) => total + numRecords, 0),
    minValues: pick('minValues', (a, b) => a < b),
    maxValues: pick('maxValues', (a, b) => a > b),
    nullCount: all[0]!.nullCount,
  };
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
