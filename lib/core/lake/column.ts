/** What a column and a table are. The columns themselves: `columns.ts`, and `side-tables.ts` for what other jobs write. */

/** Types that mean the same in Athena, DuckDB and Spark. Dates are `YYYY-MM-DD`, timestamps ISO 8601 in UTC with milliseconds. */
export interface ColumnTypes {
  string: string;
  int: number;
  double: number;
  boolean: boolean;
  date: string;
  timestamp: string;
  'list<string>': string[];
  'list<removal>': Removal[];
}
export type ColumnType = keyof ColumnTypes;

/** A span that cleaning took out of the decoded text, in UTF-16 code units, and the rule that did it. */
export interface Removal {
  start: number;
  end: number;
  rule: string;
  text: string;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly description: string;
  readonly example: string;
  /** `schema_version` in which the column appeared. */
  readonly since: number;
}

export interface Table {
  readonly name: string;
  readonly description: string;
  /** A `date` column; its value is in the file's path, not in the file. */
  readonly partitionedBy: string;
  readonly columns: readonly Column[];
}

const columns =
  <Nullable extends boolean>(nullable: Nullable) =>
  <N extends string, T extends ColumnType>(name: N, type: T, description: string, example: string, since = 1) =>
    ({ name, type, nullable, description, example, since }) as const;

/** A column that is never null. */
export const required = columns(false);
export const optional = columns(true);

type Cell<C extends Column> = C['nullable'] extends true ? ColumnTypes[C['type']] | null : ColumnTypes[C['type']];
export type RowOf<Cs extends readonly Column[]> = { [C in Cs[number] as C['name']]: Cell<C> };
