/** Files of one table at one version of its log. */
export interface TableSnapshot {
  readonly table: string;
  readonly version: number;
  /** Addresses as `ObjectStore.locate` gives them. */
  readonly files: readonly string[];
}

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Plain JSON values; timestamps and dates as ISO strings, integers beyond 2^53 as strings. */
  readonly rows: AsyncIterable<readonly unknown[]>;
}
