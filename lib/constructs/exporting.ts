import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DEDUPE_LEDGER, DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS } from '../core/lake/columns.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import type { Catalog } from './catalog.ts';
import { deadLetters } from './dead-letters.ts';
import { PipelineFunction } from './pipeline-function.ts';
import { prefixesOf, readCatalog, readObjects, writeObjects } from './rights.ts';

export interface ExportingProps {
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string>>;
  readonly catalog: Catalog;
  readonly lake: Bucket;
}

const EXPORTED = prefixesOf([DOCUMENTS, DOCUMENT_TEXTS, REJECTIONS, DEDUPE_LEDGER]);

/** Stream → Lambda: brings the tables up to date with the catalog. */
export class Exporting extends Construct {
  readonly fn: PipelineFunction;
  /** Pointers to parts of the stream that were given up; the sweeper finds their documents. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { settings, environment, catalog, lake }: ExportingProps) {
    super(scope, id);
    this.deadLetters = deadLetters(this, 'DeadLetters');
    this.fn = new PipelineFunction(this, 'Function', {
      service: 'export',
      description: 'Brings the tables of the lake up to date with the catalog.',
      memoryMb: settings.exportMemoryMb,
      timeout: Duration.minutes(5),
      logRetentionDays: settings.logRetentionDays,
      environment,
    });
    this.fn.addEventSource(
      new DynamoEventSource(catalog.table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: settings.exportBatch,
        maxBatchingWindow: Duration.seconds(settings.exportWindowSeconds),
        bisectBatchOnError: true,
        retryAttempts: 10,
        // A bad batch must not hold its shard up until the stream forgets what is behind it, after a day.
        maxRecordAge: Duration.hours(6),
        onFailure: new SqsDlq(this.deadLetters),
        // Postings and half-done work are most of the stream: they are not even invoked for.
        filters: [FilterCriteria.filter({ dynamodb: { NewImage: { settled: { BOOL: FilterRule.isEqual(true) } } } })],
      }),
    );
    acknowledge(this.fn.role!, 'AwsSolutions-IAM5[Resource::*]', 'ListStreams can’t be restricted; X-Ray has no resources.');
    readCatalog(catalog.table, this.fn);
    readObjects(lake, this.fn, [...EXPORTED, 'segments/']);
    writeObjects(lake, this.fn, EXPORTED);
  }
}
