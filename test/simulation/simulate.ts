/** One seed: one schedule of the whole system, from the first delivery until all is at rest and checked. */
import type { LocalPorts } from '../../lib/ports/ports.ts';
import { checkCascade, checkForcing } from './amplification.ts';
import { checkCatalog } from './check-catalog.ts';
import { checkLake, checkPurged } from './check-lake.ts';
import { removeOne, start } from './environment.ts';
import { NO_FAULTS } from './faults.ts';
import { Violation } from './invariants.ts';
import { compact, exportAll, vacuum } from './lake-tasks.ts';
import type { Pipeline } from './pipeline.ts';
import { drawPlan, LIFETIME_MS, type Plan } from './plan.ts';
import { Random } from './random.ts';
import { invoke } from './tasks.ts';
import { formatStep } from './trace.ts';
import { BUCKET, makeWorld, type World } from './world.ts';

/** Some mixes of faults let nothing get done; then the faults end here. */
const MAX_ACTIVE_STEPS = 20_000;
/** I7: with faults off, all work drains within so many steps. */
const MAX_HEALING_STEPS = 100_000;
const MAX_SWEEPS = 5;

export interface SeedResult {
  readonly seed: number;
  readonly steps: number;
  readonly checks: number;
  /** To the tables' logs. */
  readonly commits: number;
  readonly faults: ReadonlyMap<string, number>;
  readonly calls: ReadonlyMap<string, number>;
  readonly traceHash: string;
  readonly violation: { readonly invariant: string; readonly message: string; readonly trace: readonly string[] } | null;
}

export interface SimulateOptions {
  readonly adjust?: (plan: Plan) => Plan;
  readonly traceLength?: number;
}

export async function simulate(
  seed: number,
  pipeline: Pipeline,
  { adjust = (plan) => plan, traceLength = 40 }: SimulateOptions = {},
): Promise<SeedResult> {
  const random = new Random(seed);
  const world = makeWorld(random, adjust(drawPlan(random)), pipeline);
  const { scheduler, invariants } = world;
  const begun = scheduler.now;
  try {
    start(world);
    await scheduler.run(() => invariants.first !== null, MAX_ACTIVE_STEPS);
    await heal(world);
    await checkLake(world, await checkCatalog(world));
    await nudge(world);
    const expected = await checkCatalog(world);
    await checkLake(world, expected);
    await expire(world);
    await checkLake(world, expected);
    await checkPurged(world, expected);
  } catch (error) {
    invariants.first ??= error instanceof Violation ? error : new Violation('crash', describe(error));
  }
  const { first } = invariants;
  return {
    seed,
    steps: scheduler.trace.count,
    checks: invariants.checks,
    commits: world.history.commits,
    faults: scheduler.faultCounts,
    calls: scheduler.callCounts,
    traceHash: scheduler.trace.hash,
    violation: first && {
      invariant: first.invariant,
      message: first.message,
      trace: scheduler.trace.last(traceLength).map((step) => formatStep(step, begun)),
    },
  };
}

/** Faults end; everything that was sent, frozen or put aside gets done. */
async function heal(world: World): Promise<void> {
  const { scheduler, queue, plan } = world;
  world.healing = true;
  queue.beReliable();
  for (const task of scheduler.tasks) task.faults = NO_FAULTS;
  await drain(world);
  if (plan.losesHints) queue.forgetHints();
  while (queue.deadLetters.length > 0) {
    await queue.redrive();
    await drain(world);
  }
  await bringUpToDate(world);
  if (plan.sweeps) await sweepUntilQuiet(world);
}

/** At rest: forced looks find nothing, and one change more comes to its end. */
async function nudge(world: World): Promise<void> {
  const settle = () => drain(world);
  await checkForcing(world, settle);
  await checkCascade(world, () => removeOne(world), settle);
  await bringUpToDate(world);
  await untilDone(world, 'compact', compact(world));
}

async function drain(world: World): Promise<void> {
  await runUntilIdle(world, MAX_HEALING_STEPS);
  if (world.queue.size > 0) throw new Violation('I7', `${world.queue.size} messages are left though nothing happens any more`);
}

async function bringUpToDate(world: World): Promise<void> {
  await untilDone(world, 'cluster', (ports) => world.pipeline.cluster.assignClusters(ports));
  if (world.plan.mode === 'local') return untilDone(world, 'export', exportAll(world));
  world.streams().poll();
  await runUntilIdle(world, MAX_HEALING_STEPS);
  if (!(await world.streams().caughtUp())) throw new Violation('I7', 'the stream stands still though it has changes');
}

/** A pass may find what the former one set in motion; but they must come to an end. */
async function sweepUntilQuiet(world: World): Promise<void> {
  const { sweep } = world.pipeline.sweep;
  for (let pass = 0; pass < MAX_SWEEPS; pass++) {
    let found = 0;
    await untilDone(world, 'sweep', async (ports) => {
      const { missed, stale, postingsRemoved, postingsAdded } = await sweep(ports, [BUCKET], world.plan.rulesVersions.at(-1)!);
      found = missed + stale + postingsRemoved + postingsAdded;
    });
    await drain(world);
    await bringUpToDate(world);
    // Entries ahead of their record take two passes: one to fence the record, one to remove them.
    if (found === 0 && pass > 0) return;
  }
  throw new Violation('I7', `the sweeper still found something in pass ${MAX_SWEEPS}`);
}

/** Long after the last change, nothing is left of what nobody shows. */
async function expire(world: World): Promise<void> {
  const { scheduler, plan } = world;
  scheduler.after(plan.retentionMs + LIFETIME_MS + 2 * plan.skewMs, () => {});
  await runUntilIdle(world, MAX_HEALING_STEPS);
  await untilDone(world, 'vacuum', vacuum(world));
}

/** Runs one task alone; without faults nothing may fail. */
async function untilDone(world: World, kind: string, body: (ports: LocalPorts) => Promise<unknown>): Promise<void> {
  let ending = '';
  invoke(world, kind, async (ports) => void (await body(ports)), { onEnd: (how) => (ending = how) });
  await runUntilIdle(world, MAX_HEALING_STEPS);
  if (ending !== 'done') throw new Violation('I7', `${kind} ended as ${ending} without faults`);
}

async function runUntilIdle({ scheduler, invariants }: World, maxSteps: number): Promise<void> {
  const enough = await scheduler.run(() => invariants.first !== null, maxSteps);
  if (invariants.first) throw invariants.first;
  const [failure] = scheduler.failures;
  if (failure !== undefined) throw new Violation('crash', describe(failure));
  if (!enough) throw new Violation('I7', `work did not drain in ${maxSteps} steps`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
