import type { QueryResult } from '../ports/query-engine.ts';

/** One JSON object a line, the columns as its keys. */
export async function* renderJsonLines(columns: QueryResult['columns'], rows: QueryResult['rows']): AsyncGenerator<string> {
  for await (const row of rows) yield jsonLine(Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
}

/** A value as JSON with its line break. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
