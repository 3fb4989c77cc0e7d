import { expect, test } from 'vitest';
import { jsonLines, runCli } from './run-cli.ts';

test('shows every line with its formula, and the sum', () => {
  const { stdout, status } = runCli('cost', '--articles', '1000000', '--kb', '4', '--duplicates', '30', '--sweeps', '4');
  expect(status).toBe(0);
  expect(stdout).toContain('1,000,000 articles of 4 kB a month, 30 % exact duplicates');
  expect(stdout).toMatch(/DynamoDB: writes .* units at 0\.625 a million = new × /);
  expect(stdout).toMatch(/a million articles\. The most: DynamoDB: writes\.\nThis is the first month/);
});

test('gives the same as JSON', () => {
  const [estimate] = jsonLines(runCli('cost', '--articles', '1000', '--json').stdout);
  expect(estimate).toMatchObject({ articles: 1000, kilobytes: 4, exactDuplicates: 0, sweeps: 30, region: 'us-east-1' });
  expect((estimate!.lines as unknown[]).length).toBeGreaterThan(10);
});

test.each([
  [['--articles', 'many']],
  [['--articles', '0']],
  [['--articles', '5', '--duplicates', '101']],
  [['--articles', '5', '--sweeps', '1.5']],
  [[]],
])('refuses %j', (args) => {
  expect(runCli('cost', ...args).status).toBe(2);
});
