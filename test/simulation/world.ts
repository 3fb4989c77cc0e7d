import type { MemoryLake } from '../../lib/adapters/memory/open-memory.ts';
import type { Parser } from '../../lib/core/parser.ts';
import type { LogCache } from '../../lib/pipeline/table-log.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { Invariants } from './invariants.ts';
import { LakeHistory } from './lake-history.ts';
import type { Pipeline } from './pipeline.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { type Streams, startStreams } from './stream.ts';
import { makeParser, makePool, type Pool } from './texts.ts';

export const BUCKET = 'landing';

/** Everything that one seed plays with. */
export interface World {
  readonly random: Random;
  readonly plan: Plan;
  readonly pipeline: Pipeline;
  readonly scheduler: Scheduler;
  readonly memory: MemoryLake;
  /** The stores as tasks reach them, watched by the invariants. */
  readonly ports: LocalPorts;
  readonly queue: DeliveryQueue;
  readonly pool: Pool;
  readonly parsers: ReadonlyMap<number, Parser>;
  readonly keys: readonly string[];
  readonly invariants: Invariants;
  /** What the landing bucket holds now. */
  readonly landed: Map<string, { version: string; texts: readonly number[] }>;
  readonly history: LakeHistory;
  /** What processes that work no more at present know of the logs. */
  readonly caches: LogCache[];
  readonly streams: () => Streams;
  /** Faults are over; what is left to do must get done. */
  healing: boolean;
  readonly newId: () => string;
}

export function makeWorld(random: Random, plan: Plan, pipeline: Pipeline): World {
  const memory = pipeline.memory.openMemory();
  const scheduler = new Scheduler({
    random,
    tempo: plan.tempo,
    clock: memory.clock,
    transientError: pipeline.errors.TransientError,
  });
  const now = () => memory.clock.now();
  const queue = new DeliveryQueue(random, plan.queue, now, (mishap) => scheduler.count(mishap));
  const pool = makePool(random, plan.families);
  const keys = Array.from({ length: plan.keys }, (_, i) => `k${i}.${random.chance(plan.packRate) ? 'jsonl' : 'txt'}`);
  const invariants = new Invariants();
  const history = new LakeHistory(memory.lake, invariants);
  let ids = 0;
  let streams: Streams | undefined;
  const world: World = {
    random,
    plan,
    pipeline,
    scheduler,
    memory,
    ports: { ...memory, queue, catalog: invariants.watchedCatalog(memory.catalog), lake: history.watched() },
    queue,
    pool,
    parsers: new Map(plan.rulesVersions.map((version) => [version, makeParser(pool, version)])),
    keys,
    invariants,
    landed: new Map(),
    history,
    caches: [],
    streams: () => (streams ??= startStreams(world)),
    healing: false,
    newId: () => `id${ids++}`,
  };
  return world;
}
