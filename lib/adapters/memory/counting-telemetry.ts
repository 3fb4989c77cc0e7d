import type { Telemetry } from '../../ports/telemetry.ts';

/** Long simulations warn without end; the first ones say what went wrong. */
const WARNINGS_KEPT = 1000;

/** Remembers what was counted and warned about. */
export class CountingTelemetry implements Telemetry {
  readonly counts = new Map<string, number>();
  readonly warnings: { readonly event: string; readonly detail: Readonly<Record<string, string | number>> }[] = [];

  count(metric: string, by = 1): void {
    this.counts.set(metric, (this.counts.get(metric) ?? 0) + by);
  }

  warn(event: string, detail: Readonly<Record<string, string | number>>): void {
    if (this.warnings.length < WARNINGS_KEPT) this.warnings.push({ event, detail });
  }
}
