import {
  Bool,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  List,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
} from 'apache-arrow';
import type { Column, ColumnType } from './columns.ts';

const ARROW_TYPES: Readonly<Record<ColumnType, () => DataType>> = {
  string: () => new Utf8(),
  int: () => new Int32(),
  double: () => new Float64(),
  boolean: () => new Bool(),
  date: () => new DateDay(),
  timestamp: () => new TimestampMillisecond('UTC'),
  'list<string>': () => new List(new Field('element', new Utf8(), false)),
  'list<removal>': () =>
    new List(
      new Field(
        'element',
        new Struct([
          new Field('start', new Int32(), false),
          new Field('end', new Int32(), false),
          new Field('rule', new Utf8(), false),
          new Field('text', new Utf8(), false),
        ]),
        false,
      ),
    ),
};

/** The column contract as an Arrow schema. */
export function arrowSchemaOf(columns: readonly Column[]): Schema {
  return new Schema(columns.map(({ name, type, nullable }) => new Field(name, ARROW_TYPES[type](), nullable)));
}
