import { expect, test } from 'vitest';
import { measureCatalogCosts } from '../../bench/catalog-cost.ts';

test('what an article costs in the catalog stays within its bounds', async () => {
  const costs = await measureCatalogCosts({ count: 200, words: 400 });
  // Two for the record, one for the exact key, 12 to 16 for the near keys.
  expect(costs.newArticle.writes).toBeLessThanOrEqual(17);
  expect(costs.newArticle.reads).toBeLessThanOrEqual(21);
  expect(costs.nearDuplicate.writes).toBeLessThanOrEqual(17);
  // The record and its exact key.
  expect(costs.exactDuplicate.writes).toBeLessThanOrEqual(2);
  expect(costs.replay).toEqual({ writes: 0, reads: 1 });
});
