import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { TABLES } from '../core/lake/columns.ts';

import { DELTA_PARAMETERS, glueColumns } from '../core/lake/glue-schema.ts';
import { privateBucket } from './private-bucket.ts';
import { savedQueries } from './saved-queries.ts';

export interface LakeProps {
  readonly accessLogs: Bucket;
  /** What one query may scan. */
  readonly scanLimitGb: number;
}

/** Texts wait in segments until they are exported: longer than the stream keeps what would export them. */
const SEGMENT_LIFE = Duration.days(7);
const PREVIOUS_VERSION_LIFE = Duration.days(7);

/** The tables that people query: a bucket of Delta tables, and what Athena needs to find them. */
export class Lake extends Construct {
  readonly bucket: Bucket;
  /** Answers of queries and results of backfills, for a week. */
  readonly results: Bucket;
  readonly database: string;
  readonly workGroup: CfnWorkGroup;

  constructor(scope: Construct, id: string, { accessLogs, scanLimitGb }: LakeProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.bucket = privateBucket(this, 'Bucket', {
      versioned: true,
      lifecycleRules: [
        { prefix: 'segments/', expiration: SEGMENT_LIFE },
        { noncurrentVersionExpiration: PREVIOUS_VERSION_LIFE, expiredObjectDeleteMarker: true },
      ],
      accessLogs,
    });
    this.#refuseOverwrittenCommits();
    this.database = stackName.toLowerCase().replace(/[^a-z0-9]/g, '_');
    this.#addTables();
    this.results = privateBucket(this, 'Results', {
      lifecycleRules: [{ expiration: Duration.days(7) }],
      accessLogs,
    });
    this.workGroup = this.#addWorkGroup(stackName, scanLimitGb);
  }

  /** A commit is the creation of the next number of the log. Whoever forgot the condition would undo somebody else's. */
  #refuseOverwrittenCommits(): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CommitsAreCreatedOnce',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('*/_delta_log/*.json')],
        // The second condition leaves out the parts of a multipart upload, which carry no condition of their own.
        conditions: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
      }),
    );
  }

  #addTables(): void {
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name: this.database, description: 'Clean, deduplicated news articles.' },
    });
    for (const table of TABLES) {
      const glueTable = new CfnTable(this, `Table-${table.name}`, {
        catalogId: Aws.ACCOUNT_ID,
        databaseName: this.database,
        tableInput: {
          name: table.name,
          description: table.description,
          tableType: 'EXTERNAL_TABLE',
          parameters: DELTA_PARAMETERS,
          storageDescriptor: {
            location: this.bucket.s3UrlForObject(`${table.name}/`),
            columns: glueColumns(table),
            inputFormat: 'org.apache.hadoop.mapred.SequenceFileInputFormat',
            outputFormat: 'org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat',
            serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' },
          },
        },
      });
      glueTable.addResourceDependency(database);
    }
  }

  #addWorkGroup(name: string, scanLimitGb: number): CfnWorkGroup {
    const workGroup = new CfnWorkGroup(this, 'WorkGroup', {
      name,
      description: 'Questions to the lake, each with a limit of what it may scan.',
      workGroupConfiguration: {
        bytesScannedCutoffPerQuery: scanLimitGb * 1_000_000_000,
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        resultConfiguration: {
          outputLocation: this.results.s3UrlForObject(),
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    });
    for (const query of savedQueries()) {
      const named = new CfnNamedQuery(this, `Query-${query.name}`, {
        name: query.name,
        description: query.description,
        database: this.database,
        queryString: query.sql,
        workGroup: name,
      });
      named.addResourceDependency(workGroup);
    }
    return workGroup;
  }
}
