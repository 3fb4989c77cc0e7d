import type { QueryResult } from '../ports/query-engine.ts';
import { count } from './count.ts';
import { displayWidth, printable, truncate } from './display-width.ts';
import { renderVertical } from './render-vertical.ts';
import { valueText } from './value-text.ts';

type Columns = QueryResult['columns'];
type Row = readonly unknown[];

/** Rows that decide how wide the columns are; later ones are cut to fit, so that results of any length can stream. */
const SAMPLED_ROWS = 500;
const WIDEST_COLUMN = 60;
/** Cut further, columns say nothing: then each value gets a line of its own. */
const NARROWEST_COLUMN = 12;
const GAP = '  ';
/** A cell is cut long before it is laid out: bodies can be megabytes. */
const CELL_CHARACTERS = 500;

/** Lines of an aligned table, each with its line break and at most `width` columns wide; a value a line where that can't be. */
export async function* renderTable(columns: Columns, rows: AsyncIterable<Row>, width: number): AsyncGenerator<string> {
  const iterator = rows[Symbol.asyncIterator]();
  const sampled: Row[] = [];
  let next = await iterator.next();
  for (; !next.done && sampled.length < SAMPLED_ROWS; next = await iterator.next()) sampled.push(next.value);

  const header = columns.map(({ name }) => printable(name));
  const sample = sampled.map((row) => row.map(cellText));
  const widths = columnWidths([header, ...sample], width);
  if (!widths) {
    yield* renderVertical(columns, joined(sampled, next, iterator), width);
    return;
  }
  const rightAligned = columns.map(({ type }) => /INT|DOUBLE|FLOAT|DECIMAL/i.test(type) && !type.endsWith('[]'));
  const line = (cells: readonly string[]) => layOut(cells, widths, rightAligned);

  yield line(header);
  yield `${widths.map((columnWidth) => '─'.repeat(columnWidth)).join(GAP)}\n`;
  let rowCount = sample.length;
  for (const cells of sample) yield line(cells);
  for (; !next.done; next = await iterator.next()) {
    yield line(next.value.map(cellText));
    rowCount++;
  }
  yield `(${count(rowCount, 'row')})\n`;
}

async function* joined(sampled: readonly Row[], next: IteratorResult<Row>, rest: AsyncIterator<Row>): AsyncGenerator<Row> {
  yield* sampled;
  for (let row = next; !row.done; row = await rest.next()) yield row.value;
}

function cellText(value: unknown): string {
  return printable(valueText(value).slice(0, CELL_CHARACTERS));
}

/** The widths that the cells need; where they are too wide together, the widest columns give way first. Null: there is no room. */
function columnWidths(lines: readonly (readonly string[])[], total: number): number[] | null {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.min(
      WIDEST_COLUMN,
      lines.reduce((widest, cells) => Math.max(widest, displayWidth(cells[column] ?? '')), 1),
    ),
  );
  const available = total - GAP.length * (widths.length - 1);
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  for (; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST_COLUMN) return null;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return widths;
}

function layOut(cells: readonly string[], widths: readonly number[], rightAligned: readonly boolean[]): string {
  const laidOut = cells.map((cell, column) => {
    const text = truncate(cell, widths[column]!);
    const padding = ' '.repeat(Math.max(0, widths[column]! - displayWidth(text)));
    return rightAligned[column] ? padding + text : text + padding;
  });
  return `${laidOut.join(GAP).trimEnd()}\n`;
}
