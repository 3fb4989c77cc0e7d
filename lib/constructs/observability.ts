import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { CATALOG_TABLE } from '../core/deployment.ts';
import type { Settings } from '../settings.ts';
import type { Backfill } from './backfill.ts';
import type { Catalog } from './catalog.ts';
import { addDashboard, type DashboardProps } from './dashboard.ts';
import type { Ingestion } from './ingestion.ts';
import { age, counted, FIVE_MINUTES, lag, waiting } from './metrics.ts';
import { serviceOfAccount } from './own-account.ts';
import type { PipelineFunction } from './pipeline-function.ts';

export interface ObservabilityProps extends DashboardProps {
  readonly settings: Settings;
  readonly backfill: Backfill;
}

/** Alarms, each with its section in docs/runbook.md, and one page of graphs. */
export class Observability extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true });
    // A topic with a policy of its own, as for TLS, no longer takes messages from all of its account: alarms would be dropped in silence.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [serviceOfAccount('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
    );
    if (props.settings.alarmEmail) this.topic.addSubscription(new EmailSubscription(props.settings.alarmEmail));
    this.#addIngestAlarms(props);
    this.#addExportAlarms(props);
    this.#addMaintenanceAlarms(props);
    addDashboard(this, props);
  }

  #addIngestAlarms({ work, ingestion, catalog }: ObservabilityProps): void {
    this.#alarm('IngestDeadLetters', 'Messages could not be worked off.', waiting(work.deadLetters), 0);
    this.#alarm('IngestLag', 'A message has waited for half an hour.', age(work.queue), 1800);
    this.#alarm('IngestRecursion', 'Lambda cut a chain of the pipeline’s own messages.', recursions(ingestion), 0);
    const share = calculated(
      'rejected, percent',
      ({ rejected, live }) => `IF(${rejected} + ${live} > 100, 100 * ${rejected} / (${rejected} + ${live}), 0)`,
      { rejected: counted('ingest', 'settled_rejected'), live: counted('ingest', 'settled_live') },
    );
    this.#alarm('RejectionRate', 'More than a quarter of what lands is rejected.', share, 25, { evaluationPeriods: 3 });
    const throttles = sum('throttled requests', {
      reads: throttled(catalog, 'ReadThrottleEvents'),
      writes: throttled(catalog, 'WriteThrottleEvents'),
      // The index holds writes to the table up, but is counted apart; all heads of a bucket begin in one partition of it.
      heads: throttled(catalog, 'WriteThrottleEvents', CATALOG_TABLE.headsIndex.name),
    });
    this.#alarm('CatalogThrottled', 'The table turns requests away.', throttles, 0, { evaluationPeriods: 3 });
  }

  #addExportAlarms({ exporting }: ObservabilityProps): void {
    this.#alarm('ExportDeadLetters', 'A part of the stream was given up.', waiting(exporting.deadLetters), 0);
    this.#alarm('ExportLag', 'The tables are a quarter of an hour behind.', lag(exporting), 900_000, { evaluationPeriods: 2 });
    this.#alarm('TextsMissing', 'Texts were gone before they were exported.', counted('export', 'texts_missing'), 0);
  }

  #addMaintenanceAlarms({ maintenance: { sweep, compact, vacuum, stories, intervals }, backfill }: ObservabilityProps): void {
    const errors = sum('failed runs', {
      sweep: sweep.metricErrors(FIVE_MINUTES),
      compact: compact.metricErrors(FIVE_MINUTES),
      vacuum: vacuum.metricErrors(FIVE_MINUTES),
      stories: stories.metricErrors(FIVE_MINUTES),
    });
    this.#alarm('MaintenanceFailed', 'A scheduled run failed.', errors, 0);
    for (const [fn, interval] of intervals) {
      this.#alarm('MaintenanceNotStarted', `${fn.node.id} was not started when it should have been.`, starts(fn), 1, {
        id: `${fn.node.id}NotStarted`,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        // One hour for the interval's uneven ends, one for late metrics. CloudWatch looks back for seven days at most.
        evaluationPeriods: Math.ceil(interval.toHours({ integral: false })) + 2,
        treatMissingData: TreatMissingData.BREACHING,
      });
    }
    const differences = sum('differences', {
      missed: counted('sweep', 'sweep_missed'),
      stale: counted('sweep', 'sweep_stale'),
    });
    this.#alarm('SweepFoundDifferences', 'Source, catalog and lake did not agree.', differences, 0);
    this.#alarm('BackfillFailed', 'A backfill ended before it had named every object.', failures(backfill), 0);
  }

  #alarm(
    name: string,
    alarmDescription: string,
    metric: IMetric,
    threshold: number,
    { id = name, ...more }: Partial<AlarmProps> & { readonly id?: string } = {},
  ): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${alarmDescription} See "${name}" in docs/runbook.md.`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...more,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

type Metrics<Name extends string> = Readonly<Record<Name, IMetric>>;

/** By their names. A metric has no value where nothing happened, and a formula none where one of its metrics has none: nothing is 0. */
function calculated<Name extends string>(
  label: string,
  formula: (terms: Readonly<Record<Name, string>>) => string,
  usingMetrics: Metrics<Name>,
): MathExpression {
  const terms = Object.fromEntries(Object.keys(usingMetrics).map((name) => [name, `FILL(${name}, 0)`]));
  return new MathExpression({ expression: formula(terms as Record<Name, string>), usingMetrics, label, ...FIVE_MINUTES });
}

const sum = (label: string, metrics: Metrics<string>) => calculated(label, (terms) => Object.values(terms).join(' + '), metrics);

const starts = (fn: PipelineFunction) => fn.metricInvocations({ period: Duration.hours(1) });

const recursions = ({ fn }: Ingestion) => fn.metric('RecursiveInvocationsDropped', { ...FIVE_MINUTES, statistic: 'Sum' });

const failures = ({ stateMachine }: Backfill) => stateMachine.metricFailed({ ...FIVE_MINUTES, statistic: 'Sum' });

const throttled = ({ table }: Catalog, name: string, index?: string) =>
  table.metric(name, {
    ...FIVE_MINUTES,
    statistic: 'Sum',
    ...(index ? { dimensionsMap: { TableName: table.tableName, GlobalSecondaryIndexName: index } } : {}),
  });
