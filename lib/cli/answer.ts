import { DuckDbQueryEngine } from '../adapters/local/duckdb-query-engine.ts';
import { openTables } from '../adapters/local/open-local.ts';
import { snapshotTables } from '../pipeline/snapshot.ts';
import type { QueryResult } from '../ports/query-engine.ts';
import type { Format } from './formats.ts';
import { outputWidth, writeOut } from './output.ts';
import { renderCsv } from './render-csv.ts';
import { renderJsonLines } from './render-json-lines.ts';
import { renderTable } from './render-table.ts';
import { renderVertical } from './render-vertical.ts';
import { requireTables } from './require-lake.ts';

/** Prints the answer to a question. */
export async function answer(query: string, folder: string, format: Format): Promise<void> {
  await requireTables(folder);
  const tables = await openTables(folder);
  const engine = new DuckDbQueryEngine();
  try {
    await writeOut(await render(await engine.query(query, await snapshotTables(tables)), format));
  } finally {
    await engine.close();
  }
}

async function render({ columns, rows }: QueryResult, format: Format): Promise<AsyncIterable<string | Uint8Array>> {
  switch (format) {
    case 'table':
      return renderTable(columns, rows, outputWidth());
    case 'vertical':
      return renderVertical(columns, rows, outputWidth());
    case 'jsonl':
      return renderJsonLines(columns, rows);
    case 'csv':
      return renderCsv(columns, rows);
    case 'arrow':
      // Loaded only when asked for: it takes a tenth of a second.
      return (await import('./render-arrow.ts')).renderArrow(columns, rows);
  }
}
