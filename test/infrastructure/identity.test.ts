/** Renaming one of these would make CloudFormation put an empty one in its place. */
import { expect, test } from 'vitest';
import { ofType } from './synthesized.ts';

const ids = (type: string) =>
  ofType(type)
    .map(([id]) => id)
    .sort();

test('the logical ids of what holds data never change', () => {
  expect({
    buckets: ids('AWS::S3::Bucket'),
    tables: ids('AWS::DynamoDB::Table'),
    queues: ids('AWS::SQS::Queue'),
    databases: ids('AWS::Glue::Database'),
  }).toEqual({
    buckets: ['AccessLogsBucketCD784A59', 'LakeBucketB1D32E10', 'LakeResults1933D710', 'LandingBucket6D60388F'],
    tables: ['CatalogTableBBEA0CBC'],
    queues: ['ExportingDeadLettersB1DAE8AA', 'WorkDeadLetters7D6F983C', 'WorkQueue1CAC4D2F'],
    databases: ['LakeDatabase161E1CC7'],
  });
});
