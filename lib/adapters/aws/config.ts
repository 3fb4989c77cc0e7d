import { SERVICE_VARIABLE, VARIABLES } from '../../core/deployment.ts';
import { TerminalError } from '../../core/errors.ts';

/** Where a deployed lake has its parts. Region and credentials are the SDK's own affair. */
export interface AwsConfig {
  readonly landingBucket: string;
  /** Beside it, where articles are read from. */
  readonly sourceBuckets: readonly string[];
  readonly lakeBucket: string;
  readonly catalogTable: string;
  readonly queueUrl: string;
  /** Of ingest alone: where messages go that failed for the last time; null: SQS moves them, and nobody says why. */
  readonly deadLettersUrl: string | null;
  /** Names the function in its metrics. */
  readonly service: string;
}

/** Reads the configuration that the stack gave a function, and names everything that is missing or wrong at once. */
export function configFromEnvironment(environment: Readonly<Record<string, string | undefined>> = process.env): AwsConfig {
  const problems: string[] = [];
  const text = (name: string): string => {
    const value = environment[name]?.trim() ?? '';
    if (value === '') problems.push(`${name} is missing`);
    return value;
  };
  const config: AwsConfig = {
    landingBucket: text(VARIABLES.landingBucket),
    sourceBuckets: (environment[VARIABLES.sourceBuckets] ?? '').split(',').filter((name) => name !== ''),
    lakeBucket: text(VARIABLES.lakeBucket),
    catalogTable: text(VARIABLES.catalogTable),
    queueUrl: text(VARIABLES.queueUrl),
    deadLettersUrl: environment[VARIABLES.deadLettersUrl]?.trim() || null,
    service: environment[SERVICE_VARIABLE]?.trim() || 'article-lake',
  };
  if (problems.length === 0) return config;
  throw new TerminalError(`The environment is incomplete: ${problems.join('; ')}. The stack sets these variables.`);
}
