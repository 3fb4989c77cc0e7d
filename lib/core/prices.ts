/**
 * The one place for prices: on demand, in US dollars, each with the page that lists it. Without free tiers, discounts, taxes and
 * transfer out of AWS. Lists change: look before a large bill.
 */
export interface Price {
  readonly dollars: number;
  /** What one of it is. */
  readonly unit: string;
  readonly page: string;
}

export const REGION = 'us-east-1';
/** The month of the lists. DynamoDB's on-demand requests cost twice as much until November 2024. */
export const AS_OF = '2025-01';

const price = (dollars: number, unit: string, page: string): Price => ({
  dollars,
  unit,
  page: `https://aws.amazon.com/${page}/`,
});
const MILLION = 1e6;

export const PRICES = {
  s3Put: price(5 / MILLION, 'requests', 's3/pricing'),
  /** GET, HEAD and all others but PUT, COPY, POST and LIST. */
  s3Get: price(0.4 / MILLION, 'requests', 's3/pricing'),
  s3Storage: price(0.023, 'GB-months', 's3/pricing'),
  sqsRequest: price(0.4 / MILLION, 'requests', 'sqs/pricing'),
  lambdaRequest: price(0.2 / MILLION, 'requests', 'lambda/pricing'),
  lambdaArm: price(13.3334 / MILLION, 'GB-s', 'lambda/pricing'),
  dynamoWrite: price(0.625 / MILLION, 'units', 'dynamodb/pricing/on-demand'),
  dynamoRead: price(0.125 / MILLION, 'units', 'dynamodb/pricing/on-demand'),
  /** The table, and what point-in-time recovery keeps of it. */
  dynamoStorage: price(0.25 + 0.2, 'GB-months', 'dynamodb/pricing/on-demand'),
  athenaScan: price(5, 'TB', 'athena/pricing'),
  logs: price(0.5, 'GB', 'cloudwatch/pricing'),
  metric: price(0.3, 'metrics', 'cloudwatch/pricing'),
  alarmMetric: price(0.1, 'metrics', 'cloudwatch/pricing'),
  dashboard: price(3, 'dashboards', 'cloudwatch/pricing'),
} as const satisfies Record<string, Price>;
