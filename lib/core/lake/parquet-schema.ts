import type { SchemaElement } from 'hyparquet';
import type { Column, ColumnType } from './columns.ts';

/** A leaf without its name and repetition. */
type Leaf = Omit<SchemaElement, 'name' | 'repetition_type'>;

const STRING: Leaf = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
const INT: Leaf = { type: 'INT32' };

const LEAVES: Readonly<Record<Exclude<ColumnType, 'list<string>' | 'list<removal>'>, Leaf>> = {
  string: STRING,
  int: INT,
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

const required = (name: string, leaf: Leaf): SchemaElement => ({ name, repetition_type: 'REQUIRED', ...leaf });

const REMOVAL: readonly SchemaElement[] = [
  { name: 'element', repetition_type: 'REQUIRED', num_children: 4 },
  required('start', INT),
  required('end', INT),
  required('rule', STRING),
  required('text', STRING),
];

/** The Parquet schema of a file with these columns, depth first, as the format wants it. Lists have the standard three levels. */
export function parquetSchemaOf(columns: readonly Column[]): SchemaElement[] {
  return [{ name: 'schema', num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

function elementsOf({ name, type, nullable }: Column): SchemaElement[] {
  const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED';
  if (type !== 'list<string>' && type !== 'list<removal>') return [{ name, repetition_type, ...LEAVES[type] }];
  return [
    { name, repetition_type, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...(type === 'list<string>' ? [required('element', STRING)] : REMOVAL),
  ];
}
