/** The column contract as it was promised: what queries, views and programs of other people rely on. */
import type { Table } from '../../lib/core/lake/columns.ts';

/** A line a column: `documents title string nullable 1`. */
export function columnPromises(tables: readonly Table[]): string[] {
  return tables.flatMap((table) =>
    table.columns.map(
      ({ name, type, nullable, since }) => `${table.name} ${name} ${type} ${nullable ? 'nullable' : 'required'} ${since}`,
    ),
  );
}

/** What the tables break of the promises, in words; empty when nothing. */
export function brokenPromises(promised: readonly string[], tables: readonly Table[]): string[] {
  const present = new Set(columnPromises(tables));
  const known = new Set(promised.map(identityOf));
  const knownTables = new Set(promised.map((line) => line.split(' ')[0]));
  const youngest = Math.max(...promised.map((line) => Number(line.split(' ').at(-1))));
  const added = [...present].filter((line) => knownTables.has(line.split(' ')[0]) && !known.has(identityOf(line)));
  return [
    ...promised.filter((line) => !present.has(line)).map((line) => `removed, renamed or changed: ${line}`),
    ...added.filter((line) => line.includes(' required ')).map((line) => `old rows have no value, so nullable: ${line}`),
    ...added.filter((line) => Number(line.split(' ').at(-1)) <= youngest).map((line) => `needs a later since: ${line}`),
  ];
}

const identityOf = (line: string) => line.split(' ', 2).join(' ');
