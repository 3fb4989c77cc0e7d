/** Trino, embedded, over the live files of a lake: its connector for Hive reads no Delta log, so the files' names are given to it. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openTables } from '../lib/adapters/local/open-local.ts';
import { type ColumnType, TABLES, type Table } from '../lib/core/lake/columns.ts';
import { ddlStatements } from '../lib/core/lake/ddl.ts';
import { snapshotTables } from '../lib/pipeline/snapshot.ts';

const FOLDER = join(import.meta.dirname, 'peers/trino');

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'varchar',
  int: 'integer',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp(3)',
  'list<string>': 'array(varchar)',
  'list<removal>': 'array(row("start" integer, "end" integer, "rule" varchar, "text" varchar))',
};

/** Answers as JSON. `java` is of version 24 or newer; `home` takes copies of the files. */
export async function askTrino(java: string, lake: string, home: string, questions: Record<string, string>): Promise<string> {
  const root = join(home, 'trino');
  for (const { table, files } of await snapshotTables(await openTables(lake))) {
    for (const file of files) {
      const partition = join(root, 'data', table, basename(dirname(file)));
      mkdirSync(partition, { recursive: true });
      copyFileSync(file, join(partition, basename(file)));
    }
    mkdirSync(join(root, 'data', table), { recursive: true });
  }
  const views = ddlStatements('trino', join(lake, 'lake')).filter((statement) => statement.startsWith('CREATE OR REPLACE VIEW'));
  const input = JSON.stringify({ statements: ['CREATE SCHEMA lake', ...TABLES.flatMap(tableOf), ...views], questions });
  const run = ['-cp', classPath(home), join(FOLDER, 'Answers.java'), root];
  return execFileSync(java, run, { input, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' });
}

/** Partitions' columns come last, as Hive wants them. */
function tableOf({ name, columns, partitionedBy }: Table): string[] {
  const sorted = columns.toSorted((a, b) => Number(a.name === partitionedBy) - Number(b.name === partitionedBy));
  const list = sorted.map((column) => `"${column.name}" ${SQL_TYPES[column.type]}`).join(', ');
  const options = `external_location = 'local:///data/${name}', format = 'PARQUET', partitioned_by = ARRAY['${partitionedBy}']`;
  return [`CREATE TABLE ${name} (${list}) WITH (${options})`, `CALL system.sync_partition_metadata('lake', '${name}', 'FULL')`];
}

/** Maven fetches what is not here yet. */
function classPath(home: string): string {
  const file = join(home, 'class-path.txt');
  const goal = ['dependency:build-classpath', `-Dmdep.outputFile=${file}`];
  execFileSync('mvn', ['-q', '-f', join(FOLDER, 'pom.xml'), ...goal], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readFileSync(file, 'utf8').trim();
}
