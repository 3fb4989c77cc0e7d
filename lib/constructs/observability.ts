import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../core/deployment.ts';
import type { Settings } from '../settings.ts';
import type { Backfill } from './backfill.ts';
import type { Catalog } from './catalog.ts';
import type { Exporting } from './exporting.ts';
import type { Ingestion } from './ingestion.ts';
import type { Maintenance } from './maintenance.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ObservabilityProps {
  readonly settings: Settings;
  readonly work: WorkQueue;
  readonly ingestion: Ingestion;
  readonly catalog: Catalog;
  readonly exporting: Exporting;
  readonly maintenance: Maintenance;
  readonly backfill: Backfill;
}

const FIVE_MINUTES = { period: Duration.minutes(5) };

/** A count that the pipeline makes of its own work. */
function counted(service: string, metricName: string, period = Duration.minutes(5)): Metric {
  const dimensionsMap = { [METRIC_DIMENSION]: service };
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap, statistic: 'Sum', period });
}

/** Alarms, each with its section in docs/runbook.md, and one page of graphs. */
export class Observability extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true });
    if (props.settings.alarmEmail) this.topic.addSubscription(new EmailSubscription(props.settings.alarmEmail));
    this.#addIngestAlarms(props);
    this.#addExportAlarms(props);
    this.#addMaintenanceAlarms(props);
    this.#addDashboard(props);
  }

  #addIngestAlarms({ work, ingestion, catalog }: ObservabilityProps): void {
    this.#alarm('IngestDeadLetters', 'Messages could not be worked off.', waiting(work.deadLetters), 0);
    this.#alarm('IngestLag', 'A message has waited for half an hour.', age(work.queue), 1800);
    this.#alarm('IngestRecursion', 'Lambda cut a chain of the pipeline’s own messages.', recursions(ingestion), 0);
    const [rejected, live] = [counted('ingest', 'settled_rejected'), counted('ingest', 'settled_live')];
    const share = new MathExpression({
      expression: 'IF(rejected + live > 100, 100 * rejected / (rejected + live), 0)',
      usingMetrics: { rejected, live },
      label: 'rejected, percent',
      ...FIVE_MINUTES,
    });
    this.#alarm('RejectionRate', 'More than a quarter of what lands is rejected.', share, 25, { evaluationPeriods: 3 });
    const throttles = new MathExpression({
      expression: 'reads + writes',
      usingMetrics: { reads: throttled(catalog, 'ReadThrottleEvents'), writes: throttled(catalog, 'WriteThrottleEvents') },
      label: 'throttled requests',
      ...FIVE_MINUTES,
    });
    this.#alarm('CatalogThrottled', 'The table turns requests away.', throttles, 0, { evaluationPeriods: 3 });
  }

  #addExportAlarms({ exporting }: ObservabilityProps): void {
    this.#alarm('ExportDeadLetters', 'A part of the stream was given up.', waiting(exporting.deadLetters), 0);
    this.#alarm('ExportLag', 'The tables are a quarter of an hour behind.', lag(exporting), 900_000, { evaluationPeriods: 2 });
    this.#alarm('TextsMissing', 'Texts were gone before they were exported.', counted('export', 'texts_missing'), 0);
  }

  #addMaintenanceAlarms({ maintenance: { sweep, compact, vacuum, stories }, backfill }: ObservabilityProps): void {
    const errors = new MathExpression({
      expression: 'sweep + compact + vacuum + stories',
      usingMetrics: {
        sweep: sweep.metricErrors(FIVE_MINUTES),
        compact: compact.metricErrors(FIVE_MINUTES),
        vacuum: vacuum.metricErrors(FIVE_MINUTES),
        stories: stories.metricErrors(FIVE_MINUTES),
      },
      label: 'failed runs',
      ...FIVE_MINUTES,
    });
    this.#alarm('MaintenanceFailed', 'A scheduled run failed.', errors, 0);
    const differences = new MathExpression({
      expression: 'missed + stale',
      usingMetrics: { missed: counted('sweep', 'sweep_missed'), stale: counted('sweep', 'sweep_stale') },
      label: 'differences',
      ...FIVE_MINUTES,
    });
    this.#alarm('SweepFoundDifferences', 'Source, catalog and lake did not agree.', differences, 0);
    this.#alarm('BackfillFailed', 'A backfill ended before it had named every object.', failures(backfill), 0);
  }

  #alarm(name: string, alarmDescription: string, metric: IMetric, threshold: number, more: Partial<AlarmProps> = {}): void {
    const alarm = new Alarm(this, name, {
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

  #addDashboard({ work, ingestion, exporting, catalog, maintenance }: ObservabilityProps): void {
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
    const outcomes = ['live', 'rejected', 'deleted'].map((status) => counted('ingest', `settled_${status}`));
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          graph('Settled', outcomes),
          graph('Exported', [counted('export', 'changes_exported'), counted('export', 'documents_waiting')]),
          graph('Behind', [age(work.queue), lag(exporting)]),
        ],
        [
          graph('Dead letters', [waiting(work.deadLetters), waiting(exporting.deadLetters)]),
          graph('Duration', [ingestion.fn.metricDuration(FIVE_MINUTES), exporting.fn.metricDuration(FIVE_MINUTES)]),
          graph('Found by the sweeper', [counted('sweep', 'sweep_missed'), counted('sweep', 'sweep_stale')]),
        ],
        [
          graph('Write units', [catalog.table.metricConsumedWriteCapacityUnits(FIVE_MINUTES)]),
          graph('Races', [counted('ingest', 'lost_races'), counted('ingest', 'forced')]),
          graph('Files', [
            counted('export', 'files_written'),
            counted('compact', 'files_merged'),
            counted('vacuum', 'files_deleted'),
          ]),
        ],
        [
          graph('Errors', [
            ...[ingestion.fn, exporting.fn, maintenance.sweep, maintenance.compact, maintenance.vacuum, maintenance.stories].map(
              (fn) => fn.metricErrors({ ...FIVE_MINUTES, label: fn.node.path }),
            ),
          ]),
        ],
      ],
    });
  }
}

const waiting = (queue: WorkQueue['queue']) =>
  queue.metricApproximateNumberOfMessagesVisible({ ...FIVE_MINUTES, statistic: 'Maximum' });

const age = (queue: WorkQueue['queue']) => queue.metricApproximateAgeOfOldestMessage({ ...FIVE_MINUTES, statistic: 'Maximum' });

const lag = ({ fn }: Exporting) => fn.metric('IteratorAge', { ...FIVE_MINUTES, statistic: 'Maximum' });

const recursions = ({ fn }: Ingestion) => fn.metric('RecursiveInvocationsDropped', { ...FIVE_MINUTES, statistic: 'Sum' });

const failures = ({ stateMachine }: Backfill) => stateMachine.metricFailed({ ...FIVE_MINUTES, statistic: 'Sum' });

const throttled = ({ table }: Catalog, name: string) => table.metric(name, { ...FIVE_MINUTES, statistic: 'Sum' });
