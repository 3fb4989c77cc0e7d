/** The lake's tables as the Glue Data Catalog knows them, so that Athena finds their logs. */
import type { ColumnType, Table } from './columns.ts';

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'string',
  int: 'int',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  'list<string>': 'array<string>',
  'list<removal>': 'array<struct<start:int,end:int,rule:string,text:string>>',
};

export interface GlueColumn {
  readonly name: string;
  readonly type: string;
  /** At most 255 bytes: Glue's limit. */
  readonly comment: string;
}

/** For people who browse; engines take the schema from the table's log. The partition column is one of them, as Athena shows it. */
export function glueColumns(table: Table): GlueColumn[] {
  return table.columns.map(({ name, type, description }) => ({
    name,
    type: TYPES[type],
    comment: description,
  }));
}

/** What makes Athena, and Spark on Glue, read the table by its log. */
export const DELTA_PARAMETERS = {
  EXTERNAL: 'TRUE',
  table_type: 'DELTA',
  classification: 'delta',
  'spark.sql.sources.provider': 'delta',
} as const;
