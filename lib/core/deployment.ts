/** Names that the stack, the code that it deploys and the tests agree on. Data only. */

/** Environment variables of the Lambdas, by what they hold. */
export const VARIABLES = {
  landingBucket: 'LANDING_BUCKET',
  lakeBucket: 'LAKE_BUCKET',
  catalogTable: 'CATALOG_TABLE',
  queueUrl: 'QUEUE_URL',
  /** Optional: where a message goes that failed for the last time. */
  deadLettersUrl: 'DEAD_LETTERS_URL',
  /** Optional: buckets beside the landing bucket that articles are read from, with commas between. */
  sourceBuckets: 'SOURCE_BUCKETS',
  /** Of the vacuum function alone: hours that removed files stay. */
  vacuumRetentionHours: 'VACUUM_RETENTION_HOURS',
} as const;

/** Deliveries of a message before it goes to the dead letters. */
export const MAX_RECEIVES = 5;

/** Attributes of a dead letter: why it failed, and the ARN of the queue that it failed in. */
export const DEAD_LETTER_ATTRIBUTES = { cause: 'cause', sourceQueue: 'source_queue' } as const;

/** CloudWatch namespace of every metric that `Telemetry.count` writes. */
export const METRIC_NAMESPACE = 'ArticleLake';
/** The one dimension of these metrics: the function's name in the stack. */
export const METRIC_DIMENSION = 'service';
/** Lambda Powertools' own variable; its value becomes `METRIC_DIMENSION`. */
export const SERVICE_VARIABLE = 'POWERTOOLS_SERVICE_NAME';

/** The catalog table: string keys, and an index over the heads of objects. */
export const CATALOG_TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Sparse: record 0 of each object alone carries its keys. Projects everything it is asked for, see `HEAD_ATTRIBUTES`. */
  headsIndex: { name: 'heads', partitionKey: 'bucket', sortKey: 'headKey' },
} as const;

/** Attributes that the heads index projects beside the keys. */
export const HEAD_ATTRIBUTES = ['objectVersion', 'object', 'status', 'rulesVersion'] as const;
