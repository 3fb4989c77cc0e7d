import type { QueryResult } from '../ports/query-engine.ts';
import { valueText } from './value-text.ts';

/** Lines of CSV as in RFC 4180 (CRLF), a header first; lists and structures as JSON, null as an empty field. */
export async function* renderCsv(columns: QueryResult['columns'], rows: QueryResult['rows']): AsyncGenerator<string> {
  yield csvLine(columns.map(({ name }) => name));
  for await (const row of rows) yield csvLine(row);
}

function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

/** Texts that a spreadsheet would run as a formula get an apostrophe before them (CWE-1236); numbers are left alone. */
export function csvField(value: unknown): string {
  const text = valueText(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
