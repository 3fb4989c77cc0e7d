import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../../core/deployment.ts';
import type { Telemetry } from '../../ports/telemetry.ts';

/**
 * Counts in the embedded metric format: CloudWatch Logs makes metrics of lines in this form, so counting costs no request.
 * Sums are kept until `publish`, which handlers call once an invocation. Warnings are lines of JSON at once; being JSON, no
 * value in them can forge a line.
 */
export class EmfTelemetry implements Telemetry {
  /** Powertools would write each single count. */
  readonly #counts = new Map<string, number>();
  readonly #service: string;
  readonly #metrics: Metrics;

  constructor(service: string) {
    this.#service = service;
    this.#metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: service });
  }

  count(metric: string, by = 1): void {
    this.#counts.set(metric, (this.#counts.get(metric) ?? 0) + by);
  }

  warn(event: string, detail: Readonly<Record<string, string | number>>): void {
    this.count(`warning.${event}`);
    const line = { level: 'WARN', [METRIC_DIMENSION]: this.#service, message: event, detail };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }

  /** Writes the sums since the last time. */
  publish(): void {
    for (const [metric, sum] of this.#counts) this.#metrics.addMetric(metric, MetricUnit.Count, sum);
    this.#counts.clear();
    // Without any it would warn.
    if (this.#metrics.hasStoredMetrics()) this.#metrics.publishStoredMetrics();
  }
}
