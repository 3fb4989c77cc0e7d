/** A lake that a version of ours wrote which did not have the newest column yet: it opens, and goes on. */
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbMerger } from '../../lib/adapters/local/duckdb-merger.ts';
import { DuckDbQueryEngine } from '../../lib/adapters/local/duckdb-query-engine.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import type { MemoryObjectStore } from '../../lib/adapters/memory/memory-object-store.ts';
import { DOCUMENTS, type Table } from '../../lib/core/lake/columns.ts';
import { type Action, encodeCommit, parseCommit } from '../../lib/core/lake/delta-actions.ts';
import { deltaSchema } from '../../lib/core/lake/delta-schema.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import type { RowFormat } from '../../lib/core/lake/row-format.ts';
import { checkpointTable, compact } from '../../lib/pipeline/compact.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { snapshotTables } from '../../lib/pipeline/snapshot.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import type { Change } from '../../lib/ports/catalog.ts';
import { LakeWorld } from '../pipeline/lake-world.ts';
import { hasDeltaLake, PYTHON } from './python.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** The column that came last, as far as this test is concerned. */
const YOUNG = 'title';
const without = (table: Table): Table =>
  table.name === DOCUMENTS.name ? { ...table, columns: table.columns.filter(({ name }) => name !== YOUNG) } : table;

/** Writes as the previous version did: neither files nor log have the column. */
const oldFormat: RowFormat = { ...parquetFormat, encode: (table, rows) => parquetFormat.encode(without(table), rows) };

function oldStore(store: FolderObjectStore): FolderObjectStore {
  const putIfAbsent = (key: string, bytes: Uint8Array) => {
    const actions: Action[] = parseCommit(bytes, key).map((action) =>
      'metaData' in action && key.startsWith(`${DOCUMENTS.name}/`)
        ? { metaData: { ...action.metaData, schemaString: JSON.stringify(deltaSchema(without(DOCUMENTS).columns)) } }
        : action,
    );
    return store.putIfAbsent(key, encodeCommit(actions));
  };
  return new Proxy(store, {
    get(target, name) {
      if (name === 'putIfAbsent') return putIfAbsent;
      const member = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

let folder: TemporaryFolder;
let store: FolderObjectStore;
let world: LakeWorld;
const engine = new DuckDbQueryEngine();

beforeEach(async () => {
  folder = await temporaryFolder();
  store = await FolderObjectStore.open(folder.path);
  const lake = store as unknown as MemoryObjectStore;
  world = new LakeWorld({ lake, tableFormat: parquetFormat, merger: new DuckDbMerger(store) });
  const previous = { ...world.ports, lake: oldStore(store), tableFormat: oldFormat };
  const changes = [await world.live('a', 'one'), await world.live('b', 'two'), await world.live('c', 'three')];
  await applyChanges(previous, changes, { newId: world.newId });
  expect(await schemaOf()).not.toContain(YOUNG);
});
afterEach(async () => {
  await engine.close();
  await folder.remove();
});

const apply = (...changes: Change[]) => applyChanges(world.ports, changes, { newId: world.newId });

async function schemaOf(): Promise<string[]> {
  const { metadata } = await loadState(world.ports.lake, DOCUMENTS);
  return JSON.parse(metadata!.schemaString).fields.map(({ name }: { name: string }) => name);
}

/** Which documents have a value in the young column. */
async function valuesOf(): Promise<Record<string, boolean>> {
  const { rows } = await engine.query(
    `SELECT source_key, ${YOUNG} IS NOT NULL FROM documents ORDER BY 1`,
    await snapshotTables(world.ports.lake),
  );
  return Object.fromEntries((await Array.fromAsync(rows)) as [string, boolean][]);
}

const READ = `
import json, sys
from deltalake import DeltaTable
from pyarrow import fs
# By Arrow's own file system: see delta-readers.test.ts.
table = DeltaTable(sys.argv[1]).to_pyarrow_table(filesystem=fs.SubTreeFileSystem(sys.argv[1], fs.LocalFileSystem()))
print(json.dumps({row['source_key']: row['${YOUNG}'] is not None for row in table.to_pylist()}))
`;
const valuesByDeltaLake = () =>
  JSON.parse(execFileSync(PYTHON, ['-c', READ, `${folder.path}/${DOCUMENTS.name}`], { encoding: 'utf8' }));

describe('a lake of the previous schema version', () => {
  test('opens, with null in the column that it has not', async () => {
    expect(await valuesOf()).toEqual({ a: false, b: false, c: false });
    expect(await world.shown()).toEqual(world.expected());
  });

  test('takes new rows and changed ones, and keeps the others as they were', async () => {
    await apply(await world.live('d', 'new'), await world.live('b', 'changed'));
    expect(await schemaOf()).toEqual(DOCUMENTS.columns.map(({ name }) => name));
    const expected = { a: false, b: true, c: false, d: true };
    expect(await valuesOf()).toEqual(expected);
    await compact(world.ports, { newId: world.newId });
    expect(await valuesOf()).toEqual(expected);
    await checkpointTable(world.ports, DOCUMENTS, { newId: world.newId });
    expect(await schemaOf()).toContain(YOUNG);
    expect(await world.shown()).toEqual(world.expected());
  });

  test('still takes commits of the previous version, which takes no column away', async () => {
    await apply(await world.live('d', 'new'));
    const previous = { ...world.ports, lake: oldStore(store), tableFormat: oldFormat };
    await applyChanges(previous, [await world.live('e', 'late')], { newId: world.newId });
    expect(await schemaOf()).toContain(YOUNG);
    expect(await valuesOf()).toEqual({ a: false, b: false, c: false, d: true, e: false });
  });

  test.skipIf(!hasDeltaLake)('is read by delta-rs after the column came', async () => {
    await apply(await world.live('d', 'new'));
    expect(valuesByDeltaLake()).toEqual({ a: false, b: false, c: false, d: true });
  });
});
