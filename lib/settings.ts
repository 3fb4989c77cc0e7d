/** What an operator may set, as `article-lake` in the context of cdk.json. */
interface Setting {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Where not every number between will do. */
  readonly only?: readonly number[];
}

function setting(value: number, min: number, max: number, only?: readonly number[]): Setting {
  return { default: value, min, max, ...(only ? { only } : {}) };
}

/** What CloudWatch Logs takes. */
const RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** Ranges are the services' own limits where they have one. */
const NUMBERS = {
  /** Messages that one ingest invocation takes, and how long it waits for them. */
  ingestBatch: setting(500, 1, 10_000),
  /** SQS lets a batch of more than ten wait for at least a second. */
  ingestWindowSeconds: setting(30, 1, 300),
  /** Ingest invocations at once: bounds what a flood of uploads can cost. */
  ingestConcurrency: setting(20, 2, 1000),
  /** 1,769 MB is one whole processor. */
  ingestMemoryMb: setting(1769, 512, 10_240),
  exportBatch: setting(2000, 1, 10_000),
  exportWindowSeconds: setting(60, 0, 300),
  exportMemoryMb: setting(1769, 512, 10_240),
  maintenanceMemoryMb: setting(3008, 512, 10_240),
  /** Six days at most, so that an alarm, which looks back for seven, can tell that a run is missing. */
  sweepEveryHours: setting(24, 1, 144),
  compactEveryMinutes: setting(60, 5, 1440),
  storiesEveryHours: setting(24, 1, 144),
  /** How long removed files stay for those who still read them, and as proof against mistakes. */
  vacuumRetentionHours: setting(168, 2, 8760),
  /** Most write units a second: bounds what a flood of uploads can cost. */
  catalogMaxWriteUnits: setting(10_000, 100, 40_000),
  logRetentionDays: setting(30, 1, 3653, RETENTION_DAYS),
  /** What one Athena query may scan. */
  queryScanLimitGb: setting(10, 1, 10_000),
} as const satisfies Record<string, Setting>;

export type Settings = { readonly [K in keyof typeof NUMBERS]: number } & {
  /** Who is told of alarms; none: nobody, but the alarms are there. */
  readonly alarmEmail: string | null;
  /** Buckets of this account and region that were there before: ingest may read them, backfill and sweep list them. */
  readonly sourceBuckets: readonly string[];
};

const OTHERS = ['alarmEmail', 'sourceBuckets'];

/** The settings with their defaults; throws with the name of the first wrong one. */
export function settingsFrom(context: unknown): Settings {
  const given = objectFrom(context ?? {});
  for (const name of Object.keys(given)) {
    if (!(name in NUMBERS) && !OTHERS.includes(name))
      throw new Error(
        `cdk.json: "article-lake" has no setting ${name}. It has: ${[...Object.keys(NUMBERS), ...OTHERS].join(', ')}.`,
      );
  }
  const numbers = Object.entries(NUMBERS).map(([name, limits]) => [name, numberFrom(name, given[name], limits)]);
  return {
    ...(Object.fromEntries(numbers) as { [K in keyof typeof NUMBERS]: number }),
    alarmEmail: emailFrom(given.alarmEmail),
    sourceBuckets: bucketsFrom(given.sourceBuckets),
  };
}

function objectFrom(context: unknown): Record<string, unknown> {
  if (typeof context === 'object' && context !== null && !Array.isArray(context)) return context as Record<string, unknown>;
  throw new Error(`cdk.json: "article-lake" must be an object of settings, not ${JSON.stringify(context)}.`);
}

function numberFrom(name: string, value: unknown, { default: otherwise, min, max, only }: Setting): number {
  if (value === undefined) return otherwise;
  if (only && !only.includes(value as number))
    throw new Error(`cdk.json: article-lake.${name} must be one of ${only.join(', ')}, not ${JSON.stringify(value)}.`);
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`cdk.json: article-lake.${name} must be a whole number from ${min} to ${max}, not ${JSON.stringify(value)}.`);
}

function emailFrom(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value)) return value;
  throw new Error(`cdk.json: article-lake.alarmEmail must be an e-mail address, not ${JSON.stringify(value)}.`);
}

function bucketsFrom(value: unknown): readonly string[] {
  const names: unknown = value ?? [];
  const isName = (name: unknown) => typeof name === 'string' && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
  if (Array.isArray(names) && names.every(isName)) return [...new Set(names as string[])];
  throw new Error(`cdk.json: article-lake.sourceBuckets must be a list of names of buckets, not ${JSON.stringify(value)}.`);
}
