import { expect, test } from 'vitest';
import { loadPipeline, OWN_ROOT } from './pipeline.ts';
import { runInProcesses, total } from './seeds.ts';
import { simulate } from './simulate.ts';

// More of it: npm run simulate -- --seeds 15000 --from 1 --processes 2.
test('1,600 seeds break no promise', { timeout: 1_200_000 }, async () => {
  const { seeds, steps, checks, commits, faults, violation } = await runInProcesses({ from: 1, seeds: 1600 }, 2);
  console.log(`${seeds} seeds, ${steps} steps, ${total(faults)} faults, ${commits} commits, ${checks} checks`);
  expect(violation).toBeNull();
  expect(seeds).toBe(1600);
  expect(steps).toBeGreaterThan(5_000_000);
  expect(total(faults)).toBeGreaterThan(150_000);
});

test('a seed replays exactly', async () => {
  const pipeline = await loadPipeline(OWN_ROOT);
  const [first, second] = [await simulate(7, pipeline), await simulate(7, pipeline)];
  expect(second).toEqual(first);
  expect((await simulate(8, pipeline)).traceHash).not.toBe(first.traceHash);
});
