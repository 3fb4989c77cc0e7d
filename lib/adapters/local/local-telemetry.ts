import type { Telemetry } from '../../ports/telemetry.ts';

/** Counts for the command's summary; warnings go to stderr as one JSON line each, so no value can forge a line. */
export class LocalTelemetry implements Telemetry {
  readonly counts = new Map<string, number>();

  count(metric: string, by = 1): void {
    this.counts.set(metric, (this.counts.get(metric) ?? 0) + by);
  }

  warn(event: string, detail: Readonly<Record<string, string | number>>): void {
    this.count(`warning.${event}`);
    process.stderr.write(`${JSON.stringify({ warning: event, ...detail })}\n`);
  }
}
