/** What a month of articles costs on AWS: usage from what the pipeline does for an article, times list prices. */

/** On demand, us-east-1, in US dollars, as AWS listed them then: look them up before a large bill. Without free tiers and discounts. */
export const PRICES = {
  region: 'us-east-1',
  asOf: '2025-01',
  s3Put: 0.005 / 1000,
  s3Get: 0.0004 / 1000,
  s3GbMonth: 0.023,
  sqsRequest: 0.4 / 1e6,
  lambdaRequest: 0.2 / 1e6,
  lambdaArmGbSecond: 0.0000133334,
  dynamoWriteUnit: 0.625 / 1e6,
  dynamoReadUnit: 0.125 / 1e6,
  dynamoGbMonth: 0.25,
  dynamoBackupGbMonth: 0.2,
  athenaTb: 5,
  logsGb: 0.5,
} as const;

export interface CostQuestion {
  /** New articles a month, one object each. */
  readonly articles: number;
  /** Size of one, as delivered. */
  readonly kilobytes: number;
  /** Share of the articles that repeat an earlier one word for word. */
  readonly exactDuplicates: number;
}

export interface CostLine {
  readonly service: string;
  readonly what: string;
  /** How `usage` comes about. */
  readonly formula: string;
  readonly usage: number;
  readonly unit: string;
  readonly dollars: number;
}

export interface CostEstimate {
  readonly lines: readonly CostLine[];
  readonly dollars: number;
  readonly dollarsPerMillion: number;
  /** The greatest line. */
  readonly driver: string;
}

/** Items that ingest writes and reads for an article: means of bench/catalog-cost.ts. */
export const NEW = { records: 2, postings: 13, reads: 17 } as const;
export const DUPLICATE = { records: 1, postings: 1, reads: 5 } as const;
/** A record has 2 to 3 kB, a unit is one; its entry in the index of heads changes with it. A posting is a unit. */
const UNITS_A_RECORD = 3 + 1;
const RECORD_KB = 2.5;
const POSTING_KB = 0.15;
/** Messages share a receive and a delete by ten; one is sent by S3 free of charge to us, but its request is billed. */
const SQS_REQUESTS = 1 + 0.2;
/** Messages that share an invocation and a segment when articles come in a stream. */
const BATCH = 100;
/** Seconds of one processor (1,769 MB) for an article: 10 ms of work, and waiting for S3 and DynamoDB shared by its batch. */
const INGEST_SECONDS = 0.03;
const EXPORT_SECONDS = 0.003;
const GB = 1.769;
/** Requests that a batch of 1,000 exported documents makes: files, log entries and their look-ups, of three tables. */
const EXPORT_BATCH = 1000;
const EXPORT_PUTS = 6;
const EXPORT_GETS = 40;
/** Parquet takes so much of the text as delivered, metadata included; compaction writes each byte once more. */
const LAKE_SHARE = 0.45;
const METADATA_KB = 0.5;
/** Questions a month, each over the metadata of that month's articles. */
const QUERIES = 100;

/** The estimate for a month, the first one: storage is that of the month's articles. */
export function estimateCost({ articles, kilobytes, exactDuplicates }: CostQuestion): CostEstimate {
  const copies = articles * exactDuplicates;
  const fresh = articles - copies;
  const writes =
    fresh * (NEW.records * UNITS_A_RECORD + NEW.postings) + copies * (DUPLICATE.records * UNITS_A_RECORD + DUPLICATE.postings);
  const reads = fresh * NEW.reads + copies * DUPLICATE.reads + 4 * articles;
  const catalogGb = (articles * RECORD_KB + (fresh * NEW.postings + copies) * POSTING_KB) / 1e6;
  const lakeGb = (articles * (kilobytes * LAKE_SHARE + METADATA_KB)) / 1e6;
  const p = PRICES;
  const line = (service: string, what: string, formula: string, usage: number, unit: string, price: number): CostLine => ({
    service,
    what,
    formula,
    usage,
    unit,
    dollars: usage * price,
  });
  const seconds = articles * (INGEST_SECONDS + EXPORT_SECONDS) * GB;
  const lines = [
    line('S3', "the uploader's PUTs", 'articles', articles, 'requests', p.s3Put),
    line('S3', 'reading articles', 'articles', articles, 'requests', p.s3Get),
    line(
      'S3',
      'segments and table files',
      `articles / ${BATCH} + ${EXPORT_PUTS} × articles / ${EXPORT_BATCH}`,
      articles / BATCH + (EXPORT_PUTS * articles) / EXPORT_BATCH,
      'requests',
      p.s3Put,
    ),
    line(
      'S3',
      'looking up table files',
      `${EXPORT_GETS} × articles / ${EXPORT_BATCH}`,
      (EXPORT_GETS * articles) / EXPORT_BATCH,
      'requests',
      p.s3Get,
    ),
    line('S3', 'articles as delivered, a month', 'articles × kb', (articles * kilobytes) / 1e6, 'GB', p.s3GbMonth),
    line('S3', 'tables, a month', `articles × (${LAKE_SHARE} kb + ${METADATA_KB})`, lakeGb, 'GB', p.s3GbMonth),
    line('SQS', 'notifications', `articles × ${SQS_REQUESTS}`, articles * SQS_REQUESTS, 'requests', p.sqsRequest),
    line(
      'Lambda',
      'invocations',
      `articles / ${BATCH} + articles / ${EXPORT_BATCH}`,
      articles / BATCH + articles / EXPORT_BATCH,
      'requests',
      p.lambdaRequest,
    ),
    line(
      'Lambda',
      'ingest and export, arm64',
      `articles × ${INGEST_SECONDS + EXPORT_SECONDS} s × ${GB} GB`,
      seconds,
      'GB-s',
      p.lambdaArmGbSecond,
    ),
    line(
      'DynamoDB',
      'writes',
      `new × (${NEW.records} × ${UNITS_A_RECORD} + ${NEW.postings}) + duplicates × (${DUPLICATE.records} × ${UNITS_A_RECORD} + ${DUPLICATE.postings})`,
      writes,
      'units',
      p.dynamoWriteUnit,
    ),
    line(
      'DynamoDB',
      'reads, consistent',
      `new × ${NEW.reads} + duplicates × ${DUPLICATE.reads} + 4 × articles to export`,
      reads,
      'units',
      p.dynamoReadUnit,
    ),
    line(
      'DynamoDB',
      'the catalog, a month',
      `articles × ${RECORD_KB} kB + postings × ${POSTING_KB} kB`,
      catalogGb,
      'GB',
      p.dynamoGbMonth + p.dynamoBackupGbMonth,
    ),
    line('DynamoDB', 'the stream', 'free for Lambda', writes, 'records', 0),
    line(
      'Athena',
      `${QUERIES} questions to the metadata`,
      `${QUERIES} × articles × ${METADATA_KB} kB`,
      (QUERIES * articles * METADATA_KB) / 1e9,
      'TB',
      p.athenaTb,
    ),
    line('CloudWatch', 'logs', 'a line a batch, 0.5 kB', articles / BATCH / 2e6, 'GB', p.logsGb),
  ];
  const dollars = lines.reduce((sum, one) => sum + one.dollars, 0);
  const greatest = lines.reduce((a, b) => (b.dollars > a.dollars ? b : a));
  return { lines, dollars, dollarsPerMillion: (dollars / articles) * 1e6, driver: `${greatest.service}: ${greatest.what}` };
}
