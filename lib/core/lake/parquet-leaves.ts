/** Columns of rows taken apart as Parquet stores them: leaves of values that are there, and levels that say where. */
import { daysOfDate, millisecondsOfTimestamp } from './calendar.ts';
import type { Column, ColumnType, Removal } from './columns.ts';
import { Levels } from './parquet-levels.ts';

export type PhysicalType = 'BYTE_ARRAY' | 'INT32' | 'INT64' | 'DOUBLE' | 'BOOLEAN';

export interface Leaf {
  readonly path: readonly string[];
  readonly type: PhysicalType;
  /** Makes the number that the file holds of a value as a row has it. */
  readonly convert: ((value: never) => number) | null;
}

/** Takes the first `count` values of a leaf. The array is the caller's, and used again. */
export type Sink = (values: readonly unknown[], count: number) => void;

/** A column's way into its leaves: which they are, their levels, and how cells are taken apart. */
export interface Splitter {
  readonly leaves: readonly Leaf[];
  readonly levels: Levels;
  /** Splits the first `count` cells; the levels know them before the sinks, one a leaf, do. */
  split(cells: readonly unknown[], count: number, sinks: readonly Sink[]): void;
}

const PHYSICAL: Readonly<Record<Exclude<ColumnType, 'list<string>' | 'list<removal>'>, PhysicalType>> = {
  string: 'BYTE_ARRAY',
  int: 'INT32',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'INT32',
  timestamp: 'INT64',
};

const CONVERSIONS: Partial<Record<ColumnType, (value: never) => number>> = {
  date: daysOfDate,
  timestamp: millisecondsOfTimestamp,
};

const REMOVAL_FIELDS: readonly (readonly [keyof Removal, PhysicalType])[] = [
  ['start', 'INT32'],
  ['end', 'INT32'],
  ['rule', 'BYTE_ARRAY'],
  ['text', 'BYTE_ARRAY'],
];

export function splitterOf(column: Column): Splitter {
  const { name, type } = column;
  if (type === 'list<string>' || type === 'list<removal>') return listSplitter(column);
  const leaves = [{ path: [name], type: PHYSICAL[type], convert: CONVERSIONS[type] ?? null }];
  return column.nullable ? optionalSplitter(leaves) : requiredSplitter(leaves);
}

function requiredSplitter(leaves: readonly Leaf[]): Splitter {
  const levels = new Levels(0, false);
  return {
    leaves,
    levels,
    split(cells, count, [sink]) {
      levels.addRequired(count);
      sink!(cells, count);
    },
  };
}

function optionalSplitter(leaves: readonly Leaf[]): Splitter {
  const levels = new Levels(1, false);
  const present: unknown[] = [];
  return {
    leaves,
    levels,
    split(cells, count, [sink]) {
      let found = 0;
      for (let at = 0; at < count; at++) {
        const cell = cells[at];
        levels.add(cell === null ? 0 : 1, 0);
        if (cell !== null) present[found++] = cell;
      }
      sink!(present, found);
    },
  };
}

/** A list is null, empty, or has elements, which are never null: definition levels 0, 1 and 2, or 0 and 1 if never null. */
function listSplitter({ name, type, nullable }: Column): Splitter {
  const empty = nullable ? 1 : 0;
  const levels = new Levels(empty + 1, true);
  const path = [name, 'list', 'element'];
  const fields = type === 'list<string>' ? null : REMOVAL_FIELDS;
  const leaves: Leaf[] = fields
    ? fields.map(([field, physical]) => ({ path: [...path, field], type: physical, convert: null }))
    : [{ path, type: 'BYTE_ARRAY', convert: null }];
  const elements: unknown[] = [];
  const ofField: unknown[] = [];
  return {
    leaves,
    levels,
    split(cells, count, sinks) {
      const found = flatten(cells as readonly (readonly unknown[] | null)[], count, levels, elements, empty);
      if (!fields) return sinks[0]!(elements, found);
      for (const [leaf, [field]] of fields.entries()) {
        for (let at = 0; at < found; at++) ofField[at] = (elements[at] as Removal)[field];
        sinks[leaf]!(ofField, found);
      }
    },
  };
}

/** Puts the elements of the lists at the beginning of `elements`; how many they are. */
function flatten(
  lists: readonly (readonly unknown[] | null)[],
  count: number,
  levels: Levels,
  elements: unknown[],
  empty: number,
): number {
  let found = 0;
  for (let at = 0; at < count; at++) {
    const list = lists[at]!;
    levels.add(list === null ? 0 : list.length === 0 ? empty : empty + 1, 0);
    for (let i = 0; i < (list?.length ?? 0); i++) {
      if (i > 0) levels.add(empty + 1, 1);
      elements[found++] = list[i];
    }
  }
  return found;
}
