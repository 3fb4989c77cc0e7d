import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { concurrently } from '../../lib/core/concurrently.ts';

test('answers in the order of the items, with no more under way than the limit', async () => {
  let underWay = 0;
  let most = 0;
  const doubled = await concurrently(
    [5, 1, 4, 2, 3],
    async (number) => {
      most = Math.max(most, ++underWay);
      await sleep(number);
      underWay--;
      return 2 * number;
    },
    2,
  );
  expect(doubled).toEqual([10, 2, 8, 4, 6]);
  expect(most).toBe(2);
});

test('after a failure begins no more, and throws it once nothing goes on', async () => {
  const ended: number[] = [];
  const work = concurrently(
    [0, 1, 2, 3],
    async (number) => {
      await sleep(number);
      if (number === 0) throw new Error('the first');
      ended.push(number);
    },
    2,
  );
  await expect(work).rejects.toThrow('the first');
  expect(ended).toEqual([1]);
});
