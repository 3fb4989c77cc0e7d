import type { Table } from '../core/lake/columns.ts';

/** Makes one data file of several without holding their rows. */
export interface FileMerger {
  /**
   * All rows of these files of the table (addresses as `ObjectStore.locate` gives them), in their order, as the bytes of one
   * file: proved to be the same rows. Null when a file is not there. Throws when the rows can't be merged.
   */
  merge(table: Table, files: readonly string[]): Promise<Uint8Array | null>;
}
