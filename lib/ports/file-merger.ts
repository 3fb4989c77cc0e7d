import type { Table } from '../core/lake/columns.ts';

/** Makes one data file of several without holding their rows. */
export interface FileMerger {
  /**
   * Puts all rows of these files of the table, in their order, into one new file: proved to be the same rows. All are keys of the
   * lake's store. Gives the new file's size in bytes, or null when a file is not there. Throws `TerminalError` when the rows
   * can't be merged, `TransientError` as the store does.
   */
  merge(table: Table, sources: readonly string[], target: string): Promise<number | null>;
}
