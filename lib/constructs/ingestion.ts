import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { VARIABLES } from '../core/deployment.ts';
import type { Settings } from '../settings.ts';
import type { Catalog } from './catalog.ts';
import { PipelineFunction } from './pipeline-function.ts';
import { readCatalog, readObjects, writeCatalog, writeObjects } from './rights.ts';
import type { WorkQueue } from './work-queue.ts';

export interface IngestionProps {
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string>>;
  readonly work: WorkQueue;
  readonly landing: Bucket;
  readonly sources: readonly IBucket[];
  readonly catalog: Catalog;
  readonly lake: Bucket;
}

const INGEST_TIMEOUT = Duration.minutes(2);

/** Six times the function's time, as AWS advises, and the batch's window: a message must not come twice while it is worked on. */
export function visibilityFor(settings: Settings): Duration {
  return Duration.seconds(6 * INGEST_TIMEOUT.toSeconds() + settings.ingestWindowSeconds);
}

/** Queue → Lambda: reads what landed, judges it, and records it in the catalog. */
export class Ingestion extends Construct {
  readonly fn: PipelineFunction;

  constructor(scope: Construct, id: string, { settings, environment, work, landing, sources, catalog, lake }: IngestionProps) {
    super(scope, id);
    this.fn = new PipelineFunction(this, 'Function', {
      service: 'ingest',
      description: 'Reads what landed, cleans and judges it, and records it in the catalog.',
      memoryMb: settings.ingestMemoryMb,
      timeout: INGEST_TIMEOUT,
      logRetentionDays: settings.logRetentionDays,
      environment: { ...environment, [VARIABLES.deadLettersUrl]: work.deadLetters.queueUrl },
    });
    this.fn.addEventSource(
      new SqsEventSource(work.queue, {
        batchSize: settings.ingestBatch,
        maxBatchingWindow: Duration.seconds(settings.ingestWindowSeconds),
        maxConcurrency: settings.ingestConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    work.queue.grantSendMessages(this.fn);
    work.deadLetters.grantSendMessages(this.fn);
    for (const bucket of [landing, ...sources]) readObjects(bucket, this.fn);
    readCatalog(catalog.table, this.fn);
    writeCatalog(catalog.table, this.fn);
    writeObjects(lake, this.fn, ['segments/']);
  }
}
