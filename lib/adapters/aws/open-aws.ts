import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { arrowFormat } from '../../core/lake/arrow-format.ts';
import { parquetFormat } from '../../core/lake/parquet-format.ts';
import type { DeadLetters } from '../../ports/dead-letters.ts';
import type { Ports } from '../../ports/ports.ts';
import { jitteredPause } from './backoff.ts';
import type { AwsConfig } from './config.ts';
import { DynamoCatalog } from './dynamo-catalog.ts';
import { DynamoTable } from './dynamo-table.ts';
import { EmfTelemetry } from './emf-telemetry.ts';
import { S3Landing } from './s3-landing.ts';
import { S3ObjectStore } from './s3-object-store.ts';
import { SqsDeadLetters } from './sqs-dead-letters.ts';
import { SqsQueue } from './sqs-queue.ts';
import { systemClock } from './system-clock.ts';

/** The SDK's own handler waits for ever by default; a silent connection must not use up a function's time. */
const CLIENT = { maxAttempts: 5, requestHandler: { connectionTimeout: 3_000, socketTimeout: 20_000 } } as const;

/** A deployed lake. */
export interface AwsLake extends Ports {
  readonly telemetry: EmfTelemetry;
  readonly deadLetters: DeadLetters | null;
  /** Closes idle connections, for programs that end. */
  close(): void;
}

/**
 * Opens the lake that a stack deployed. The catalog has no feed of changes to pull: the table's stream pushes them to the
 * export function (see `stream-changes.ts`).
 */
export function openAws(config: AwsConfig): AwsLake {
  const s3 = new S3Client(CLIENT);
  const sqs = new SQSClient(CLIENT);
  const dynamo = new DynamoDBClient(CLIENT);
  const documents = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });
  const table = new DynamoTable(documents, config.catalogTable, jitteredPause);
  return {
    landing: new S3Landing(s3),
    catalog: new DynamoCatalog(table),
    queue: new SqsQueue(sqs, config.queueUrl),
    deadLetters: config.deadLettersUrl === null ? null : new SqsDeadLetters(sqs, config.deadLettersUrl),
    lake: new S3ObjectStore(s3, config.lakeBucket),
    tableFormat: parquetFormat,
    segmentFormat: arrowFormat,
    clock: systemClock,
    telemetry: new EmfTelemetry(config.service),
    close: () => {
      for (const client of [s3, sqs, dynamo]) client.destroy();
    },
  };
}
