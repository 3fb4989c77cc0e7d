import { describe, expect, test } from 'vitest';
import { CROWDS, measureCrowd, ONE_PASSAGE } from '../../bench/crowd-cost.ts';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { documentIdOf } from '../../lib/core/catalog-record.ts';
import { isNearKey } from '../../lib/core/dedupe/index-keys.ts';
import { LOOK_LIMIT } from '../../lib/pipeline/judging.ts';
import { reconcile } from '../../lib/pipeline/reconcile.ts';
import { rejudge } from '../../lib/pipeline/settle.ts';
import { drain } from '../../lib/pipeline/work.ts';
import { plainParser } from '../support/plain-parser.ts';
import { postingsIn } from '../support/postings-in.ts';

const SMALL = 200;

describe.each(Object.entries(CROWDS))('a crowd of %s', (_, text) => {
  test('costs each article the same however many they are, and has one canonical article', async () => {
    const small = await measureCrowd({ text, count: SMALL });
    const large = await measureCrowd({ text, count: 2 * SMALL });
    for (const measure of ['writes', 'reads', 'postings', 'largestRecordBytes'] as const) {
      expect(large[measure], measure).toBeLessThanOrEqual(1.1 * small[measure]);
    }
    expect(large).toMatchObject({ forced: 0, canonical: 1, clusters: 1 });
    expect(large.largestRecordBytes).toBeLessThan(10_000);
  });
});

test.each(['forwards', 'shuffled', 'backwards'] as const)(
  'copies that come %s in one run cost each the same',
  async (arrival) => {
    const costs = (count: number) => measureCrowd({ text: CROWDS['exact copies'], count, arrival, oneRun: true, batch: 100 });
    const [small, large] = [await costs(2 * SMALL), await costs(8 * SMALL)];
    for (const measure of ['writes', 'reads'] as const) {
      expect(large[measure], measure).toBeLessThanOrEqual(1.1 * small[measure]);
    }
    // One original a batch stands under near keys until the end of the run.
    expect(large.postings).toBeLessThan(10);
    expect(large.forced).toBeLessThan(1.5);
    expect(large).toMatchObject({ canonical: 1, clusters: 1 });
  },
);

test('garbage that hides others under a crowded key goes, also where no look in its context reads it', async () => {
  const ports = openMemory();
  let ids = 0;
  const options = { parser: plainParser(), newId: () => `id-${ids++}` };
  const names = Array.from({ length: LOOK_LIMIT + 1 }, (_, i) => ({ bucket: 'b', key: `a${i}.txt` }));
  for (const [i, name] of names.entries())
    ports.landing.put(name, new TextEncoder().encode(CROWDS['near copies'](i)), 1_000_000 + i);
  await reconcile(ports, names, options);
  await drain(ports, options);
  const before = await postingsIn(ports.catalog);
  const documentId = documentIdOf(names.at(-1)!, 0);
  const crowded = Map.groupBy(before, ({ key }) => key);
  const stray = before
    .filter((posting) => posting.documentId === documentId && crowded.get(posting.key)!.length >= LOOK_LIMIT)
    .filter(({ key }) => isNearKey(key))
    .map((posting) => ({ ...posting, order: '!', context: 'zyxwvuts' }));
  expect(stray.length).toBeGreaterThan(0);
  await ports.catalog.post(stray);
  await rejudge(ports, [documentId]);
  expect(await postingsIn(ports.catalog)).toEqual(before);
});

test('different articles under one hot key cost each the same, and are judged apart', async () => {
  const [small, large] = [
    await measureCrowd({ text: ONE_PASSAGE, count: SMALL }),
    await measureCrowd({ text: ONE_PASSAGE, count: 2 * SMALL }),
  ];
  for (const measure of ['writes', 'reads', 'postings', 'largestRecordBytes'] as const)
    expect(large[measure], measure).toBeLessThanOrEqual(1.1 * small[measure]);
  expect(large).toMatchObject({ forced: 0, canonical: 2 * SMALL, clusters: 2 * SMALL });
  // Few keys of each are of the passage; of those, nobody looks at more than the first ones.
  expect(large.crowdedKeys).toBeGreaterThan(0.05);
  expect(large.postings).toBeLessThan(LOOK_LIMIT);
});
