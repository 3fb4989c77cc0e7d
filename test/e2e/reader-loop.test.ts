import { expect, test } from 'vitest';
import { readWhileOthersWrite } from './reader-loop.ts';

test('a reader sees no hole and no double while others ingest, compact and vacuum', async () => {
  const report = await readWhileOthersWrite({ seconds: 6 });
  expect(report.violations).toEqual([]);
  expect(report.looks).toBeGreaterThan(0);
  expect(report.filesCompacted).toBeGreaterThan(0);
});
