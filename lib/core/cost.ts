/** What a month of articles costs on AWS: usage from what the pipeline does for an article, times list prices. */
import { PRICES, type Price } from './prices.ts';

export interface CostQuestion {
  /** New articles a month, one object each. */
  readonly articles: number;
  /** Size of one, as delivered. */
  readonly kilobytes: number;
  /** Share of the articles that repeat an earlier one word for word. */
  readonly exactDuplicates: number;
  /** Runs of the sweeper a month. */
  readonly sweeps: number;
}

export interface CostLine {
  readonly service: string;
  readonly what: string;
  /** How `usage` comes about. */
  readonly formula: string;
  readonly usage: number;
  readonly price: Price;
  readonly dollars: number;
  /** The same without any article. */
  readonly fixed: boolean;
}

export interface CostEstimate {
  readonly lines: readonly CostLine[];
  readonly dollars: number;
  /** The lines that no article changes. */
  readonly fixedDollars: number;
  /** The other lines, for a million articles. */
  readonly dollarsPerMillion: number;
  /** The greatest line. */
  readonly driver: string;
}

/**
 * Items that ingest writes and reads for an article: means of bench/catalog-cost.ts. Sizes and units are those of
 * bench/catalog-units.ts: a record of 3.2 kB is four units, before it is judged three, and its entry in the index of heads one.
 */
export const NEW = { records: 2, units: 3 + 1 + 4 + 1, postings: 13, reads: 17 } as const;
export const DUPLICATE = { records: 1, units: 4 + 1, postings: 1, reads: 5 } as const;
const READS_TO_EXPORT = 4;
const RECORD_KB = 3.2;
const POSTING_KB = 0.22;
/** DynamoDB stores 100 bytes more with each item, and the entry in the index of heads. */
const OVERHEAD_KB = 0.1;
const HEAD_KB = 0.5;
/**
 * A scan is billed for all that it passes, by 8 kB, being eventually consistent; a sweep makes this many (one for all, and one for
 * what differed or changed meanwhile), and reads each record once more.
 */
const SCANS_A_SWEEP = 2;
const KB_A_SCAN_UNIT = 8.192;
/** A HEAD, then a GET. */
const GETS_AN_ARTICLE = 2;
/** Messages share a receive and a delete by ten; one is sent by S3 free of charge to us, but its request is billed. */
const SQS_REQUESTS = 1 + 0.2;
/** Lambda's five pollers ask an empty queue every 20 seconds. */
const POLLS_A_MONTH = (5 * 30 * 86_400) / 20;
/** Messages that share an invocation and a segment when articles come in a stream. */
const BATCH = 100;
/** Assumed: seconds of one processor (1,769 MB) for an article, 10 ms of work and waiting for S3 and DynamoDB shared by its batch. */
const INGEST_SECONDS = 0.03;
const EXPORT_SECONDS = 0.003;
const GB = 1.769;
/**
 * Assumed: a sweep's time for a document, an hourly compaction's, and the memory of both. Stories take a millisecond for each
 * article that is new, or in the window of six days before it (decision 0008).
 */
const SWEEP_SECONDS = 0.0005;
const STORY_SECONDS = 0.001 * 7;
const COMPACT_SECONDS = 10;
const HOURS = 730;
const MAINTENANCE_GB = 3;
/** Requests that a batch of 1,000 exported documents makes: files, log entries and their look-ups, of four tables. */
const EXPORT_BATCH = 1000;
const EXPORT_PUTS = 8;
const EXPORT_GETS = 50;
/** Parquet takes so much of the text as delivered, metadata included; compaction writes each byte once more. */
const LAKE_SHARE = 0.45;
const METADATA_KB = 0.5;
/** Questions a month, each over the metadata of that month's articles. */
const QUERIES = 100;
const LOG_KB = 2;
/** What the functions count in every run, and the metrics that alarms watch. */
const METRICS = 19;
export const ALARM_METRICS = 22;

/** The estimate for a month, the first one: storage, and what a sweep reads, are those of the month's articles. */
export function estimateCost({ articles, kilobytes, exactDuplicates, sweeps }: CostQuestion): CostEstimate {
  const copies = articles * exactDuplicates;
  const fresh = articles - copies;
  const postings = fresh * NEW.postings + copies * DUPLICATE.postings;
  const writesOf = ({ units, postings: posted }: typeof NEW | typeof DUPLICATE) => units + posted;
  const scannedKb = articles * RECORD_KB + postings * POSTING_KB;
  const storedKb = scannedKb + articles * HEAD_KB + (2 * articles + postings) * OVERHEAD_KB;
  const sweptUnits = sweeps * 0.5 * ((SCANS_A_SWEEP * scannedKb) / KB_A_SCAN_UNIT + articles);
  const sweptSeconds = sweeps * 0.5 * articles * SWEEP_SECONDS;
  const lakeGb = (articles * (kilobytes * LAKE_SHARE + METADATA_KB)) / 1e6;
  const p = PRICES;

  const of = (service: string, fixed: boolean) => (what: string, formula: string, usage: number, price: Price) => {
    return { service, what, formula, usage, price, dollars: usage * price.dollars, fixed };
  };
  const [s3, lambda, dynamo] = [of('S3', false), of('Lambda', false), of('DynamoDB', false)];
  const watching = of('CloudWatch', true);
  const files = `articles / ${BATCH} + ${EXPORT_PUTS} × articles / ${EXPORT_BATCH}`;
  const lines: CostLine[] = [
    s3("the uploader's PUTs", 'articles', articles, p.s3Put),
    s3('looking at and reading articles', `${GETS_AN_ARTICLE} × articles`, GETS_AN_ARTICLE * articles, p.s3Get),
    s3('segments and table files', files, articles / BATCH + (EXPORT_PUTS * articles) / EXPORT_BATCH, p.s3Put),
    s3('looking up table files', `${EXPORT_GETS} × articles / ${EXPORT_BATCH}`, (EXPORT_GETS * articles) / EXPORT_BATCH, p.s3Get),
    s3('articles as delivered', 'articles × kb', (articles * kilobytes) / 1e6, p.s3Storage),
    s3('tables', `articles × (${LAKE_SHARE} kb + ${METADATA_KB})`, lakeGb, p.s3Storage),
    of('SQS', false)('notifications', `articles × ${SQS_REQUESTS}`, articles * SQS_REQUESTS, p.sqsRequest),
    lambda(
      'invocations',
      `articles / ${BATCH} + articles / ${EXPORT_BATCH}`,
      articles / BATCH + articles / EXPORT_BATCH,
      p.lambdaRequest,
    ),
    lambda(
      'ingest and export',
      `articles × ${INGEST_SECONDS + EXPORT_SECONDS} s × ${GB} GB`,
      articles * (INGEST_SECONDS + EXPORT_SECONDS) * GB,
      p.lambdaArm,
    ),
    lambda(
      'sweep',
      `sweeps × articles / 2 × ${SWEEP_SECONDS} s × ${MAINTENANCE_GB} GB`,
      sweptSeconds * MAINTENANCE_GB,
      p.lambdaArm,
    ),
    lambda(
      'stories',
      `articles × ${STORY_SECONDS} s × ${MAINTENANCE_GB} GB`,
      articles * STORY_SECONDS * MAINTENANCE_GB,
      p.lambdaArm,
    ),
    dynamo(
      'writes',
      `new × (${NEW.units} + ${NEW.postings}) + duplicates × (${DUPLICATE.units} + ${DUPLICATE.postings})`,
      fresh * writesOf(NEW) + copies * writesOf(DUPLICATE),
      p.dynamoWrite,
    ),
    dynamo(
      'reads of ingest and export',
      `new × ${NEW.reads} + duplicates × ${DUPLICATE.reads} + ${READS_TO_EXPORT} × articles`,
      fresh * NEW.reads + copies * DUPLICATE.reads + READS_TO_EXPORT * articles,
      p.dynamoRead,
    ),
    dynamo(
      'reads of the sweep',
      `sweeps × (${SCANS_A_SWEEP} × (articles × ${RECORD_KB} + postings × ${POSTING_KB}) kB / 8 KiB + articles) / 2`,
      sweptUnits,
      p.dynamoRead,
    ),
    dynamo(
      'the catalog, with its backup',
      `articles × ${RECORD_KB + HEAD_KB} kB + postings × ${POSTING_KB} kB + items × ${OVERHEAD_KB} kB`,
      storedKb / 1e6,
      p.dynamoStorage,
    ),
    of('Athena', false)(
      `${QUERIES} questions to the metadata`,
      `${QUERIES} × articles × ${METADATA_KB} kB`,
      (QUERIES * articles * METADATA_KB) / 1e9,
      p.athenaScan,
    ),
    of('CloudWatch', false)('logs', `articles / ${BATCH} × ${LOG_KB} kB`, ((articles / BATCH) * LOG_KB) / 1e6, p.logs),
    of('SQS', true)('asking an empty queue', '5 pollers × a month / 20 s', POLLS_A_MONTH, p.sqsRequest),
    of('Lambda', true)(
      'compaction, hourly',
      `${HOURS} × ${COMPACT_SECONDS} s × ${MAINTENANCE_GB} GB`,
      HOURS * COMPACT_SECONDS * MAINTENANCE_GB,
      p.lambdaArm,
    ),
    watching('metrics of our own', 'names × functions', METRICS, p.metric),
    watching('alarms', 'metrics that they watch', ALARM_METRICS, p.alarmMetric),
    watching('dashboard', 'one', 1, p.dashboard),
  ];
  const sum = (some: readonly CostLine[]) => some.reduce((total, { dollars }) => total + dollars, 0);
  const dollars = sum(lines);
  const fixedDollars = sum(lines.filter(({ fixed }) => fixed));
  const greatest = lines.reduce((a, b) => (b.dollars > a.dollars ? b : a));
  return {
    lines,
    dollars,
    fixedDollars,
    dollarsPerMillion: ((dollars - fixedDollars) / articles) * 1e6,
    driver: `${greatest.service}: ${greatest.what}`,
  };
}
