import { expect, test } from 'vitest';
import { loadPipeline, OWN_ROOT } from './pipeline.ts';
import { runInProcesses, type SeedRange, type Totals, total } from './seeds.ts';
import { simulate } from './simulate.ts';

const PROCESSES = 2;
const TIMEOUT_MS = 1_200_000;

async function run(range: SeedRange, options: readonly string[] = []): Promise<Totals> {
  const totals = await runInProcesses(range, PROCESSES, options);
  const { seeds, steps, checks, commits, faults } = totals;
  console.log(`${seeds} seeds, ${steps} steps, ${total(faults)} faults, ${commits} commits, ${checks} checks`);
  return totals;
}

// More of it: npm run simulate -- --seeds 15000 --from 1 --processes 2.
test('1,600 seeds break no promise', { timeout: TIMEOUT_MS }, async () => {
  const { seeds, steps, faults, violation } = await run({ from: 1, seeds: 1600 });
  expect(violation).toBeNull();
  expect(seeds).toBe(1600);
  expect(steps).toBeGreaterThan(5_000_000);
  expect(total(faults)).toBeGreaterThan(150_000);
});

test('nor do seeds in which most keys are shared by more documents than anybody looks at', { timeout: TIMEOUT_MS }, async () => {
  const { violation } = await run({ from: 1, seeds: 200 }, ['--look-limit', '3']);
  expect(violation).toBeNull();
});

test('a seed replays exactly', async () => {
  const pipeline = await loadPipeline(OWN_ROOT);
  const [first, second] = [await simulate(7, pipeline), await simulate(7, pipeline)];
  expect(second).toEqual(first);
  expect((await simulate(8, pipeline)).traceHash).not.toBe(first.traceHash);
});
