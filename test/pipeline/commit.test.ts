import { describe, expect, test } from 'vitest';
import { type MemoryLake, openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { TransientError } from '../../lib/core/errors.ts';
import { REJECTIONS } from '../../lib/core/lake/columns.ts';
import { type Action, encodeCommit } from '../../lib/core/lake/delta-actions.ts';
import { checkpointName, commitName, type LogState } from '../../lib/core/lake/delta-log.ts';
import { commit } from '../../lib/pipeline/commit.ts';
import { type LogCache, loadState, tableKey, writeCheckpoint } from '../../lib/pipeline/table-log.ts';
import type { ObjectStore } from '../../lib/ports/object-store.ts';

let ids = 0;
const newId = () => `id${ids++}`;
const keyOf = (version: number) => tableKey(REJECTIONS, commitName(version));

/** Counts in the log itself: each commit adds one, as an export moves its watermark. */
const counting =
  (appId: string, by = 1) =>
  async (state: LogState): Promise<Action[]> => [{ txn: { appId, version: (state.watermarks.get(appId) ?? 0) + by } }];
const add = (ports: Pick<MemoryLake, 'clock'> & { lake: ObjectStore }, appId = 'x', cache?: LogCache) =>
  commit(ports, REJECTIONS, 'TEST', { newId, ...(cache && { cache }) }, counting(appId));
const countOf = async (lake: ObjectStore, appId = 'x') => (await loadState(lake, REJECTIONS)).watermarks.get(appId);

/** The store, but for `putIfAbsent`. */
function withPut(lake: ObjectStore, putIfAbsent: ObjectStore['putIfAbsent']): ObjectStore {
  return new Proxy(lake, {
    get(target, name) {
      const member = name === 'putIfAbsent' ? putIfAbsent : Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

describe('a commit', () => {
  test('is the next number of the log, and describes the table when it is the first', async () => {
    const ports = openMemory();
    const { state, committed } = await add(ports);
    expect(committed).toBe(true);
    expect(state).toMatchObject({
      version: 0,
      metadata: { name: 'rejections' },
      protocol: { minReaderVersion: 1, minWriterVersion: 2 },
    });
    expect(await loadState(ports.lake, REJECTIONS)).toEqual(state);
  });

  test('of nothing writes nothing', async () => {
    const ports = openMemory();
    const { committed } = await commit(ports, REJECTIONS, 'TEST', { newId }, async () => null);
    expect(committed).toBe(false);
    expect(await Array.fromAsync(ports.lake.list(''))).toEqual([]);
  });

  test('is built again on what the winner of a race left', async () => {
    const ports = openMemory();
    await Promise.all(Array.from({ length: 20 }, () => add(ports)));
    expect(await countOf(ports.lake)).toBe(20);
    expect((await loadState(ports.lake, REJECTIONS)).version).toBe(19);
  });

  test.each([
    ['was lost after the write', true],
    ['was lost before the write', false],
  ])('happens once when the response %s', async (_, applied) => {
    const ports = openMemory();
    let failures = 2;
    const lake = withPut(ports.lake, async (key, bytes) => {
      if (failures-- <= 0) return ports.lake.putIfAbsent(key, bytes);
      if (applied) await ports.lake.putIfAbsent(key, bytes);
      throw new TransientError('lost');
    });
    expect((await add({ ...ports, lake })).committed).toBe(true);
    expect(await countOf(ports.lake)).toBe(1);
  });

  test('that lost its response to another writer starts again', async () => {
    const ports = openMemory();
    let first = true;
    const lake = withPut(ports.lake, async (key, bytes) => {
      if (!first) return ports.lake.putIfAbsent(key, bytes);
      first = false;
      await add(ports);
      throw new TransientError('lost');
    });
    await add({ ...ports, lake });
    expect(await countOf(ports.lake)).toBe(2);
  });

  test('whose outcome stays unknown is no success', async () => {
    const ports = openMemory();
    const lake = withPut(ports.lake, async () => {
      throw new TransientError('lost');
    });
    await expect(add({ ...ports, lake })).rejects.toThrow(TransientError);
  });
});

describe('a number that was freed', () => {
  /** A writer that stalls before its put, while the log goes on, gets a checkpoint and loses its old entries. */
  test('does not deceive the writer who comes late to it', async () => {
    const ports = openMemory();
    await add(ports);
    let stalled = true;
    const lake = withPut(ports.lake, async (key, bytes) => {
      if (stalled) {
        stalled = false;
        for (let i = 0; i < 5; i++) await add(ports, 'others');
        await writeCheckpoint(ports.lake, REJECTIONS, await loadState(ports.lake, REJECTIONS));
        await ports.lake.delete([0, 1, 2, 3, 4].map(keyOf));
      }
      return ports.lake.putIfAbsent(key, bytes);
    });
    const { state } = await add({ ...ports, lake });
    expect(state.version).toBe(6);
    expect(await countOf(ports.lake)).toBe(2);
    expect(await countOf(ports.lake, 'others')).toBe(5);
  });

  test('does not deceive a reader who knows an older state', async () => {
    const ports = openMemory();
    const cache: LogCache = new Map();
    await add(ports, 'x', cache);
    for (let i = 0; i < 5; i++) await add(ports, 'others');
    await writeCheckpoint(ports.lake, REJECTIONS, await loadState(ports.lake, REJECTIONS));
    await ports.lake.delete([0, 1, 2, 3, 4].map(keyOf));
    const late = encodeCommit([{ txn: { appId: 'x', version: 99 } }]);
    for (const number of [1, 2, 3, 4]) await ports.lake.put(keyOf(number), late);
    expect(await loadState(ports.lake, REJECTIONS, cache)).toEqual(await loadState(ports.lake, REJECTIONS));
  });
});

describe('checkpoints', () => {
  test('come every 20 commits, and spare readers what is before them', async () => {
    const ports = openMemory();
    for (let i = 0; i < 45; i++) await add(ports);
    const keys = (await Array.fromAsync(ports.lake.list('rejections/_delta_log/'))).map(({ key }) => key);
    expect(keys.filter((key) => key.endsWith('.parquet'))).toEqual([20, 40].map((n) => tableKey(REJECTIONS, checkpointName(n))));
    const whole = await loadState(ports.lake, REJECTIONS);
    await ports.lake.delete(Array.from({ length: 40 }, (_, n) => keyOf(n)));
    expect(await loadState(ports.lake, REJECTIONS)).toEqual(whole);
    expect(await countOf(ports.lake)).toBe(45);
  });

  test('are found when the hint names an older one, or one that is gone', async () => {
    const ports = openMemory();
    for (let i = 0; i < 41; i++) await add(ports);
    const hint = new TextEncoder().encode('{"version":20,"size":3}');
    await ports.lake.put('rejections/_delta_log/_last_checkpoint', hint);
    expect(await countOf(ports.lake)).toBe(41);
    await ports.lake.delete([tableKey(REJECTIONS, checkpointName(20)), ...Array.from({ length: 40 }, (_, n) => keyOf(n))]);
    expect(await countOf(ports.lake)).toBe(41);
  });

  test('that can not be written fail no commit', async () => {
    const ports = openMemory();
    for (let i = 0; i < 20; i++) await add(ports);
    const lake = new Proxy(ports.lake, {
      get(target, name) {
        if (name === 'put') return () => Promise.reject(new TransientError('no'));
        const member = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    expect((await add({ ...ports, lake })).state.version).toBe(20);
    expect(await countOf(ports.lake)).toBe(21);
  });
});

test('a log with a hole is an error, not an older table', async () => {
  const ports = openMemory();
  for (let i = 0; i < 5; i++) await add(ports);
  await ports.lake.delete([keyOf(2)]);
  await expect(loadState(ports.lake, REJECTIONS)).rejects.toThrow(/log of rejections/);
});
