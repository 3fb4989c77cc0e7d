import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../core/deployment.ts';
import type { Exporting } from './exporting.ts';
import type { WorkQueue } from './work-queue.ts';

export const FIVE_MINUTES = { period: Duration.minutes(5) };

/** A count that the pipeline makes of its own work. */
export function counted(service: string, metricName: string): Metric {
  const dimensionsMap = { [METRIC_DIMENSION]: service };
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap, statistic: 'Sum', ...FIVE_MINUTES });
}

export const waiting = (queue: WorkQueue['queue']) =>
  queue.metricApproximateNumberOfMessagesVisible({ ...FIVE_MINUTES, statistic: 'Maximum' });

export const age = (queue: WorkQueue['queue']) =>
  queue.metricApproximateAgeOfOldestMessage({ ...FIVE_MINUTES, statistic: 'Maximum' });

export const lag = ({ fn }: Exporting) => fn.metric('IteratorAge', { ...FIVE_MINUTES, statistic: 'Maximum' });
