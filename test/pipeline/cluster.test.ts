import { expect, test } from 'vitest';
import { ManualClock } from '../../lib/adapters/memory/manual-clock.ts';
import { MemoryCatalog } from '../../lib/adapters/memory/memory-catalog.ts';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import { assignClusters } from '../../lib/pipeline/cluster.ts';
import { contentOf, recordOf } from '../contracts/records.ts';

const clock = new ManualClock();

/** A live, settled document whose order is its name. */
function document(name: string, ...pointsTo: CatalogRecord[]): CatalogRecord {
  const edges = pointsTo.map(({ documentId }) => documentId);
  const verdict = { duplicateOf: edges[0] ?? null, kind: null, score: null, containedIn: null, evidence: null, edges };
  return recordOf(name, { settled: true, visibleRevision: 1, content: contentOf(name, { order: name, verdict }) });
}

async function clustersOf(catalog: MemoryCatalog): Promise<Record<string, string | undefined>> {
  const records = await Array.fromAsync(catalog.scan());
  const nameOf = new Map(records.map(({ documentId, key }) => [documentId, key]));
  return Object.fromEntries(records.map(({ key, content }) => [key, content ? nameOf.get(content.clusterId) : undefined]));
}

test('a text that repeats two brings also those together that point to nobody', async () => {
  const [a, b, alone] = [document('a'), document('b'), document('alone')];
  const catalog = new MemoryCatalog();
  await catalog.write([a, b, document('c', a, b), alone].map((record) => ({ record, expected: 0 })));
  expect(await assignClusters({ catalog, clock })).toBe(2);
  expect(await clustersOf(catalog)).toEqual({ a: 'a', b: 'a', c: 'a', alone: 'alone' });
  expect(await assignClusters({ catalog, clock })).toBe(0);
});

test('who pointed to a text that is gone has a cluster of its own', async () => {
  const gone = { ...document('a'), status: 'deleted' as const, content: null };
  const catalog = new MemoryCatalog();
  const judgedAgain = [document('b'), document('c', gone)].map((record) => {
    return { ...record, content: { ...record.content!, clusterId: gone.documentId } };
  });
  await catalog.write([gone, ...judgedAgain, document('d', judgedAgain[0]!, gone)].map((record) => ({ record, expected: 0 })));
  expect(await assignClusters({ catalog, clock })).toBe(3);
  expect(await clustersOf(catalog)).toEqual({ a: undefined, b: 'b', c: 'c', d: 'b' });
});

test('a text goes with the larger of two that it holds, and the other one repeats it no more', async () => {
  const roundUp = document('a');
  const held = (name: string, ...copies: CatalogRecord[]) => {
    const part = document(name, ...copies);
    const content = part.content!;
    const original = copies[0] ?? roundUp;
    const verdict = {
      ...content.verdict!,
      duplicateOf: original.documentId,
      kind: 'near' as const,
      partOf: [roundUp.documentId],
    };
    return { ...part, content: { ...content, clusterId: roundUp.documentId, verdict } };
  };
  const [one, other] = [held('b'), held('c')];
  const catalog = new MemoryCatalog();
  await catalog.write([roundUp, one, other, held('d', other)].map((record) => ({ record, expected: 0 })));
  const written: (string | null)[] = [];
  const onAssigned = (records: readonly CatalogRecord[]) =>
    written.push(...records.map(({ key, decision }) => `${key} ${decision?.cause} ${decision?.verdict}`));
  expect(await assignClusters({ catalog, clock }, { onAssigned })).toBe(1);
  expect(await clustersOf(catalog)).toEqual({ a: 'a', b: 'b', c: 'a', d: 'a' });
  expect(written).toEqual(['b clustered contained']);
  expect(await assignClusters({ catalog, clock })).toBe(0);
});
