import { expect, test } from 'vitest';
import { measureCatalogCosts } from '../../bench/catalog-cost.ts';
import { DUPLICATE, estimateCost, NEW } from '../../lib/core/cost.ts';

const MILLION = { articles: 1e6, kilobytes: 4, exactDuplicates: 0, sweeps: 30 };

test('the lines add up, and the greatest is named', () => {
  const { lines, dollars, fixedDollars, dollarsPerMillion, driver } = estimateCost({ ...MILLION, sweeps: 4 });
  expect(dollars).toBeCloseTo(lines.reduce((sum, line) => sum + line.dollars, 0));
  expect(dollarsPerMillion).toBeCloseTo(dollars - fixedDollars);
  expect(driver).toBe('DynamoDB: writes');
  for (const { usage, dollars: line, price } of lines) {
    expect(line).toBeCloseTo(usage * price.dollars);
    expect(price.page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9/-]+pricing/);
  }
});

test('duplicates cost less, and twice as many articles twice as much, but for what is fixed', () => {
  const { dollars, fixedDollars, dollarsPerMillion } = estimateCost(MILLION);
  expect(estimateCost({ ...MILLION, exactDuplicates: 1 }).dollars).toBeLessThan(dollars * 0.75);
  const twice = estimateCost({ ...MILLION, articles: 2e6 });
  expect(twice.dollarsPerMillion).toBeCloseTo(dollarsPerMillion);
  expect(twice.fixedDollars).toBe(fixedDollars);
});

test('of a large catalog, writing drives it, or sweeping four times a day', () => {
  expect(estimateCost(MILLION).driver).toBe('DynamoDB: writes');
  expect(estimateCost({ ...MILLION, sweeps: 120 }).driver).toBe('DynamoDB: reads of the sweep');
});

test('counts on what the pipeline really does', async () => {
  const { newArticle, exactDuplicate } = await measureCatalogCosts({ count: 100 });
  expect(newArticle.writes).toBeCloseTo(NEW.records + NEW.postings, 0);
  expect(newArticle.reads).toBeCloseTo(NEW.reads, 0);
  expect(exactDuplicate.writes).toBeCloseTo(DUPLICATE.records + DUPLICATE.postings, 0);
  expect(exactDuplicate.reads).toBeCloseTo(DUPLICATE.reads, 0);
});
