import { describe, expect, test } from 'vitest';
import { TerminalError } from '../../../lib/core/errors.ts';
import { DOCUMENTS, TABLES } from '../../../lib/core/lake/columns.ts';
import {
  type Action,
  type AddFile,
  encodeCommit,
  parseCommit,
  type RemoveFile,
  txnIdOf,
} from '../../../lib/core/lake/delta-actions.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../lib/core/lake/delta-checkpoint.ts';
import { checkpointName, commitName, EMPTY_LOG, foldCommits, parseLogKey } from '../../../lib/core/lake/delta-log.ts';
import { deltaSchema, tableActions } from '../../../lib/core/lake/delta-schema.ts';

import { askDuckDb } from './sample-table.ts';

const identity = { id: 'table', createdTime: 5 };
const partitionValues = { ingested_date: '2026-03-04' };
const addOf = (path: string): AddFile => ({
  path,
  partitionValues,
  size: 12,
  modificationTime: 1_772_600_000_000,
  dataChange: true,
  stats: '{"numRecords":3,"minValues":{"document_id":"00"},"maxValues":{"document_id":"ff"},"nullCount":{"document_id":0}}',
});
const removeOf = (path: string): RemoveFile => ({
  path,
  deletionTimestamp: 1_772_600_000_001,
  dataChange: true,
  extendedFileMetadata: true,
  partitionValues,
  size: 12,
});

describe('the log', () => {
  test('adds up to live files, tombstones and watermarks', () => {
    const state = foldCommits(EMPTY_LOG, [
      [
        ...tableActions(DOCUMENTS, EMPTY_LOG, identity),
        { add: addOf('a') },
        { add: addOf('b') },
        { txn: { appId: 'x', version: 1 } },
      ],
      [{ remove: removeOf('a') }, { add: addOf('c') }, { txn: { appId: 'x', version: 7 } }, { txn: { appId: 'y', version: 2 } }],
    ]);
    expect(state.version).toBe(1);
    expect([...state.files.keys()]).toEqual(['b', 'c']);
    expect([...state.tombstones.keys()]).toEqual(['a']);
    expect([...state.watermarks]).toEqual([
      ['x', 7],
      ['y', 2],
    ]);
  });

  test('leaves the state that it builds on as it was', () => {
    const before = foldCommits(EMPTY_LOG, [[{ add: addOf('a') }]]);
    foldCommits(before, [[{ remove: removeOf('a') }]]);
    expect([...before.files.keys()]).toEqual(['a']);
  });

  test('survives its form as bytes; actions of other writers are passed over', () => {
    const commitInfo = { timestamp: 1, operation: 'EXPORT', txnId: 'mine' };
    const actions: Action[] = [{ commitInfo }, { add: addOf('a') }];
    expect(parseCommit(encodeCommit(actions), 'key')).toEqual(actions);
    expect(txnIdOf(actions)).toBe('mine');
    const foreign = new TextEncoder().encode('{"commitInfo":{"operation":"WRITE"}}\n{"domainMetadata":{"domain":"x"}}\n');
    expect(txnIdOf(parseCommit(foreign, 'key'))).toBeNull();
    expect(foldCommits(EMPTY_LOG, [parseCommit(foreign, 'key')])).toEqual({ ...EMPTY_LOG, version: 0 });
  });

  test('refuses what it does not know or can not read', () => {
    const newer: Action = { protocol: { minReaderVersion: 3, minWriterVersion: 7 } };
    expect(() => foldCommits(EMPTY_LOG, [[newer]])).toThrow(TerminalError);
    expect(() => parseCommit(new TextEncoder().encode('{"add":'), 'documents/x.json')).toThrow(/documents\/x\.json/);
  });

  test('names its entries as the protocol says', () => {
    expect(commitName(7)).toBe('_delta_log/00000000000000000007.json');
    expect(checkpointName(20)).toBe('_delta_log/00000000000000000020.checkpoint.parquet');
    expect(parseLogKey(`documents/${commitName(7)}`)).toEqual({ version: 7, kind: 'commit' });
    expect(parseLogKey(`documents/${checkpointName(20)}`)).toEqual({ version: 20, kind: 'checkpoint' });
    expect(parseLogKey('documents/_delta_log/_last_checkpoint')).toBeNull();
  });
});

describe('the table itself', () => {
  test('is described by its first commit, and again when columns were added', () => {
    const older = { ...DOCUMENTS, columns: DOCUMENTS.columns.slice(0, -2) };
    const state = foldCommits(EMPTY_LOG, [tableActions(older, EMPTY_LOG, identity)]);
    expect(tableActions(older, state, identity)).toEqual([]);
    const [grown] = tableActions(DOCUMENTS, state, { id: 'other', createdTime: 9 });
    expect(grown).toMatchObject({ metaData: { id: 'table', createdTime: 5 } });
    const next = foldCommits(state, [[grown!]]);
    expect(tableActions(older, next, identity)).toEqual([]);
  });

  test('has every column in its schema, lists and structs spelled out', () => {
    for (const table of TABLES) {
      const names = deltaSchema(table.columns).fields.map(({ name }) => name);
      expect(names).toEqual(table.columns.map(({ name }) => name));
    }
    const removed = deltaSchema(TABLES[1].columns).fields.find(({ name }) => name === 'removed');
    expect(removed?.type).toMatchObject({ type: 'array', containsNull: false, elementType: { type: 'struct' } });
  });
});

describe('a checkpoint', () => {
  test('holds the whole state', async () => {
    const still = { dataChange: false };
    const state = foldCommits(EMPTY_LOG, [
      [
        ...tableActions(DOCUMENTS, EMPTY_LOG, identity),
        { add: { ...addOf('a'), ...still } },
        { remove: { ...removeOf('b'), ...still } },
        { txn: { appId: 'x', version: 2 ** 53 - 1 } },
      ],
      [],
    ]);
    const { bytes, actions } = encodeCheckpoint(state);
    expect(actions).toBe(5);
    expect(await decodeCheckpoint(bytes, 1)).toEqual(state);
  });

  test('of an empty table, and of one with thousands of files', async () => {
    expect(await decodeCheckpoint(encodeCheckpoint(EMPTY_LOG).bytes, -1)).toEqual(EMPTY_LOG);
    const files = Array.from({ length: 5000 }, (_, at): Action => ({ add: { ...addOf(`f${at}`), dataChange: false } }));
    const state = foldCommits(EMPTY_LOG, [files]);
    expect(await decodeCheckpoint(encodeCheckpoint(state).bytes, 0)).toEqual(state);
  });

  test('can be read by DuckDB: structs, maps and lists', async () => {
    const state = foldCommits(EMPTY_LOG, [
      [...tableActions(DOCUMENTS, EMPTY_LOG, identity), { add: addOf('a') }, { remove: removeOf('b') }],
    ]);
    const sql = `SELECT max(add.path), max(add.size), any_value(add.partitionValues['ingested_date']), max(remove.deletionTimestamp),
      any_value(metaData.partitionColumns), any_value(metaData.format.provider), max(protocol.minWriterVersion) FROM $file`;
    expect(await askDuckDb(encodeCheckpoint(state).bytes, sql)).toEqual([
      ['a', '12', '2026-03-04', '1772600000001', ['ingested_date'], 'parquet', 2],
    ]);
  });

  test('that is damaged says so', async () => {
    await expect(decodeCheckpoint(new Uint8Array(50), 7)).rejects.toThrow(/Checkpoint 7 is damaged/);
  });
});
