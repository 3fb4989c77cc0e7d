/** Invocations that work on the lake: export, compaction, vacuum, and the people who read. */

import type { Row } from '../../lib/core/lake/row-format.ts';
import type { Hint } from '../../lib/pipeline/export-records.ts';
import type { LogCache } from '../../lib/pipeline/table-log.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';
import type { World } from './world.ts';

/** A process that works on keeps what it knows of the logs; one that died has lost it. */
async function withCache<T>(world: World, work: (cache: LogCache) => Promise<T>): Promise<T> {
  const { random, plan, caches } = world;
  const cache = (random.chance(plan.warmRate) ? caches.pop() : undefined) ?? new Map();
  try {
    return await work(cache);
  } finally {
    caches.push(cache);
  }
}

/** A batch that the stream delivers. */
export function exportBatch(world: World, hints: readonly Hint[]) {
  const { pipeline, newId } = world;
  return async (ports: LocalPorts): Promise<void> => {
    await withCache(world, (cache) => pipeline.exportRecords.exportRecords(ports, hints, { newId, cache }));
  };
}

/** The export of one machine: takes the catalog's changes itself, and lets it forget them. */
export function exportAll(world: World) {
  const { pipeline, newId, history, plan } = world;
  return async (ports: LocalPorts): Promise<void> => {
    await withCache(world, async (cache) => {
      const { watermark } = await pipeline.exportChanges.exportAll(ports, { newId, cache, maxChanges: plan.streamBatch });
      history.checkAcknowledged(watermark);
    });
  };
}

export function compact(world: World) {
  const { pipeline, newId, plan } = world;
  return async (ports: LocalPorts): Promise<void> => {
    await withCache(world, (cache) => pipeline.compact.compact(ports, { newId, cache, targetRows: plan.targetRows }));
  };
}

export function vacuum(world: World) {
  const { pipeline, plan } = world;
  return async (ports: LocalPorts): Promise<void> => {
    await withCache(world, (cache) => pipeline.vacuum.vacuum(ports, { cache, retentionMs: plan.retentionMs }));
  };
}

/** Somebody takes a snapshot, thinks for a while, and reads its files. */
export function reader(world: World, pause: (milliseconds: number) => Promise<void>) {
  const { pipeline, history, invariants, random, plan } = world;
  return async (ports: LocalPorts): Promise<void> => {
    const snapshots = await pipeline.snapshot.snapshotTables(ports.lake);
    const rows = new Map<string, Row[]>();
    for (const { table, version, files } of snapshots) {
      const keys = files.map((file) => file.slice('memory://'.length));
      history.checkSnapshot(
        table,
        version,
        keys.map((key) => key.slice(table.length + 1)),
      );
      rows.set(table, []);
      for (const key of keys) {
        await pause(random.below(plan.readerPauseMs));
        const bytes = await ports.lake.get(key);
        invariants.check(bytes !== null, 'I6', () => `a reader of ${table} ${version} finds no ${key}`);
        if (bytes) rows.get(table)!.push(...(JSON.parse(new TextDecoder().decode(bytes)) as Row[]));
      }
    }
    const texts = new Set(rows.get('document_texts')!.map((row) => `${row.document_id} ${row.revision}`));
    for (const row of rows.get('documents')!) {
      invariants.check(
        texts.has(`${row.document_id} ${row.text_revision}`),
        'I2',
        () => `a reader finds no text of ${row.document_id}`,
      );
    }
    for (const table of ['documents', 'rejections']) {
      const ids = rows.get(table)!.map((row) => row.document_id);
      invariants.check(new Set(ids).size === ids.length, 'I2', () => `a reader finds a document twice in ${table}`);
    }
  };
}
