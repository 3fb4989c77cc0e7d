import { describe, expect, test } from 'vitest';
import { CROWDS, measureCrowd } from '../../bench/crowd-cost.ts';

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
