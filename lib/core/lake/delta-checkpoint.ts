/** The state of a table as a classic Delta checkpoint: one Parquet file, an action a row. */
import type { SchemaElement } from 'hyparquet';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { TerminalError } from '../errors.ts';
import type { Action } from './delta-actions.ts';
import { EMPTY_LOG, foldCommits, type LogState } from './delta-log.ts';

const string = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  logical_type: { type: 'STRING' },
  repetition_type: 'OPTIONAL',
});
const long = (name: string): SchemaElement => ({ name, type: 'INT64', repetition_type: 'OPTIONAL' });
const int = (name: string): SchemaElement => ({ name, type: 'INT32', repetition_type: 'OPTIONAL' });
const boolean = (name: string): SchemaElement => ({ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' });
const group = (name: string, ...fields: SchemaElement[][]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: fields.length },
  ...fields.flat(),
];
const map = (name: string): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'MAP', logical_type: { type: 'MAP' } },
  { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
  { ...string('key'), repetition_type: 'REQUIRED' },
  string('value'),
];
const strings = (name: string): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  string('element'),
];

const COLUMNS: readonly SchemaElement[][] = [
  group('txn', [string('appId')], [long('version')]),
  group(
    'add',
    [string('path')],
    map('partitionValues'),
    [long('size')],
    [long('modificationTime')],
    [boolean('dataChange')],
    [string('stats')],
  ),
  group(
    'remove',
    [string('path')],
    [long('deletionTimestamp')],
    [boolean('dataChange')],
    [boolean('extendedFileMetadata')],
    map('partitionValues'),
    [long('size')],
  ),
  group(
    'metaData',
    [string('id')],
    [string('name')],
    [string('description')],
    group('format', [string('provider')], map('options')),
    [string('schemaString')],
    strings('partitionColumns'),
    map('configuration'),
    [long('createdTime')],
  ),
  group('protocol', [int('minReaderVersion')], [int('minWriterVersion')]),
];

const SCHEMA: SchemaElement[] = [{ name: 'schema', num_children: COLUMNS.length }, ...COLUMNS.flat()];
const NAMES = COLUMNS.map(([root]) => root!.name);
const LONGS = new Set(SCHEMA.filter(({ type }) => type === 'INT64').map(({ name }) => name));

/** The number of actions in the checkpoint, and its file. */
export function encodeCheckpoint(state: LogState): { actions: number; bytes: Uint8Array } {
  const actions: Readonly<Record<string, unknown>>[] = actionsOf(state).map(([name, action]) => ({ [name]: withLongs(action) }));
  const bytes = parquetWriteBuffer({
    schema: SCHEMA,
    columnData: NAMES.map((name) => ({ name, data: actions.map((action) => action[name] ?? null) })),
    // Many tiny pages: starting zstd for each would take most of the time.
    codec: 'SNAPPY',
    statistics: false,
  });
  return { actions: actions.length, bytes: new Uint8Array(bytes) };
}

/** The state that a checkpoint of this version holds. */
export async function decodeCheckpoint(bytes: Uint8Array, version: number): Promise<LogState> {
  try {
    const file = new Uint8Array(bytes).buffer;
    const rows = await parquetReadObjects({ file, columns: NAMES });
    return { ...foldCommits(EMPTY_LOG, [rows.map(plainAction)]), version };
  } catch (cause) {
    if (cause instanceof TerminalError) throw cause;
    throw new TerminalError(`Checkpoint ${version} is damaged: expected a classic Delta checkpoint.`, { cause });
  }
}

function actionsOf(state: LogState): [name: string, action: object][] {
  return [
    ...Object.entries({ protocol: state.protocol, metaData: state.metadata }).flatMap(([name, action]): [string, object][] =>
      action ? [[name, action]] : [],
    ),
    ...Array.from(state.watermarks, ([appId, version]): [string, object] => ['txn', { appId, version }]),
    // What a checkpoint holds is no change of data: the protocol asks for false.
    ...Array.from(state.files.values(), (add): [string, object] => ['add', { ...add, dataChange: false }]),
    ...Array.from(state.tombstones.values(), (remove): [string, object] => ['remove', { ...remove, dataChange: false }]),
  ];
}

/** The Parquet writer wants 64-bit numbers as `bigint`. */
function withLongs(action: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(action).map(([name, value]) => [name, LONGS.has(name) ? BigInt(value) : value]));
}

/** The row's one action, with plain numbers: everything that we count stays below 2^53. */
function plainAction(row: Record<string, unknown>): Action {
  const name = NAMES.find((candidate) => row[candidate] != null)!;
  return { [name]: plain(row[name]) } as unknown as Action;
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
