import { expect, test } from 'vitest';
import { configFromEnvironment } from '../../../lib/adapters/aws/config.ts';
import { TerminalError } from '../../../lib/core/errors.ts';

const COMPLETE = { LANDING_BUCKET: 'landing', LAKE_BUCKET: 'lake', CATALOG_TABLE: 'catalog', QUEUE_URL: 'https://queue' };

test('reads where the parts are', () => {
  expect(configFromEnvironment({ ...COMPLETE, POWERTOOLS_SERVICE_NAME: 'ingest' })).toEqual({
    landingBucket: 'landing',
    sourceBuckets: [],
    lakeBucket: 'lake',
    catalogTable: 'catalog',
    queueUrl: 'https://queue',
    deadLettersUrl: null,
    service: 'ingest',
  });
  expect(configFromEnvironment(COMPLETE)).toMatchObject({ service: 'article-lake' });
  expect(configFromEnvironment({ ...COMPLETE, SOURCE_BUCKETS: 'old,older' }).sourceBuckets).toEqual(['old', 'older']);
  expect(configFromEnvironment({ ...COMPLETE, DEAD_LETTERS_URL: 'https://dead' }).deadLettersUrl).toBe('https://dead');
});

test('names all that is missing or wrong', () => {
  const broken = { ...COMPLETE, LAKE_BUCKET: ' ', QUEUE_URL: undefined };
  expect(() => configFromEnvironment(broken)).toThrow(TerminalError);
  expect(() => configFromEnvironment(broken)).toThrow(/LAKE_BUCKET is missing; QUEUE_URL is missing/);
});
