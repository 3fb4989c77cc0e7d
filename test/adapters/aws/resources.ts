/** Buckets, tables and queues of the emulator, each new and empty. */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CATALOG_TABLE, HEAD_ATTRIBUTES } from '../../../lib/core/deployment.ts';

export const s3 = new S3Client();
export const sqs = new SQSClient();
export const dynamo = new DynamoDBClient();

export async function newBucket({ versioned = false } = {}): Promise<string> {
  const Bucket = `test-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  if (versioned) {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  return Bucket;
}

export async function newQueue(): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: randomUUID() }));
  return QueueUrl!;
}

/** As the stack makes it. */
export async function newTable(): Promise<string> {
  const TableName = `catalog-${randomUUID()}`;
  const { partitionKey, sortKey, headsIndex } = CATALOG_TABLE;
  const keySchema = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const names = [partitionKey, sortKey, headsIndex.partitionKey, headsIndex.sortKey];
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema(partitionKey, sortKey),
      GlobalSecondaryIndexes: [
        {
          IndexName: headsIndex.name,
          KeySchema: keySchema(headsIndex.partitionKey, headsIndex.sortKey),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...HEAD_ATTRIBUTES] },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  await waitUntilTableExists({ client: dynamo, maxWaitTime: 30, minDelay: 1 }, { TableName });
  return TableName;
}
