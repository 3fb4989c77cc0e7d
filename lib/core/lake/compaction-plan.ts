import { DOCUMENT_TEXTS, type Table } from './columns.ts';
import type { AddFile } from './delta-actions.ts';
import type { LogState } from './delta-log.ts';
import { parseStats } from './file-stats.ts';

/** Rows of a merged file: one row group. Measured: metadata questions read least at about 61 k rows, texts at about 6 k. */
const TARGET_ROWS = 61_000;
const TARGET_TEXT_ROWS = 6_000;

/** Bytes of a merged file, compressed: a few of the longest texts must not fill the memory. */
const MAX_BYTES = 64 << 20;

/** Files of one partition that become one, in the order in which their rows shall lie. */
export type Bin = readonly AddFile[];

export function targetRows(table: Table): number {
  return table.name === DOCUMENT_TEXTS.name ? TARGET_TEXT_ROWS : TARGET_ROWS;
}

/**
 * Which files to merge: neighbours in time that together stay within the target. Neighbours only, since a file's rows are in
 * time order and shall stay so; a file that is full already is left alone.
 */
export function planCompaction(table: Table, state: LogState, target = targetRows(table)): Bin[] {
  const bins: AddFile[][] = [];
  for (const files of Map.groupBy(state.files.values(), (file) => file.partitionValues[table.partitionedBy]).values()) {
    let rows = Number.POSITIVE_INFINITY;
    let bytes = 0;
    for (const file of files.sort(byTime)) {
      const { numRecords } = parseStats(file);
      if (rows + numRecords > target || bytes + file.size > MAX_BYTES) {
        bins.push([]);
        rows = 0;
        bytes = 0;
      }
      bins.at(-1)!.push(file);
      rows += numRecords;
      bytes += file.size;
    }
  }
  return bins.filter((bin) => bin.length > 1);
}

/** By what the rows say, where they say it; else by when the file was written. */
function byTime(a: AddFile, b: AddFile): number {
  const [first, second] = [parseStats(a).minValues.ingested_at ?? '', parseStats(b).minValues.ingested_at ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.modificationTime - b.modificationTime || (a.path < b.path ? -1 : 1);
}
