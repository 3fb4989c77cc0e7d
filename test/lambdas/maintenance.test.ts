import { expect, test } from 'vitest';
import { createHandler as compactHandler } from '../../lambdas/compact/handler.ts';
import { createHandler as storiesHandler } from '../../lambdas/stories/handler.ts';
import { createHandler as sweepHandler } from '../../lambdas/sweep/handler.ts';
import { createHandler as vacuumHandler } from '../../lambdas/vacuum/handler.ts';
import { parser } from '../../lib/core/parser.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { drain } from '../../lib/pipeline/work.ts';
import { contentOf, recordOf } from '../contracts/records.ts';
import { LakeWorld } from '../pipeline/lake-world.ts';

const HOUR = 3_600_000;

test('sweep sends what nobody told of to the queue', async () => {
  const { ports, newId } = new LakeWorld();
  const handler = sweepHandler(ports, { buckets: ['landing'], rulesVersion: parser.rulesVersion });
  const text = 'The council met on Monday to decide how the old mill should be used after its long repair.';
  ports.landing.put({ bucket: 'landing', key: 'a.txt' }, new TextEncoder().encode(text), 1_772_600_000_000);
  expect((await handler()).missed).toBe(1);
  await drain(ports, { parser, newId });
  expect((await handler()).missed).toBe(0);
});

test('sweep assigns clusters, of what its scans saw anyway', async () => {
  const { ports } = new LakeWorld();
  const original = recordOf('a', { settled: true, visibleRevision: 1, content: contentOf('a', { order: '1' }) });
  const edges = [original.documentId];
  const verdict = { duplicateOf: edges[0]!, kind: null, score: null, containedIn: null, evidence: null, edges };
  const copy = recordOf('b', { settled: true, visibleRevision: 1, content: contentOf('b', { order: '2', verdict }) });
  await ports.catalog.write([original, copy].map((record) => ({ record, expected: 0 })));
  const clusterNodes = () => {
    throw new Error('one more scan');
  };
  const catalog = new Proxy(ports.catalog, {
    get(target, name) {
      const member = name === 'clusterNodes' ? clusterNodes : Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const handler = sweepHandler({ ...ports, catalog }, { buckets: [], rulesVersion: 1 });
  expect(await handler()).toMatchObject({ clustered: 1 });
  const records = await ports.catalog.read([copy.documentId]);
  expect(records.get(copy.documentId)!.content!.clusterId).toBe(original.documentId);
});

test('compact merges what vacuum then deletes, once its retention has passed', async () => {
  const world = new LakeWorld();
  const options = { newId: world.newId };
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await applyChanges(world.ports, [await world.live(key, key)], options);
  const { filesRemoved, filesAdded } = await compactHandler(world.ports, options)();
  expect(filesRemoved).toBeGreaterThan(filesAdded);
  const vacuum = vacuumHandler(world.ports, { retentionMs: HOUR });
  expect((await vacuum()).dataFiles).toBe(0);
  world.ports.clock.advance(2 * HOUR);
  expect((await vacuum()).dataFiles).toBe(filesRemoved);
  expect(await world.shown()).toEqual(world.expected());
});

test('stories groups what was exported, and counts what it wrote', async () => {
  const world = new LakeWorld();
  const options = { newId: world.newId };
  await applyChanges(world.ports, [await world.live('a', 'one'), await world.live('b', 'two')], options);
  const stories = storiesHandler(world.ports, options);
  expect(await stories()).toMatchObject({ documents: 2, rowsWritten: 2 });
  expect(await stories()).toMatchObject({ documents: 2, rowsWritten: 0 });
  expect(world.ports.telemetry.counts.get('story_rows_written')).toBe(2);
});
