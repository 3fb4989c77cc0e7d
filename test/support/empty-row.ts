import type { Column, ColumnTypes, RowOf } from '../../lib/core/lake/columns.ts';

/** What a column holds that says nothing; null wherever that may be. */
const NOTHING: ColumnTypes = {
  string: '',
  int: 0,
  double: 0,
  boolean: false,
  date: '1970-01-01',
  timestamp: '1970-01-01T00:00:00.000Z',
  'list<string>': [],
  'list<removal>': [],
};

/** A row that says nothing: what a test or a bench doesn't ask for need not be written out, columns that are yet to come either. */
export function emptyRow<Cs extends readonly Column[]>(columns: Cs): RowOf<Cs> {
  return Object.fromEntries(columns.map(({ name, type, nullable }) => [name, nullable ? null : NOTHING[type]])) as RowOf<Cs>;
}
