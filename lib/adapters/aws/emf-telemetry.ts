import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../../core/deployment.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Telemetry } from '../../ports/telemetry.ts';

/** CloudWatch takes so many metrics from one line. */
const METRICS_A_LINE = 100;

/**
 * Counts in the embedded metric format: CloudWatch Logs makes metrics of lines in this form, so counting costs no request.
 * Sums are kept until `publish`, which handlers call once an invocation. Warnings are lines of JSON at once; being JSON, no
 * value in them can forge a line.
 */
export class EmfTelemetry implements Telemetry {
  readonly #counts = new Map<string, number>();
  readonly #service: string;
  readonly #clock: Clock;
  readonly #write: (line: string) => void;

  constructor(service: string, clock: Clock, write: (line: string) => void = (line) => void process.stdout.write(line)) {
    this.#service = service;
    this.#clock = clock;
    this.#write = write;
  }

  count(metric: string, by = 1): void {
    this.#counts.set(metric, (this.#counts.get(metric) ?? 0) + by);
  }

  warn(event: string, detail: Readonly<Record<string, string | number>>): void {
    this.count(`warning.${event}`);
    this.#line({ level: 'WARN', [METRIC_DIMENSION]: this.#service, message: event, detail });
  }

  /** Writes the sums since the last time. */
  publish(): void {
    const sums = [...this.#counts];
    this.#counts.clear();
    for (let at = 0; at < sums.length; at += METRICS_A_LINE) this.#metrics(sums.slice(at, at + METRICS_A_LINE));
  }

  #metrics(sums: readonly (readonly [string, number])[]): void {
    const Metrics = sums.map(([Name]) => ({ Name, Unit: 'Count' }));
    const directive = { Namespace: METRIC_NAMESPACE, Dimensions: [[METRIC_DIMENSION]], Metrics };
    this.#line({
      _aws: { Timestamp: this.#clock.now(), CloudWatchMetrics: [directive] },
      [METRIC_DIMENSION]: this.#service,
      ...Object.fromEntries(sums),
    });
  }

  #line(value: object): void {
    this.#write(`${JSON.stringify(value)}\n`);
  }
}
