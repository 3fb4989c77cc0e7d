/** A small scenario with one fault: for every port call once each kind. Random search may miss a call; this one misses none. */
import type { Hint } from '../../lib/pipeline/export-records.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';
import { checkCatalog } from './check-catalog.ts';
import { checkLake, checkPurged } from './check-lake.ts';
import { NO_FAULTS } from './faults.ts';
import { Violation } from './invariants.ts';
import type { Pipeline } from './pipeline.ts';
import { drawPlan, LIFETIME_MS, type Plan } from './plan.ts';
import { Random } from './random.ts';
import { simulatedPorts } from './simulated-ports.ts';
import { encodeObject } from './texts.ts';
import { BUCKET, makeWorld, type World } from './world.ts';

export const SINGLE_FAULTS = ['crashBefore', 'crashAfter', 'lost'] as const;

/** What strikes the call of this number. */
export interface SingleFault {
  readonly kind: (typeof SINGLE_FAULTS)[number];
  readonly call: number;
}

export interface Outcome {
  readonly calls: number;
  /** What the call that was struck was about. */
  readonly label: string;
  readonly violation: string | null;
}

/** The process is gone: nothing that it was about to do happens. */
class Crash extends Error {}

const MINUTE = 60_000;
/** A seed whose pool holds an original, an exact copy and near copies of it, in this order. */
const POOL_SEED = 2;
const MAX_PASSES = 5;

/** Runs the scenario, struck by this fault, heals it and checks the promises. */
export async function runScenario(pipeline: Pipeline, mode: Plan['mode'], fault: SingleFault | null): Promise<Outcome> {
  const random = new Random(POOL_SEED);
  const scenario = new Scenario(makeWorld(random, quietPlan(random, mode), pipeline), fault);
  try {
    await scenario.play();
    await scenario.heal();
  } catch (error) {
    scenario.world.invariants.first ??= error instanceof Violation ? error : new Violation('crash', String(error));
  }
  return { calls: scenario.calls, label: scenario.struck, violation: scenario.world.invariants.first?.message ?? null };
}

function quietPlan(random: Random, mode: Plan['mode']): Plan {
  const queue = { visibilityMs: MINUTE / 2, maxAttempts: 100, duplicateRate: 0 };
  return {
    ...drawPlan(random),
    mode,
    queue,
    faults: NO_FAULTS,
    families: 1,
    rulesVersions: [1],
    takedowns: 0,
    skewMs: 0,
    retentionMs: 60 * MINUTE,
    sweeps: false,
    targetRows: 20,
  };
}

class Scenario {
  calls = 0;
  struck = '';
  world: World;
  readonly #fault: SingleFault | null;
  readonly #ports: LocalPorts;
  /** Changes that the stream has yet to deliver. */
  #hints: Hint[] = [];

  constructor(world: World, fault: SingleFault | null) {
    this.world = world;
    this.#fault = fault;
    const task = { name: 'scenario', deadline: Number.POSITIVE_INFINITY, skew: 0, faults: NO_FAULTS, alive: true };
    const call = <T>(_: unknown, label: string, __: unknown, apply: () => T | Promise<T>) => this.#call(label, apply);
    this.#ports = simulatedPorts(world.ports, task, { call }, world.random, { rate: 0, page: 50 });
    world.invariants.onChange = (record) => this.#hints.push({ record, writtenAt: world.scheduler.now });
  }

  /** A copy and a near copy of one article, a pack; then their original goes, and its heirs change. */
  async play(): Promise<void> {
    await this.#deliver({ 'original.txt': [0], 'near.txt': [2], 'copy.txt': [0] });
    await this.#deliver({ 'pack.jsonl': [1, 2] });
    await this.#deliver({ 'original.txt': null });
    await this.#deliver({ 'copy.txt': [2], 'pack.jsonl': [1] });
    await this.#invoke(() => this.#compact());
    await this.#deliver({ 'near.txt': null });
    await this.#deliver({});
    await this.#invoke(() => this.#sweep());
    await this.#deliver({});
    this.world.memory.clock.advance(this.world.plan.retentionMs + LIFETIME_MS);
    await this.#invoke(() => this.#vacuum());
  }

  /** All that was struck comes back by itself; then the sweeper finds nothing that stays. */
  async heal(): Promise<void> {
    this.world.healing = true;
    await this.#settle();
    await checkLake(this.world, await checkCatalog(this.world));
    this.world = { ...this.world, plan: { ...this.world.plan, sweeps: true } };
    for (let pass = 0; (await this.#sweep()) > 0; pass++) {
      if (pass === MAX_PASSES) throw new Violation('I7', `the sweeper still found something in pass ${MAX_PASSES}`);
      await this.#settle();
    }
    await this.#compact();
    this.world.memory.clock.advance(this.world.plan.retentionMs + LIFETIME_MS);
    await this.#vacuum();
    const expected = await checkCatalog(this.world);
    await checkLake(this.world, expected);
    await checkPurged(this.world, expected);
  }

  async #call<T>(label: string, apply: () => T | Promise<T>): Promise<T> {
    if (this.world.healing || ++this.calls !== this.#fault?.call) return apply();
    this.struck = label;
    if (this.#fault.kind === 'crashBefore') throw new Crash();
    await apply();
    if (this.#fault.kind === 'crashAfter') throw new Crash();
    throw new this.world.pipeline.errors.TransientError(`${label}: the answer was lost`);
  }

  /** These objects change; a worker and an exporter come by. */
  async #deliver(objects: Readonly<Record<string, readonly number[] | null>>): Promise<void> {
    const { memory, invariants, queue, scheduler } = this.world;
    for (const [key, texts] of Object.entries(objects)) {
      const name = { bucket: BUCKET, key };
      if (texts) {
        const { version } = memory.landing.put(name, encodeObject(texts, key.endsWith('.jsonl')), scheduler.now);
        this.world.landed.set(key, { version, texts });
      } else {
        invariants.sourceDeleted(key, this.world.landed.get(key)!.version);
        memory.landing.delete(name);
      }
      memory.clock.advance(1);
      await queue.send([{ kind: 'object', name }]);
    }
    await this.#invoke(() => this.#work());
    await this.#invoke(() => this.#export());
  }

  /** One invocation; one that fails or dies has left its message or batch where it was. */
  async #invoke(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Crash) && !(error instanceof this.world.pipeline.errors.TransientError)) throw error;
    }
    this.world.memory.clock.advance(MINUTE);
  }

  async #settle(): Promise<void> {
    this.world.memory.clock.advance(MINUTE);
    await this.#work();
    await this.world.pipeline.cluster.assignClusters(this.#ports);
    await this.#export();
    if (this.world.queue.size > 0) throw new Violation('I7', `${this.world.queue.size} messages are left`);
  }

  #work(): Promise<unknown> {
    const options = { parser: this.world.parsers.get(1)!, newId: this.world.newId };
    return this.world.pipeline.work.drain(this.#ports, options, 10);
  }

  async #export(): Promise<void> {
    const { pipeline, newId, plan } = this.world;
    const options = { newId, cache: new Map() };
    if (plan.mode === 'local') {
      const { watermark } = await pipeline.exportChanges.exportAll(this.#ports, options);
      this.world.history.checkAcknowledged(watermark);
      return;
    }
    const delivered = [...this.#hints];
    await pipeline.exportRecords.exportRecords(this.#ports, delivered, options);
    this.#hints = this.#hints.slice(delivered.length);
    await this.world.memory.catalog.trimChanges(Number.MAX_SAFE_INTEGER);
  }

  #compact(): Promise<unknown> {
    const { pipeline, newId, plan } = this.world;
    return pipeline.compact.compact(this.#ports, { newId, targetRows: plan.targetRows });
  }

  #vacuum(): Promise<unknown> {
    const { pipeline, plan } = this.world;
    return pipeline.vacuum.vacuum(this.#ports, { retentionMs: plan.retentionMs });
  }

  async #sweep(): Promise<number> {
    const found = await this.world.pipeline.sweep.sweep(this.#ports, [BUCKET], 1);
    return Object.values(found).reduce((sum, count) => sum + count, 0);
  }
}
