import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALARM_METRICS } from '../../lib/core/cost.ts';
import { TABLES } from '../../lib/core/lake/columns.ts';
import { ofType, one, synthesized } from './synthesized.ts';

const FUNCTIONS = [
  'IngestionFunction',
  'ExportingFunction',
  'MaintenanceSweep',
  'MaintenanceCompact',
  'MaintenanceVacuum',
  'MaintenanceStories',
];

test('deploys our six functions and no helper of the CDK’s', () => {
  const ids = ofType('AWS::Lambda::Function').map(([id]) => id.slice(0, -8));
  expect(ids.sort()).toEqual([...FUNCTIONS].sort());
  expect(Object.values(synthesized().resources).filter(({ Type }) => Type.startsWith('Custom::'))).toEqual([]);
});

test('asks the account nothing', () => {
  expect(synthesized().missingContext).toEqual([]);
});

test.each(FUNCTIONS)('%s runs on arm64 and Node 24, with a log that ends', (name) => {
  const { Properties } = one('AWS::Lambda::Function', name);
  expect(Properties.Architectures).toEqual(['arm64']);
  expect(Properties.Runtime).toBe('nodejs24.x');
  const log = synthesized().resources[Properties.LoggingConfig.LogGroup.Ref]!;
  expect(log.Properties.RetentionInDays).toBe(30);
});

test('the landing bucket tells the queue of everything that happens to an object', () => {
  const { Properties } = one('AWS::S3::Bucket', 'LandingBucket');
  const events = Properties.NotificationConfiguration.QueueConfigurations.map(({ Event }: { Event: string }) => Event);
  expect(events).toEqual(['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:*']);
  expect(Properties.VersioningConfiguration.Status).toBe('Enabled');
});

test('every bucket is closed, and stays when the stack goes', () => {
  for (const [, { Properties, DeletionPolicy }] of ofType('AWS::S3::Bucket')) {
    expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    expect(Properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    expect(Properties.BucketEncryption).toBeDefined();
    expect(Properties.BucketName).toBeUndefined();
    expect(DeletionPolicy).toBe('Retain');
  }
  const policies = ofType('AWS::S3::BucketPolicy').map(([, { Properties }]) => JSON.stringify(Properties.PolicyDocument));
  expect(policies).toHaveLength(ofType('AWS::S3::Bucket').length);
  for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
});

test('nobody can put a commit over another', () => {
  const lake = one('AWS::S3::BucketPolicy', 'LakeBucket');
  const statement = lake.Properties.PolicyDocument.Statement.find(({ Sid }: { Sid?: string }) => Sid === 'CommitsAreCreatedOnce');
  expect(statement).toMatchObject({
    Effect: 'Deny',
    Action: 's3:PutObject',
    Condition: { Null: { 's3:if-none-match': 'true' } },
  });
});

test('a message is not seen twice while it is worked on, and outlives its retries among the dead letters', () => {
  const queue = one('AWS::SQS::Queue', 'WorkQueue').Properties;
  const dead = one('AWS::SQS::Queue', 'WorkDeadLetters').Properties;
  const { Timeout } = one('AWS::Lambda::Function', 'IngestionFunction').Properties;
  const mapping = one('AWS::Lambda::EventSourceMapping', 'IngestionFunction').Properties;
  expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout + mapping.MaximumBatchingWindowInSeconds);
  expect(dead.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
  expect(queue.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
  expect(mapping).toMatchObject({
    BatchSize: 500,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 20 },
  });
});

test('the export takes settled records from the stream, and gives a bad batch up before the stream forgets others', () => {
  const { Properties } = one('AWS::Lambda::EventSourceMapping', 'ExportingFunction');
  expect(JSON.parse(Properties.FilterCriteria.Filters[0].Pattern)).toEqual({
    dynamodb: { NewImage: { settled: { BOOL: [true] } } },
  });
  expect(Properties).toMatchObject({
    BatchSize: 2000,
    MaximumBatchingWindowInSeconds: 60,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 10,
    MaximumRecordAgeInSeconds: 21_600,
    StartingPosition: 'TRIM_HORIZON',
  });
  expect(Properties.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0]).toBe(
    one('AWS::SQS::Queue', 'ExportingDeadLetters').id,
  );
});

test('the catalog can be restored, and is not deleted by accident', () => {
  const { Properties, DeletionPolicy } = one('AWS::DynamoDB::Table');
  expect(Properties).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  });
  expect(DeletionPolicy).toBe('Retain');
});

test.each(TABLES.map((table) => [table.name, table] as const))(
  'Athena knows %s as a Delta table with our columns',
  (name, table) => {
    const found = ofType('AWS::Glue::Table').find(([, { Properties }]) => Properties.TableInput.Name === name)!;
    const input = found[1].Properties.TableInput;
    expect(input.Parameters.table_type).toBe('DELTA');
    expect(JSON.stringify(input.StorageDescriptor.Location)).toContain(`/${name}/`);
    const columns = input.StorageDescriptor.Columns.map((column: { Name: string }) => column.Name);
    expect(columns).toEqual(table.columns.map((column) => column.name));
  },
);

test('a query may not scan more than the limit', () => {
  const { Properties } = one('AWS::Athena::WorkGroup');
  expect(Properties.WorkGroupConfiguration).toMatchObject({
    BytesScannedCutoffPerQuery: 10_000_000_000,
    EnforceWorkGroupConfiguration: true,
  });
});

test('the cost estimate counts every metric that an alarm watches', () => {
  const watched = ofType('AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
    (Properties.Metrics ?? [Properties]).filter((metric: { Expression?: string }) => metric.Expression === undefined),
  );
  expect(watched).toHaveLength(ALARM_METRICS);
});

test.each([
  ['Sweep', 24],
  ['Compact', 1],
  ['Vacuum', 24],
  ['Stories', 24],
])('%s raises an alarm when nobody starts it any more', (name, hours) => {
  const { Properties } = one('AWS::CloudWatch::Alarm', `Observability${name}NotStarted`);
  const { Ref: watched } = Properties.Dimensions[0].Value;
  expect(watched).toMatch(new RegExp(`^Maintenance${name}`));
  expect(Properties).toMatchObject({
    MetricName: 'Invocations',
    Statistic: 'Sum',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    TreatMissingData: 'breaching',
    Period: 3600,
  });
  // Longer than the interval of its schedule, or it would cry wolf; within the week that CloudWatch looks back.
  expect(Properties.EvaluationPeriods).toBeGreaterThan(hours);
  expect(Properties.EvaluationPeriods * Properties.Period).toBeLessThanOrEqual(7 * 24 * 3600);
});

test('an alarm that calculates does so where some of its metrics have no value', () => {
  const formulas = ofType('AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
    (Properties.Metrics ?? []).flatMap(({ Expression }: { Expression?: string }) => Expression ?? []),
  );
  expect(formulas).toHaveLength(4);
  for (const formula of formulas) expect(formula.replace(/FILL\([a-z]+, 0\)/g, '').replace('IF', '')).not.toMatch(/[a-z]/i);
});

test('tells what to do next', () => {
  const { outputs } = synthesized();
  expect(JSON.stringify(outputs.UploadCommand!.Value)).toContain('aws s3 cp');
  expect(JSON.stringify(outputs.QueryCommand!.Value)).toContain('articlelake.documents');
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(['LandingBucket', 'LakeBucket', 'CatalogTable', 'WorkQueueUrl']));
});

test('docs/aws.md explains every part of the stack, and none that is not there', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'aws.md'), 'utf8');
  const table = page.slice(page.indexOf('## What is deployed'), page.indexOf('## Limits'));
  const parts = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, part]) => part!);
  const partOf = (id: string) => parts.find((part) => id.startsWith(part));
  const ids = Object.keys(synthesized().resources);
  expect(ids.filter((id) => !partOf(id))).toEqual([]);
  expect(parts.filter((part) => !ids.some((id) => partOf(id) === part))).toEqual([]);
});
