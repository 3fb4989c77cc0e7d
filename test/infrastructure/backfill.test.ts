import { expect, test } from 'vitest';
import { backfillDefinition } from '../../lib/constructs/backfill-definition.ts';
import { one, synthesize, synthesized } from './synthesized.ts';

const definition = backfillDefinition({ queueUrl: 'QUEUE', resultsBucket: 'RESULTS', resultsPrefix: 'backfill' });
const map = definition.States.EachObject;

/** Every state that a state leads to. */
const nextOf = (state: Record<string, unknown>): unknown[] => [
  state.Next,
  state.Default,
  ...((state.Choices as { Next: string }[] | undefined) ?? []).map(({ Next }) => Next),
];

test('every state that is named is there', () => {
  const { StartAt, States } = map.ItemProcessor;
  const named = [StartAt, ...Object.values(States).flatMap((state) => nextOf(state))].filter((name) => name !== undefined);
  expect(new Set(named)).toEqual(new Set(Object.keys(States)));
});

test('lists what its input names, in express executions of ten, and writes the results to a bucket', () => {
  expect(map).toMatchObject({
    Type: 'Map',
    ItemReader: {
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      Parameters: { 'Bucket.$': '$.bucket', 'Prefix.$': '$.prefix' },
    },
    ItemBatcher: { MaxItemsPerBatch: 10 },
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } },
    ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'RESULTS', Prefix: 'backfill' } },
  });
  expect(map.ItemProcessor.States.Send).toMatchObject({
    Resource: 'arn:aws:states:::aws-sdk:sqs:sendMessageBatch',
    Arguments: { QueueUrl: 'QUEUE' },
  });
});

test('tolerates no failure: a backfill that missed something does not look like success', () => {
  expect(Object.keys(map).filter((field) => field.startsWith('Tolerated'))).toEqual([]);
  expect(Object.keys(map)).not.toContain('Catch');
});

test('is deployed so, logged and traced', () => {
  const { Properties } = one('AWS::StepFunctions::StateMachine');
  expect(Properties.StateMachineType ?? 'STANDARD').toBe('STANDARD');
  expect(Properties.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
  expect(Properties.TracingConfiguration).toEqual({ Enabled: true });
  const references = JSON.stringify(Properties.DefinitionString);
  for (const part of ['WorkQueue', 'LakeResults']) expect(references).toContain(part);
  expect(references).not.toContain('LandingBucket');
});

test('an output says how to start it', () => {
  const command = JSON.stringify(synthesized().outputs.BackfillCommand!.Value);
  expect(command).toContain('aws stepfunctions start-execution');
  expect(command).toContain('LandingBucket');
});

test('a bucket that was there before is listed and read, and nothing else', () => {
  const { resources } = synthesize({ sourceBuckets: ['old-articles'] });
  const allowing = Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy')
    .flatMap(([id, { Properties }]) =>
      (Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[])
        .filter(({ Resource }) => JSON.stringify(Resource).includes(':s3:::old-articles'))
        .map(({ Action }) => [/^[A-Z][a-z]+(?:Sweep)?/.exec(id)![0], [Action].flat().sort().join()]),
    );
  expect(allowing.sort()).toEqual([
    ['Backfill', 's3:ListBucket'],
    ['Ingestion', 's3:GetObject'],
    ['Ingestion', 's3:ListBucket,s3:ListBucketVersions'],
    ['MaintenanceSweep', 's3:ListBucket,s3:ListBucketVersions'],
  ]);
  const sweep = Object.entries(resources).find(([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.includes('Sweep'))!;
  expect(sweep[1].Properties.Environment.Variables.SOURCE_BUCKETS).toBe('old-articles');
});
