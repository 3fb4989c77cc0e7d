/** Dates and timestamps between the text form of our rows and the counts that files hold. */

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of `YYYY-MM-DD`. */
export function daysOfDate(date: string): number {
  return finite(Date.parse(`${date}T00:00:00.000Z`), date) / DAY_MS;
}

export function dateOfDays(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** Milliseconds since 1970 of an ISO timestamp. */
export function millisecondsOfTimestamp(timestamp: string): number {
  return finite(Date.parse(timestamp), timestamp);
}

export function timestampOfMilliseconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function finite(value: number, text: string): number {
  if (!Number.isFinite(value)) throw new Error(`${text} is no date or timestamp; expected YYYY-MM-DD or ISO 8601 in UTC`);
  return value;
}
