/** Columns of a row group taken apart as Parquet stores them: leaves of values that are there, and levels that say where. */
import { daysOfDate, millisecondsOfTimestamp } from './calendar.ts';
import type { Column, ColumnType, Removal } from './columns.ts';
import type { Row } from './row-format.ts';

export type PhysicalType = 'BYTE_ARRAY' | 'INT32' | 'INT64' | 'DOUBLE' | 'BOOLEAN';

/** See "Nested encoding" of the Parquet format. Levels are absent where they could only be 0. */
export interface Leaf {
  readonly path: readonly string[];
  readonly type: PhysicalType;
  readonly values: readonly unknown[];
  readonly maxDefinition: number;
  readonly definitions: Uint8Array | null;
  readonly repetitions: Uint8Array | null;
}

const PHYSICAL: Readonly<Record<Exclude<ColumnType, 'list<string>' | 'list<removal>'>, PhysicalType>> = {
  string: 'BYTE_ARRAY',
  int: 'INT32',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'INT32',
  timestamp: 'INT64',
};

const CONVERSIONS: Partial<Record<ColumnType, (value: never) => unknown>> = {
  date: daysOfDate,
  timestamp: millisecondsOfTimestamp,
};

const REMOVAL_FIELDS: readonly (readonly [keyof Removal, PhysicalType])[] = [
  ['start', 'INT32'],
  ['end', 'INT32'],
  ['rule', 'BYTE_ARRAY'],
  ['text', 'BYTE_ARRAY'],
];

/** The leaves of these columns, in the order of the schema. */
export function leavesOf(columns: readonly Column[], rows: readonly Row[]): Leaf[] {
  const cells = cellsOf(columns, rows);
  return columns.flatMap((column, at) => {
    const { type } = column;
    return type === 'list<string>' || type === 'list<removal>'
      ? listLeaves(column, cells[at] as (readonly unknown[] | null)[])
      : [flatLeaf(column, PHYSICAL[type], cells[at]!)];
  });
}

/** Taken row by row, since a row's cells lie together in memory: a third of the time on 100 k rows. */
function cellsOf(columns: readonly Column[], rows: readonly Row[]): unknown[][] {
  const cells = columns.map(() => new Array<unknown>(rows.length));
  for (const [at, row] of rows.entries()) {
    for (let column = 0; column < columns.length; column++) {
      const { name, type, nullable } = columns[column]!;
      const value = row[name];
      if (value === undefined || (value === null && !nullable)) {
        throw new Error(`${name} is ${value}; expected a ${type}${nullable ? ' or null' : ''}`);
      }
      cells[column]![at] = value;
    }
  }
  return cells;
}

function flatLeaf({ name, type, nullable }: Column, physical: PhysicalType, cells: readonly unknown[]): Leaf {
  const definitions = nullable ? new Uint8Array(cells.length) : null;
  const present = nullable ? cells.filter((cell) => cell !== null) : cells;
  if (definitions) for (let at = 0; at < cells.length; at++) definitions[at] = cells[at] === null ? 0 : 1;
  const convert = CONVERSIONS[type];
  const values = convert ? present.map((value) => convert(value as never)) : present;
  return { path: [name], type: physical, values, maxDefinition: nullable ? 1 : 0, definitions, repetitions: null };
}

/** A list is null, empty, or has elements, which are never null: definition levels 0, 1 and 2, or 0 and 1 if never null. */
function listLeaves({ name, type, nullable }: Column, lists: readonly (readonly unknown[] | null)[]): Leaf[] {
  const empty = nullable ? 1 : 0;
  const definitions: number[] = [];
  const repetitions: number[] = [];
  const elements: unknown[] = [];
  for (const list of lists) {
    definitions.push(list === null ? 0 : list.length === 0 ? empty : empty + 1);
    repetitions.push(0);
    for (let at = 1; at < (list?.length ?? 0); at++) {
      definitions.push(empty + 1);
      repetitions.push(1);
    }
    if (list) for (const element of list) elements.push(element);
  }
  const levels = {
    maxDefinition: empty + 1,
    definitions: Uint8Array.from(definitions),
    repetitions: Uint8Array.from(repetitions),
  };
  const path = [name, 'list', 'element'];
  if (type === 'list<string>') return [{ path, type: 'BYTE_ARRAY', values: elements, ...levels }];
  return REMOVAL_FIELDS.map(([field, physical]) => {
    return {
      path: [...path, field],
      type: physical,
      values: (elements as Removal[]).map((removal) => removal[field]),
      ...levels,
    };
  });
}
