import type { Table } from './columns.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface EncodeOptions {
  /** The file will hardly be merged any more: it may take longer to write if it is smaller, and quicker to find an id in. */
  readonly isLasting?: boolean;
}

/** A file of which parts can be read. */
export interface FileParts {
  readonly size: number;
  /** The bytes from `start` to before `end`. */
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

/** How rows of a table become a file and come back. The partition column is in neither: its value is in the file's path. */
export interface RowFormat {
  /** The file name's ending, with the dot. */
  readonly extension: string;
  encode(table: Table, rows: readonly Row[], options?: EncodeOptions): Promise<Uint8Array>;
  /** The rows in the order written; only `columns` when given. A column that the file doesn't have yet is null. */
  decode(table: Table, bytes: Uint8Array, columns?: readonly string[]): Promise<Row[]>;
  /** As `decode` does, of the parts of the file that these columns need. A format without it needs the whole file. */
  decodeParts?(table: Table, file: FileParts, columns: readonly string[]): Promise<Row[]>;
}
