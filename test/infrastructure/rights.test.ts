import { describe, expect, test } from 'vitest';
import { ofType, one } from './synthesized.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What a function's role allows, as text: the action, then its resources. */
function rightsOf(role: string): { actions: string[]; on: (action: string) => string; statements: Statement[] } {
  const policies = ofType('AWS::IAM::Policy').filter(([id]) => id.startsWith(role));
  const statements: Statement[] = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  const actionsOf = ({ Action }: Statement) => [Action].flat();
  return {
    actions: [...new Set(statements.flatMap(actionsOf))].sort(),
    on: (action) =>
      JSON.stringify(statements.filter((statement) => actionsOf(statement).includes(action)).map(({ Resource }) => Resource)),
    statements,
  };
}

const landing = one('AWS::S3::Bucket', 'LandingBucket').id;
const lake = one('AWS::S3::Bucket', 'LakeBucket').id;
const table = one('AWS::DynamoDB::Table').id;

const ROLES = [
  'IngestionFunctionRole',
  'ExportingFunctionRole',
  'MaintenanceSweepRole',
  'MaintenanceCompactRole',
  'MaintenanceVacuumRole',
  'MaintenanceStoriesRole',
];

describe.each(ROLES)('%s', (role) => {
  const rights = rightsOf(role);

  test('never writes to the landing bucket, and holds no wildcard of actions', () => {
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'])
      expect(rights.on(action)).not.toContain(landing);
    expect(rights.actions.filter((action) => action.includes('*'))).toEqual([]);
    expect(rights.actions).not.toContain('dynamodb:DeleteItem');
    expect(rights.actions).not.toContain('dynamodb:UpdateTable');
  });

  test('is given every resource by name; only tracing and listing streams have none', () => {
    const open = rights.statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => [Action].flat());
    expect(open.filter((action) => !/^(?:xray:Put|dynamodb:ListStreams)/.test(action))).toEqual([]);
  });
});

test('ingest reads what landed and writes segments, records and postings: no table of the lake, no scan', () => {
  const rights = rightsOf('IngestionFunctionRole');
  expect(rights.on('s3:GetObject')).toContain(landing);
  expect(rights.on('s3:GetObject')).not.toContain(lake);
  expect(rights.on('s3:PutObject')).toBe(`[{"Fn::Join":["",[{"Fn::GetAtt":["${lake}","Arn"]},"/segments/*"]]}]`);
  expect(rights.on('s3:ListBucket')).toContain(landing);
  expect(rights.actions).not.toContain('dynamodb:Scan');
  expect(rights.actions).not.toContain('s3:DeleteObject');
});

test('ingest may give messages up, and never take one back from the dead letters', () => {
  const rights = rightsOf('IngestionFunctionRole');
  const dead = one('AWS::SQS::Queue', 'WorkDeadLetters').id;
  expect(rights.on('sqs:SendMessage')).toContain(dead);
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:PurgeQueue'])
    expect(rights.on(action)).not.toContain(dead);
});

test('records can be put, never deleted: batches, which can delete, reach postings only', () => {
  for (const role of ['IngestionFunctionRole', 'MaintenanceSweepRole']) {
    const { statements } = rightsOf(role);
    const condition = (action: string) =>
      statements.filter(({ Action }) => [Action].flat().includes(action)).map((s) => s.Condition);
    const only = (keys: string) => [{ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys] } }];
    expect(condition('dynamodb:PutItem')).toEqual(only('D#*'));
    expect(condition('dynamodb:BatchWriteItem')).toEqual(only('K#*'));
  }
});

test('export reads the catalog and writes tables: no deletes, nothing of the landing bucket, no write to the catalog', () => {
  const rights = rightsOf('ExportingFunctionRole');
  expect(rights.actions).not.toContain('s3:DeleteObject');
  expect(JSON.stringify(rights.statements)).not.toContain(landing);
  expect(rights.actions.filter((action) => /^dynamodb:(?:Put|BatchWrite|Update|Delete|Scan)/.test(action))).toEqual([]);
  const written = ['/dedupe_ledger/*', '/document_texts/*', '/documents/*', '/rejections/*'];
  expect(rights.on('s3:PutObject').match(/\/[a-z_/]+\*/g)).toEqual(written);
  expect(rights.on('s3:GetObject')).toContain('segments');
  expect(rights.actions).not.toContain('sqs:ReceiveMessage');
});

test('sweep lists and compares, and writes catalog and queue only: it reads no article and writes no object', () => {
  const rights = rightsOf('MaintenanceSweepRole');
  expect(rights.actions).not.toContain('s3:PutObject');
  expect(rights.on('s3:GetObject')).not.toContain(landing);
  expect(rights.on('s3:ListBucketVersions')).toContain(landing);
  expect(rights.actions).toContain('sqs:SendMessage');
  expect(rights.actions).not.toContain('sqs:DeleteMessage');
});

test('backfill lists and sends, and writes down what it did: it reads no article, and takes no message', () => {
  const rights = rightsOf('Backfill');
  expect(rights.actions.filter((action) => !/^(?:logs|xray):/.test(action))).toEqual([
    's3:AbortMultipartUpload',
    's3:GetObject',
    's3:ListBucket',
    's3:ListMultipartUploadParts',
    's3:PutObject',
    'sqs:SendMessage',
    'states:DescribeExecution',
    'states:RedriveExecution',
    'states:StartExecution',
    'states:StopExecution',
  ]);
  const results = one('AWS::S3::Bucket', 'LakeResults').id;
  for (const action of ['s3:GetObject', 's3:PutObject'])
    expect(rights.on(action)).toBe(`[{"Fn::Join":["",[{"Fn::GetAtt":["${results}","Arn"]},"/backfill/*"]]}]`);
  expect(rights.on('s3:ListBucket')).toBe(`[{"Fn::GetAtt":["${landing}","Arn"]}]`);
  expect(rights.on('sqs:SendMessage')).toContain('WorkQueue');
  expect(rights.on('sqs:SendMessage')).not.toContain('DeadLetters');
  expect(JSON.stringify(rights.statements)).not.toContain(table);
});

test('compact deletes nothing; vacuum writes checkpoints only; neither sees catalog or landing bucket', () => {
  const compact = rightsOf('MaintenanceCompactRole');
  const vacuum = rightsOf('MaintenanceVacuumRole');
  expect(compact.actions).not.toContain('s3:DeleteObject');
  expect(vacuum.on('s3:PutObject').match(/\/[a-z_/]+\*/g)).toEqual([
    '/dedupe_ledger/_delta_log/*',
    '/document_texts/_delta_log/*',
    '/documents/_delta_log/*',
    '/rejections/_delta_log/*',
    '/runs/_delta_log/*',
    '/stories/_delta_log/*',
  ]);
  for (const { statements, actions } of [compact, vacuum]) {
    expect(JSON.stringify(statements)).not.toContain(landing);
    expect(JSON.stringify(statements)).not.toContain(table);
    expect(actions.filter((action) => action.startsWith('sqs:'))).toEqual([]);
  }
  expect(vacuum.on('s3:DeleteObject')).not.toContain('segments');
});

test('stories reads articles, writes its own table, and sees nothing else', () => {
  const { on, actions, statements } = rightsOf('MaintenanceStoriesRole');
  expect(on('s3:GetObject').match(/\/[a-z_/]+\*/g)).toEqual(['/document_texts/*', '/documents/*', '/stories/*']);
  expect(on('s3:PutObject').match(/\/[a-z_/]+\*/g)).toEqual(['/stories/*']);
  expect(actions.filter((action) => /^(?:sqs|dynamodb):|DeleteObject/.test(action))).toEqual([]);
  expect(JSON.stringify(statements)).not.toContain(landing);
});

test('alarms reach their topic: its own policy, unlike the one that topics come with, must say so', () => {
  const { Statement } = one('AWS::SNS::TopicPolicy').Properties.PolicyDocument;
  const topic = one('AWS::SNS::Topic').id;
  const allowed = (Statement as Statement[]).filter(({ Effect }) => Effect === 'Allow');
  expect(allowed).toMatchObject([
    { Action: 'sns:Publish', Resource: { Ref: topic }, Principal: { Service: 'cloudwatch.amazonaws.com' } },
  ]);
  for (const [, { Properties }] of ofType('AWS::CloudWatch::Alarm')) expect(Properties.AlarmActions).toEqual([{ Ref: topic }]);
});

test('services act for this account only: S3 on the queue, CloudWatch on the topic, Step Functions in its role', () => {
  const policies = [
    one('AWS::SQS::QueuePolicy', 'WorkQueue').Properties.PolicyDocument,
    one('AWS::SNS::TopicPolicy').Properties.PolicyDocument,
    one('AWS::IAM::Role', 'BackfillRole').Properties.AssumeRolePolicyDocument,
  ];
  const allowed = policies.flatMap(({ Statement }) => (Statement as Statement[]).filter(({ Effect }) => Effect === 'Allow'));
  expect(allowed.map(({ Condition }) => Condition)).toEqual(
    policies.map(() => ({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } })),
  );
});
