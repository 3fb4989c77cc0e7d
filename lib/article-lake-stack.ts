import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AccessLogs } from './constructs/access-logs.ts';
import { Backfill } from './constructs/backfill.ts';
import { Catalog } from './constructs/catalog.ts';
import { Exporting } from './constructs/exporting.ts';
import { Ingestion, visibilityFor } from './constructs/ingestion.ts';
import { Lake } from './constructs/lake.ts';
import { Landing } from './constructs/landing.ts';
import { Maintenance } from './constructs/maintenance.ts';
import { Observability } from './constructs/observability.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { VARIABLES } from './core/deployment.ts';
import type { Settings } from './settings.ts';

export interface ArticleLakeStackProps extends StackProps {
  readonly settings: Settings;
}

/**
 *   landing ──▶ work queue ──▶ ingestion ──▶ catalog ──▶ exporting ──▶ lake ──▶ Athena
 *   (bucket)      (SQS)        (Lambda)     (DynamoDB,   (Lambda)    (bucket,
 *      ▲   backfill ▲              │          stream)                  Glue)
 *      │            └── forced ────┘             ▲                       ▲
 *      └──────────── sweep ──────────────────────┴ compact, vacuum, stories ┘     maintenance, on schedules
 */
export class ArticleLakeStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: ArticleLakeStackProps) {
    super(scope, id, { description: 'Drop articles in a bucket; query clean, deduplicated Parquet.', ...props });

    const accessLogs = new AccessLogs(this, 'AccessLogs', { retention: Duration.days(90) }).bucket;
    const work = new WorkQueue(this, 'Work', { visibility: visibilityFor(settings) });
    const landing = new Landing(this, 'Landing', { notify: work.queue, accessLogs }).bucket;
    const catalog = new Catalog(this, 'Catalog', { maxWriteUnits: settings.catalogMaxWriteUnits });
    const lake = new Lake(this, 'Lake', { accessLogs, scanLimitGb: settings.queryScanLimitGb });

    const environment = {
      [VARIABLES.landingBucket]: landing.bucketName,
      [VARIABLES.lakeBucket]: lake.bucket.bucketName,
      [VARIABLES.catalogTable]: catalog.table.tableName,
      [VARIABLES.queueUrl]: work.queue.queueUrl,
    };
    const sources = settings.sourceBuckets.map((name) => Bucket.fromBucketName(this, `Source-${name}`, name));
    const parts = { settings, environment, work, landing, sources, catalog, lake: lake.bucket };
    const ingestion = new Ingestion(this, 'Ingestion', parts);
    const exporting = new Exporting(this, 'Exporting', parts);
    const maintenance = new Maintenance(this, 'Maintenance', parts);
    const backfill = new Backfill(this, 'Backfill', {
      queue: work.queue,
      buckets: [landing, ...sources],
      results: lake.results,
      logRetentionDays: settings.logRetentionDays,
    });
    new Observability(this, 'Observability', { settings, work, ingestion, catalog, exporting, maintenance, backfill });

    const tell = (name: string, description: string, value: string) => new CfnOutput(this, name, { description, value });
    tell('LandingBucket', 'Where articles are delivered', landing.bucketName);
    tell('LakeBucket', 'Where the tables are', lake.bucket.bucketName);
    tell('CatalogTable', 'What is known of each document', catalog.table.tableName);
    tell('WorkQueueUrl', 'What waits to be worked off', work.queue.queueUrl);
    tell('DeadLettersUrl', 'What could not be worked off', work.deadLetters.queueUrl);
    tell('ExportDeadLettersUrl', 'Parts of the stream that were given up', exporting.deadLetters.queueUrl);
    tell('RedriveCommand', 'Look at it, by cause', `article-lake redrive ${work.deadLetters.queueUrl}`);
    tell('BackfillCommand', 'Have every object looked at that is there already', backfillCommand(backfill, landing.bucketName));
    tell('UploadCommand', 'Upload a folder of articles', `aws s3 cp ./articles s3://${landing.bucketName}/ --recursive`);
    tell('QueryCommand', 'Ask; the answer is in the results bucket of the workgroup', queryCommand(lake));
  }
}

function queryCommand({ workGroup, database }: Lake): string {
  const sql = `SELECT title, published_date, source_key FROM ${database}.documents WHERE is_canonical LIMIT 10`;
  return `aws athena start-query-execution --work-group ${workGroup.name} --query-string "${sql}"`;
}

function backfillCommand({ stateMachine }: Backfill, bucket: string): string {
  const input = JSON.stringify({ bucket, prefix: '' });
  return `aws stepfunctions start-execution --state-machine-arn ${stateMachine.stateMachineArn} --input '${input}'`;
}
