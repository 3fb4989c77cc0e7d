import { expect, it } from 'vitest';
import { remember } from '../../../lib/core/extract/remember.ts';

it('asks once for what it keeps, also for nothing, and keeps no more than it may', () => {
  const asked: string[] = [];
  const lengthOf = remember(10, (text) => {
    asked.push(text);
    return text.length > 4 ? text.length : undefined;
  });
  expect(['no', 'no', 'twelve chars', 'no', 'new', 'no'].map(lengthOf)).toEqual([
    undefined,
    undefined,
    12,
    undefined,
    undefined,
    undefined,
  ]);
  expect(asked).toEqual(['no', 'twelve chars', 'new', 'no']);
});
