import type { ColumnTypes, Table } from '../../lib/core/lake/columns.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';

const EXAMPLES: ColumnTypes = {
  string: 'Grüße, 😀',
  int: 7,
  double: 0.25,
  boolean: true,
  date: '2026-03-04',
  timestamp: '2026-03-04T09:31:07.123Z',
  'list<string>': ['Ada', 'Ø'],
  'list<removal>': [{ start: 0, end: 5, rule: 'share', text: 'Share' }],
};

/** A row with a value in every column. */
export function exampleRow(table: Table): Row {
  return Object.fromEntries(table.columns.map(({ name, type }) => [name, EXAMPLES[type]]));
}
