import { describe, expect, test } from 'vitest';
import { DOCUMENT_TEXTS, DOCUMENTS } from '../../lib/core/lake/columns.ts';
import { compact } from '../../lib/pipeline/compact.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import { vacuum } from '../../lib/pipeline/vacuum.ts';
import { LakeWorld } from './lake-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function worldOf(keys: readonly string[]) {
  const world = new LakeWorld();
  const apply = (...changes: typeof world.changes) => applyChanges(world.ports, changes, { newId: world.newId });
  for (const key of keys) await apply(await world.live(key, `text of ${key}`));
  const clean = (retentionMs = DAY) => vacuum(world.ports, { retentionMs });
  return { world, apply, clean, clock: world.ports.clock };
}

describe('data files', () => {
  test('go when they were removed long enough ago, however old they are', async () => {
    const { world, apply, clean, clock } = await worldOf(['a', 'b']);
    clock.advance(10 * DAY);
    await apply(world.deleted('a'));
    clock.advance(DAY - 1);
    expect((await clean()).dataFiles).toBe(0);
    clock.advance(2);
    expect((await clean()).dataFiles).toBe(2);
    expect(await world.dataFiles(DOCUMENTS)).toHaveLength(1);
    expect(await world.shown()).toEqual(world.expected());
  });

  test('stay while the table has them, though nobody touches them for years', async () => {
    const { world, clean, clock } = await worldOf(['a', 'b']);
    clock.advance(1000 * DAY);
    expect((await clean()).dataFiles).toBe(0);
    expect(await world.shown()).toEqual(world.expected());
  });

  test('that no commit names go by their age', async () => {
    const { world, clean, clock } = await worldOf(['a']);
    const orphan = 'documents/ingested_date=2026-03-04/orphan.json';
    await world.ports.lake.put(orphan, new Uint8Array(3));
    clock.advance(DAY - 1);
    await clean();
    expect(await world.ports.lake.get(orphan)).not.toBeNull();
    clock.advance(2);
    expect((await clean()).dataFiles).toBe(1);
    expect(await world.ports.lake.get(orphan)).toBeNull();
  });

  /** Without its tombstone a removed file looks like an orphan, and orphans go by their age. */
  test('keep their tombstones through checkpoints until they are gone', async () => {
    const { world, apply, clean, clock } = await worldOf(['a', 'b']);
    clock.advance(10 * DAY);
    await compact(world.ports, { newId: world.newId });
    clock.advance(HOUR);
    expect((await clean()).logEntries).toBeGreaterThan(0);
    expect((await clean()).dataFiles).toBe(0);
    expect(await world.dataFiles(DOCUMENTS)).toHaveLength(3);
    clock.advance(DAY);
    expect((await clean()).dataFiles).toBe(4);
    expect((await loadState(world.ports.lake, DOCUMENTS)).tombstones.size).toBe(0);
    await apply(world.deleted('b'));
    expect(await world.shown()).toEqual(world.expected());
  });
});

describe('the log', () => {
  test('loses old entries only behind a checkpoint, and still adds up to the same', async () => {
    const { world, apply, clean, clock } = await worldOf(['a', 'b', 'c', 'd']);
    clock.advance(2 * DAY);
    await apply(await world.live('e', 'young'));
    const before = await loadState(world.ports.lake, DOCUMENTS);
    expect((await clean()).logEntries).toBeGreaterThan(0);
    const log = await world.keys('documents/_delta_log/');
    expect(log.map((key) => key.split('/').at(-1))).toEqual([
      '00000000000000000004.checkpoint.parquet',
      '00000000000000000004.json',
      '_last_checkpoint',
    ]);
    const after = await loadState(world.ports.lake, DOCUMENTS);
    expect([after.version, ...after.files.keys(), ...after.watermarks]).toEqual([
      before.version,
      ...before.files.keys(),
      ...before.watermarks,
    ]);
    await apply(await world.live('f', 'on top'));
    expect(await world.shown()).toEqual(world.expected());
  });

  test('keeps its newest checkpoint for ever', async () => {
    const { world, clean, clock } = await worldOf(['a', 'b']);
    for (let i = 0; i < 3; i++) {
      clock.advance(10 * DAY);
      await clean();
    }
    expect(await world.shown()).toEqual(world.expected());
    const log = await world.keys('document_texts/_delta_log/');
    expect(log.filter((key) => key.endsWith('.parquet'))).toHaveLength(1);
  });

  test('is left alone when there is nothing to do', async () => {
    const { world, clean, clock } = await worldOf(['a', 'b']);
    clock.advance(2 * DAY);
    await clean();
    const before = await world.keys('');
    expect(await clean()).toEqual({ dataFiles: 0, logEntries: 0, segments: 0 });
    expect(await world.keys('')).toEqual(before);
  });
});

describe('segments', () => {
  test('go when they are old and no change waits for them', async () => {
    const { world, clean, clock } = await worldOf(['a']);
    const waiting = await world.live('b', 'not exported');
    await world.ports.catalog.write([{ record: waiting.record, expected: 0 }]);
    expect((await clean()).segments).toBe(0);
    clock.advance(2 * DAY);
    expect((await clean()).segments).toBe(1);
    expect(await world.keys('segments/')).toEqual([waiting.record.content!.segment.path]);
  });
});

test('an empty lake has nothing to clean', async () => {
  const { world, clean } = await worldOf([]);
  expect(await clean()).toEqual({ dataFiles: 0, logEntries: 0, segments: 0 });
  expect(await world.rows(DOCUMENT_TEXTS)).toEqual([]);
});
