import { expect, test } from 'vitest';
import { BloomFilter } from '../../lib/core/bloom-filter.ts';

test('a filter holds all that it was given, and hardly anything else', () => {
  const filter = new BloomFilter();
  const names = (of: string) => Array.from({ length: 10_000 }, (_, i) => `${of} ${i}`);
  for (const name of names('mine')) filter.add(name);
  expect(names('mine').every((name) => filter.mayHold(name))).toBe(true);
  expect(names('other').filter((name) => filter.mayHold(name))).toHaveLength(0);
});
