import type { Column, ColumnType, Table } from './columns.ts';
import type { Action, TableMetadata } from './delta-actions.ts';
import { type LogState, PROTOCOL } from './delta-log.ts';

type DeltaType =
  | string
  | { readonly type: 'array'; readonly elementType: DeltaType; readonly containsNull: boolean }
  | { readonly type: 'struct'; readonly fields: readonly DeltaField[] };

interface DeltaField {
  readonly name: string;
  readonly type: DeltaType;
  readonly nullable: boolean;
  readonly metadata: Readonly<Record<string, string>>;
}

const field = (name: string, type: DeltaType, nullable: boolean, metadata = {}): DeltaField => ({
  name,
  type,
  nullable,
  metadata,
});

const TYPES: Readonly<Record<ColumnType, DeltaType>> = {
  string: 'string',
  int: 'integer',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  'list<string>': { type: 'array', elementType: 'string', containsNull: false },
  'list<removal>': {
    type: 'array',
    elementType: {
      type: 'struct',
      fields: [
        field('start', 'integer', false),
        field('end', 'integer', false),
        field('rule', 'string', false),
        field('text', 'string', false),
      ],
    },
    containsNull: false,
  },
};

/** The table's schema in the form of the Delta protocol. */
export function deltaSchema(columns: readonly Column[]): { readonly type: 'struct'; readonly fields: readonly DeltaField[] } {
  return {
    type: 'struct',
    fields: columns.map(({ name, type, nullable, description }) => field(name, TYPES[type], nullable, { comment: description })),
  };
}

/** What a commit must say of the table itself: everything on the first one, the new columns when our list has grown. */
export function tableActions(table: Table, state: LogState, identity: { id: string; createdTime: number }): Action[] {
  const current = state.metadata;
  if (!current) return [{ protocol: PROTOCOL }, { metaData: metadataOf(table, identity) }];
  if (!isGrown(table, current)) return [];
  return [{ metaData: { ...metadataOf(table, identity), id: current.id, createdTime: current.createdTime } }];
}

/** Only ever grown: an older version of this code, still running, must not take columns away. */
function isGrown(table: Table, current: TableMetadata): boolean {
  const known: { fields: readonly { name: string }[] } = JSON.parse(current.schemaString);
  const names = new Set(known.fields.map(({ name }) => name));
  return table.columns.some(({ name }) => !names.has(name));
}

function metadataOf(table: Table, { id, createdTime }: { id: string; createdTime: number }): TableMetadata {
  return {
    id,
    name: table.name,
    description: table.description,
    format: { provider: 'parquet', options: {} },
    schemaString: JSON.stringify(deltaSchema(table.columns)),
    partitionColumns: [table.partitionedBy],
    configuration: {},
    createdTime,
  };
}
