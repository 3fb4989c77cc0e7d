/** SQL that makes an engine know the lake: its tables, by their Delta logs, and the views over them. */
import { UsageError } from '../errors.ts';
import { TABLES, type Table } from './columns.ts';
import { type CanonicalRule, createView, viewsBy } from './views.ts';

export const ENGINES = ['athena', 'duckdb', 'trino', 'spark'] as const;
export type Engine = (typeof ENGINES)[number];

interface Dialect {
  /** What to know before, in lines. */
  readonly notes: readonly string[];
  readonly before: readonly string[];
  readonly table: (table: Table, address: string) => string;
}

/** The schema comes from the table's log; where columns are listed, it is because the engine's view needs them. */
const DIALECTS: Readonly<Record<Engine, Dialect>> = {
  athena: {
    notes: ['Athena takes one statement at a time.'],
    before: [],
    table: ({ name }, address) =>
      `CREATE EXTERNAL TABLE IF NOT EXISTS ${name}\nLOCATION '${address}/'\nTBLPROPERTIES ('table_type' = 'DELTA')`,
  },
  duckdb: {
    notes: ["For s3:// addresses first: INSTALL aws; CREATE SECRET (TYPE s3, PROVIDER credential_chain, REGION '...');"],
    before: ['INSTALL delta', 'LOAD delta', "SET TimeZone = 'UTC'"],
    table: ({ name, columns }, address) => {
      const names = columns.map((column) => `"${column.name}"`).join(', ');
      return `CREATE OR REPLACE VIEW ${name} AS\nSELECT ${names}\nFROM delta_scan('${address}')`;
    },
  },
  trino: {
    notes: ['A catalog named delta (connector delta_lake) with delta.register-table-procedure.enabled=true.'],
    before: ['USE delta.default'],
    table: ({ name }, address) =>
      `CALL delta.system.register_table(schema_name => 'default', table_name => '${name}', table_location => '${address}')`,
  },
  spark: {
    notes: [
      'A session with Delta: spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension and',
      'spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog; s3:// is s3a:// outside EMR.',
    ],
    before: [],
    table: ({ name }, address) => `CREATE TABLE IF NOT EXISTS ${name} USING delta LOCATION '${address}'`,
  },
};

/** The statements, in their order. `location` holds a folder of each table's name; `rule` says which documents `articles` shows. */
export function ddlStatements(engine: Engine, location: string, rule: CanonicalRule = 'earliest'): string[] {
  const { before, table } = DIALECTS[engine];
  const root = checkedLocation(engine, location);
  return [...before, ...TABLES.map((each) => table(each, `${root}/${each.name}`)), ...viewsBy(rule).map(createView)];
}

/** The same as a script, with what to know before. */
export function ddlScript(engine: Engine, location: string, rule: CanonicalRule = 'earliest'): string {
  const notes = DIALECTS[engine].notes.map((note) => `-- ${note}\n`).join('');
  return `${notes}${ddlStatements(engine, location, rule)
    .map((statement) => `${statement};\n`)
    .join('\n')}`;
}

/** Engines escape quotes in different ways, so there shall be none. */
function checkedLocation(engine: Engine, location: string): string {
  if (location.replace(/\/$/, '') === '')
    throw new UsageError('The location is empty: give s3://BUCKET, or LAKE/lake of a lake on this machine.');
  if (/['\\\p{Cc}]/u.test(location)) {
    throw new UsageError(`The location ${JSON.stringify(location)} has a quote, backslash or control character; move the lake.`);
  }
  if (engine === 'athena' && !location.startsWith('s3://')) {
    throw new UsageError(`Athena reads S3 only, not ${location}: give s3://BUCKET, the stack's output LakeBucket.`);
  }
  return location.replace(/\/$/, '');
}
