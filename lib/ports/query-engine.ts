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

/** Answers SQL over consistent snapshots of the lake's tables. Throws `UsageError` for SQL that it can't run. */
export interface QueryEngine {
  query(sql: string, snapshots: readonly TableSnapshot[]): Promise<QueryResult>;
  close(): Promise<void>;
}
