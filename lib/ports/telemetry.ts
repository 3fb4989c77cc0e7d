/** Counters and warnings about the work, never about the text. */
export interface Telemetry {
  count(metric: string, by?: number): void;
  warn(event: string, detail: Readonly<Record<string, string | number>>): void;
}
