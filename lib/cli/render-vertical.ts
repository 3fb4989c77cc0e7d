import type { QueryResult } from '../ports/query-engine.ts';
import { count } from './count.ts';
import { displayWidth, printable } from './display-width.ts';
import { wrap } from './render-columns.ts';
import { valueText } from './value-text.ts';

const GAP = '  ';
/** Of a terminal, however small. */
const NARROWEST_VALUE = 20;
/** Of a value: more is no reading for a terminal, and laying it out takes long. */
const VALUE_CHARACTERS = 20_000;

/** Each row as a block with a line a column, long values wrapped: for rows too wide for a table, and for reading texts. */
export async function* renderVertical(
  columns: QueryResult['columns'],
  rows: QueryResult['rows'],
  width: number,
): AsyncGenerator<string> {
  const names = columns.map(({ name }) => printable(name));
  const indent = names.reduce((widest, name) => Math.max(widest, displayWidth(name)), 0);
  const valueWidth = Math.max(NARROWEST_VALUE, width - indent - GAP.length);
  let rowCount = 0;
  for await (const row of rows) {
    rowCount++;
    yield `${`── row ${rowCount} `.padEnd(Math.min(width, indent + NARROWEST_VALUE), '─')}\n`;
    for (const [at, name] of names.entries()) {
      const [first = '', ...more] = linesOf(row[at], valueWidth);
      yield `${`${name}${' '.repeat(indent - displayWidth(name))}${GAP}${first}`.trimEnd()}\n`;
      for (const line of more) yield `${`${' '.repeat(indent)}${GAP}${line}`.trimEnd()}\n`;
    }
  }
  yield `(${count(rowCount, 'row')})\n`;
}

/** Paragraphs stay apart. */
function linesOf(value: unknown, width: number): string[] {
  const text = valueText(value);
  const shown = text.length > VALUE_CHARACTERS ? `${text.slice(0, VALUE_CHARACTERS)}…` : text;
  return shown.split('\n').flatMap((line) => (line.trim() === '' ? [''] : wrap(line, width)));
}
