import { expect, test } from 'vitest';
import { settingsFrom } from '../../lib/settings.ts';

test('each setting has a default', () => {
  expect(settingsFrom(undefined)).toEqual(settingsFrom({}));
  expect(settingsFrom({})).toMatchObject({ ingestBatch: 500, ingestWindowSeconds: 30, queryScanLimitGb: 10, alarmEmail: null });
  expect(settingsFrom({}).sourceBuckets).toEqual([]);
});

test('takes what is set', () => {
  expect(settingsFrom({ sourceBuckets: ['old', 'older'] }).sourceBuckets).toEqual(['old', 'older']);
  expect(settingsFrom({ ingestConcurrency: 2, alarmEmail: 'desk@example.org' })).toMatchObject({
    ingestConcurrency: 2,
    alarmEmail: 'desk@example.org',
  });
});

test.each([
  [{ ingestBatch: 0 }, 'ingestBatch must be a whole number from 1 to 10000, not 0'],
  [{ ingestBatch: '500' }, 'not "500"'],
  [{ exportWindowSeconds: 1.5 }, 'exportWindowSeconds'],
  [{ ingestWindowSeconds: 0 }, 'from 1 to 300'],
  [{ logRetentionDays: 2 }, 'logRetentionDays must be one of 1, 3, 5,'],
  [{ ingestbatch: 5 }, 'has no setting ingestbatch'],
  [{ alarmEmail: 'nobody' }, 'alarmEmail'],
  [{ sourceBuckets: 'old' }, 'sourceBuckets must be a list of names of buckets, not "old"'],
  [{ sourceBuckets: ['s3://old'] }, 'sourceBuckets'],
  [[], 'must be an object'],
])('refuses %j and names it', (context, message) => {
  expect(() => settingsFrom(context)).toThrow(message);
});
