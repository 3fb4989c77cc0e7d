/** Many seeds, one after the other or in several processes, and what came of them. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Pipeline } from './pipeline.ts';
import { type SeedResult, simulate } from './simulate.ts';

export interface Totals {
  seeds: number;
  steps: number;
  checks: number;
  commits: number;
  faults: Record<string, number>;
  calls: Record<string, number>;
  /** The first seed that broke a promise; the seeds after it were not run. */
  violation: ({ seed: number } & NonNullable<SeedResult['violation']>) | null;
}

export interface SeedRange {
  readonly from: number;
  readonly seeds: number;
}

export async function runSeeds(pipeline: Pipeline, { from, seeds }: SeedRange, traceLength = 40): Promise<Totals> {
  const totals: Totals = { seeds: 0, steps: 0, checks: 0, commits: 0, faults: {}, calls: {}, violation: null };
  for (let seed = from; seed < from + seeds; seed++) {
    const result = await simulate(seed, pipeline, { traceLength });
    totals.seeds++;
    totals.steps += result.steps;
    totals.checks += result.checks;
    totals.commits += result.commits;
    addCounts(totals.faults, Object.fromEntries(result.faults));
    addCounts(totals.calls, Object.fromEntries(result.calls));
    if (result.violation) {
      totals.violation = { seed, ...result.violation };
      break;
    }
  }
  return totals;
}

/** The range cut among processes: a seed's schedule depends on nothing but the seed. */
export async function runInProcesses(range: SeedRange, processes: number, options: readonly string[] = []): Promise<Totals> {
  const share = Math.ceil(range.seeds / processes);
  const parts = Array.from({ length: processes }, (_, i) => {
    const from = range.from + i * share;
    return runInChild({ from, seeds: Math.min(share, range.from + range.seeds - from) }, options);
  });
  const totals = await Promise.all(parts);
  return totals.reduce((sum, part) => {
    addCounts(sum.faults, part.faults);
    addCounts(sum.calls, part.calls);
    return {
      seeds: sum.seeds + part.seeds,
      steps: sum.steps + part.steps,
      checks: sum.checks + part.checks,
      commits: sum.commits + part.commits,
      faults: sum.faults,
      calls: sum.calls,
      violation: sum.violation ?? part.violation,
    };
  });
}

/** One process that runs `run.ts` and sends its totals. */
export function runInChild({ from, seeds }: SeedRange, options: readonly string[] = []): Promise<Totals> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'run.ts');
    const child = fork(script, ['--from', String(from), '--seeds', String(seeds), ...options], { execArgv: [] });
    let totals: Totals | undefined;
    child.on('message', (message) => {
      totals = message as Totals;
    });
    child.on('error', reject);
    child.on('exit', (code) => (totals ? resolve(totals) : reject(new Error(`Seeds from ${from} ended with code ${code}.`))));
  });
}

function addCounts(sum: Record<string, number>, part: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(part)) sum[name] = (sum[name] ?? 0) + count;
}

export const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
