import { expect, test } from 'vitest';
import { measureCatalogCosts } from '../../bench/catalog-cost.ts';

test('what an article costs in the catalog stays within its bounds', async () => {
  const costs = await measureCatalogCosts({ count: 200, words: 400 });
  // Written: two for the record, one for the exact key, 12 to 16 for the near keys. Read: the record, the takedown list by two
  // names, the exact key twice, each near key.
  expect(costs.newArticle.writes).toBeLessThanOrEqual(17);
  expect(costs.newArticle.reads).toBeLessThanOrEqual(17.5);
  expect(costs.nearDuplicate.writes).toBeLessThanOrEqual(17);
  // The record and its exact key.
  expect(costs.exactDuplicate.writes).toBeLessThanOrEqual(2);
  expect(costs.replay).toEqual({ writes: 0, reads: 1 });
});
