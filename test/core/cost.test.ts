import { expect, test } from 'vitest';
import { measureCatalogCosts } from '../../bench/catalog-cost.ts';
import { DUPLICATE, estimateCost, NEW } from '../../lib/core/cost.ts';

const MILLION = { articles: 1e6, kilobytes: 4, exactDuplicates: 0 };

test('the lines add up, and the greatest is named', () => {
  const { lines, dollars, dollarsPerMillion, driver } = estimateCost(MILLION);
  expect(dollars).toBeCloseTo(lines.reduce((sum, line) => sum + line.dollars, 0));
  expect(dollarsPerMillion).toBeCloseTo(dollars);
  expect(driver).toBe('DynamoDB: writes');
  for (const { usage, dollars: line } of lines) expect(Math.min(usage, line)).toBeGreaterThanOrEqual(0);
});

test('duplicates cost less, and twice as many articles twice as much', () => {
  const { dollars } = estimateCost(MILLION);
  expect(estimateCost({ ...MILLION, exactDuplicates: 1 }).dollars).toBeLessThan(dollars * 0.75);
  expect(estimateCost({ ...MILLION, articles: 2e6 }).dollars).toBeCloseTo(2 * dollars);
});

test('counts on what the pipeline really does', async () => {
  const { newArticle, exactDuplicate } = await measureCatalogCosts({ count: 100 });
  expect(newArticle.writes).toBeCloseTo(NEW.records + NEW.postings, 0);
  expect(newArticle.reads).toBeCloseTo(NEW.reads, 0);
  expect(exactDuplicate.writes).toBeCloseTo(DUPLICATE.records + DUPLICATE.postings, 0);
  expect(exactDuplicate.reads).toBeCloseTo(DUPLICATE.reads, 0);
});
