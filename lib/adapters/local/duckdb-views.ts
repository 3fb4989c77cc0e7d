import { type Column, type ColumnType, TABLES, type Table } from '../../core/lake/columns.ts';
import { fileColumns } from '../../core/lake/file-columns.ts';
import { createView, VIEWS } from '../../core/lake/views.ts';
import type { TableSnapshot } from '../../ports/query-engine.ts';
import { sqlText } from './sql-text.ts';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'VARCHAR',
  int: 'INTEGER',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMPTZ',
  'list<string>': 'VARCHAR[]',
  'list<removal>': 'STRUCT("start" INTEGER, "end" INTEGER, "rule" VARCHAR, "text" VARCHAR)[]',
};

/**
 * SQL that makes the named views, or all if none is named: of each table, in the contract's columns and types whether or not it
 * has files, and of what people ask for most.
 */
export function viewStatements(snapshots: readonly TableSnapshot[], named: readonly string[] = []): string[] {
  const wanted = new Set(named.map((name) => name.toLowerCase()));
  const isWanted = ({ name }: { name: string }) => wanted.size === 0 || wanted.has(name);
  const views = VIEWS.filter(isWanted);
  const tables = TABLES.filter((table) => isWanted(table) || views.some((view) => view.tables.includes(table.name)));
  const filesOf = (table: Table) => snapshots.find((snapshot) => snapshot.table === table.name)?.files ?? [];
  return [...tables.map((table) => viewOf(table, filesOf(table))), ...views.map(createView)];
}

/** SQL after which nothing but these files can be read, nothing written, and none of this undone. */
export function lockStatements(snapshots: readonly TableSnapshot[]): string[] {
  return [
    `SET allowed_paths = ${listOf(snapshots.flatMap(({ files }) => files))}`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}

/** SQL for the rows of these files, in their order: the columns of the contract, and what a newer version may have added. */
export function mergedRows(table: Table, files: readonly string[]): string {
  return typed(fileColumns(table), read(files, 'hive_partitioning = false'));
}

function viewOf({ name, columns, partitionedBy }: Table, files: readonly string[]): string {
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const partition = `hive_partitioning = true, hive_types = {'${partitionedBy}': DATE}`;
  // Newest days first: who asks for the latest is done after few files (a quarter of the CPU on a million rows).
  const rows = typed(columns, files.length > 0 ? read(files.toReversed(), partition) : null);
  return `CREATE VIEW ${name} AS SELECT ${names} FROM (${rows})`;
}

/** The typed empty relation gives the columns that no file has: all of them in an empty table, a new one in a table of old files. */
function typed(columns: readonly Column[], rows: string | null): string {
  const nothing = `SELECT ${columns.map(({ name, type }) => `NULL::${SQL_TYPES[type]} AS "${name}"`).join(', ')} WHERE false`;
  return rows === null ? nothing : `${nothing} UNION ALL BY NAME SELECT * FROM ${rows}`;
}

/** `union_by_name`: a file from before a column came has null there. */
function read(files: readonly string[], partition: string): string {
  return `read_parquet(${listOf(files)}, ${partition}, union_by_name = true)`;
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map(sqlText).join(', ')}]`;
}
