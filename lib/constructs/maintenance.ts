import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { VARIABLES } from '../core/deployment.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, STORIES } from '../core/lake/columns.ts';
import type { Settings } from '../settings.ts';
import type { Catalog } from './catalog.ts';
import { PipelineFunction } from './pipeline-function.ts';
import {
  deleteObjects,
  listObjects,
  prefixesOf,
  readObjects,
  scanCatalog,
  TABLE_PREFIXES,
  writeCatalog,
  writeObjects,
} from './rights.ts';
import type { WorkQueue } from './work-queue.ts';

export interface MaintenanceProps {
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string>>;
  readonly work: WorkQueue;
  readonly landing: Bucket;
  readonly sources: readonly IBucket[];
  readonly catalog: Catalog;
  readonly lake: Bucket;
}

/** What runs on schedules: find what was missed, merge small files, delete old ones, group articles into stories. */
export class Maintenance extends Construct {
  readonly sweep: PipelineFunction;
  readonly compact: PipelineFunction;
  readonly vacuum: PipelineFunction;
  readonly stories: PipelineFunction;
  /** How often each of them is started. */
  readonly intervals = new Map<PipelineFunction, Duration>();

  constructor(scope: Construct, id: string, { settings, environment, work, landing, sources, catalog, lake }: MaintenanceProps) {
    super(scope, id);
    const fn = (name: string, description: string, more: Record<string, string> = {}) =>
      new PipelineFunction(this, name, {
        service: name.toLowerCase(),
        description,
        memoryMb: settings.maintenanceMemoryMb,
        timeout: Duration.minutes(15),
        logRetentionDays: settings.logRetentionDays,
        environment: { ...environment, ...more },
      });

    this.sweep = fn('Sweep', 'Compares source, catalog, lake and index, and has redone what differs.', {
      [VARIABLES.sourceBuckets]: settings.sourceBuckets.join(','),
    });
    this.#every(Duration.hours(settings.sweepEveryHours), this.sweep);
    for (const bucket of [landing, ...sources]) listObjects(bucket, this.sweep);
    scanCatalog(catalog.table, this.sweep);
    writeCatalog(catalog.table, this.sweep);
    readObjects(lake, this.sweep, TABLE_PREFIXES);
    work.queue.grantSendMessages(this.sweep);

    this.compact = fn('Compact', 'Merges the small files of the tables, and writes checkpoints.');
    this.#every(Duration.minutes(settings.compactEveryMinutes), this.compact);
    readObjects(lake, this.compact, TABLE_PREFIXES);
    writeObjects(lake, this.compact, TABLE_PREFIXES);

    this.vacuum = fn('Vacuum', 'Deletes files that no reader of the tables needs any more.', {
      [VARIABLES.vacuumRetentionHours]: String(settings.vacuumRetentionHours),
    });
    this.#every(Duration.days(1), this.vacuum);
    readObjects(lake, this.vacuum, TABLE_PREFIXES);
    writeObjects(
      lake,
      this.vacuum,
      TABLE_PREFIXES.map((prefix) => `${prefix}_delta_log/`),
    );
    deleteObjects(lake, this.vacuum, TABLE_PREFIXES);

    this.stories = fn('Stories', 'Groups the articles that report one event.');
    this.#every(Duration.hours(settings.storiesEveryHours), this.stories);
    readObjects(lake, this.stories, prefixesOf([DOCUMENTS, DOCUMENT_TEXTS, STORIES]));
    writeObjects(lake, this.stories, prefixesOf([STORIES]));
  }

  /** A run that failed is not repeated at once: the next one does its work too. */
  #every(interval: Duration, fn: PipelineFunction): void {
    fn.configureAsyncInvoke({ retryAttempts: 0 });
    this.intervals.set(fn, interval);
    new Rule(this, `${fn.node.id}Schedule`, { schedule: Schedule.rate(interval), targets: [new LambdaFunction(fn)] });
  }
}
