import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, DuckDBTimestampTZValue } from '@duckdb/node-api';
import type { Column, Table } from '../../../lib/core/lake/columns.ts';
import type { Row } from '../../../lib/core/lake/row-format.ts';

const column = (name: string, type: Column['type'], nullable = true): Column => ({
  name,
  type,
  nullable,
  description: name,
  example: name,
  since: 1,
});

/** One column of each type, nullable and not. */
export const SAMPLES: Table = {
  name: 'samples',
  description: 'Rows of each type.',
  partitionedBy: 'day',
  columns: [
    column('id', 'string', false),
    column('text', 'string'),
    column('count', 'int'),
    column('score', 'double'),
    column('flag', 'boolean'),
    column('date', 'date'),
    column('time', 'timestamp'),
    column('names', 'list<string>'),
    column('removed', 'list<removal>'),
    column('tags', 'list<string>', false),
    column('day', 'date', false),
  ],
};

export function sampleOf(id: string, values: Row = {}): Row {
  return {
    id,
    text: null,
    count: null,
    score: null,
    flag: null,
    date: null,
    time: null,
    names: null,
    removed: null,
    tags: [],
    ...values,
  };
}

const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run("SET TimeZone = 'UTC'");
DuckDBTimestampTZValue.timezoneOffsetInMinutes = 0;

/** Asks DuckDB about a Parquet file, which the SQL calls `$file`. */
export async function askDuckDb(bytes: Uint8Array, sql: string, values: string[] = []): Promise<unknown[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'article-lake-'));
  try {
    const path = join(folder, 'samples.parquet');
    await writeFile(path, bytes);
    return (await connection.runAndReadAll(sql.replace('$file', `'${path}'`), values)).getRowsJson();
  } finally {
    await rm(folder, { recursive: true });
  }
}
