import { expect, test } from 'vitest';
import { killRuns } from './kill.ts';

// Two processes on one lake, killed at random moments and started again. More of it: npm run kill -- --kills 400.
test('50 kills lose nothing and double nothing', { timeout: 900_000 }, async () => {
  const report = await killRuns({ kills: 50, articles: 250, workers: 2 });
  console.log(
    `${report.kills} kills on ${report.lakes} lakes of ${report.rows} rows: lost ${report.lost}, doubled ${report.doubled}`,
  );
  expect(report).toMatchObject({ lost: 0, doubled: 0 });
  expect(report.kills).toBeGreaterThanOrEqual(50);
});
