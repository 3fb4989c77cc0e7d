/** What happens to the system from outside: deliveries, their events, and the platform that starts invocations. */
import { documentIdOf } from '../../lib/core/catalog-record.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';
import { compact, exportAll, reader, vacuum } from './lake-tasks.ts';
import { QUERY_MS } from './plan.ts';
import type { Task } from './port-call.ts';
import type { Ending } from './scheduler.ts';
import { ignoringTransient, invoke, takedown, worker } from './tasks.ts';
import { encodeObject } from './texts.ts';
import { BUCKET, type World } from './world.ts';

const POLL_MS = 50;
const RETRY_MS = 60_000;
const MAINTENANCE_MS = 60_000;
const MAX_PACK = 5;

/** Starts everything that goes on by itself; the scheduler then runs it. */
export function start(world: World): void {
  const { plan, random, scheduler } = world;
  dispatchOnSend(world);
  const begin = scheduler.now;
  let at = begin;
  for (let i = 0; i < plan.deliveries; i++) {
    at += random.below(2 * plan.deliveryGapMs);
    if (random.chance(plan.pauseRate)) at += random.below(1.5 * plan.retentionMs);
    scheduler.at(at, () => deliver(world));
  }
  const span = Math.ceil((at - begin) * 1.1) + 1;
  const now = (count: number, act: () => void) => {
    for (let i = 0; i < count; i++) scheduler.at(begin + random.below(span), act);
  };
  now(plan.takedowns, () => takeDownOne(world));
  now(plan.clusterings, () => cluster(world));
  now(plan.sweepsUnderWay, () => sweepOnce(world));
  now(plan.compactions, () => invoke(world, 'compact', compact(world)));
  now(plan.vacuums, () => maintain(world));
  now(plan.readers, () => read(world));
  if (plan.mode === 'stream') world.streams();
  else now(plan.exports, () => invoke(world, 'export', exportAll(world)));
}

/** A vacuum alone or, as schedules have it, right after a compaction; somebody may still read what that removed. */
function maintain(world: World): void {
  const { random, scheduler } = world;
  if (random.chance(0.5)) {
    read(world);
    scheduler.after(random.below(MAINTENANCE_MS), () => invoke(world, 'compact', compact(world)));
  }
  scheduler.after(random.below(2 * MAINTENANCE_MS), () => invoke(world, 'vacuum', vacuum(world)));
}

function read(world: World): void {
  const body = (ports: LocalPorts, task: Task) =>
    reader(world, (milliseconds) => world.scheduler.sleep(task, milliseconds))(ports);
  invoke(world, 'reader', body, { lifetimeMs: QUERY_MS });
}

/** One change of the landing bucket, and the event that tells of it. */
function deliver(world: World): void {
  const { plan, random, memory, scheduler } = world;
  const key = random.pick(world.keys);
  const name = { bucket: BUCKET, key };
  const present = world.landed.get(key);
  if (present && random.chance(plan.deleteRate)) {
    remove(world, key, present.version);
  } else {
    const isPack = key.endsWith('.jsonl');
    const texts = present && random.chance(plan.touchRate) ? present.texts : drawTexts(world, isPack);
    const { version } = memory.landing.put(name, encodeObject(texts, isPack), scheduler.now);
    world.landed.set(key, { version, texts });
    scheduler.trace.add(scheduler.now, 'source', 'put', `${key} ${version} ${texts}`, 'ok');
  }
  announce(world, key);
}

function remove({ memory, scheduler, invariants, landed }: World, key: string, version: string): void {
  invariants.sourceDeleted(key, version);
  memory.landing.delete({ bucket: BUCKET, key });
  landed.delete(key);
  scheduler.trace.add(scheduler.now, 'source', 'delete', key, 'ok');
}

/** Deletes one object, if there is any, and tells of it once. */
export function removeOne(world: World): void {
  const { random, landed, queue } = world;
  if (landed.size === 0) return;
  const [key, { version }] = random.pick([...landed]);
  remove(world, key, version);
  void queue.send([{ kind: 'object', name: { bucket: BUCKET, key } }]);
}

function drawTexts({ random, pool, plan }: World, isPack: boolean): number[] {
  const count = isPack ? random.between(0, MAX_PACK) : 1;
  const range = plan.crowded ? Math.min(4, pool.length) : pool.length;
  return Array.from({ length: count }, () => random.below(range));
}

function announce({ plan, random, scheduler, queue }: World, key: string): void {
  const { dropRate, duplicateRate, lateRate, lateMs } = plan.events;
  if (random.chance(dropRate)) {
    scheduler.count('eventDropped');
    return;
  }
  const copies = random.chance(duplicateRate) ? 2 : 1;
  if (copies > 1) scheduler.count('eventDuplicated');
  for (let i = 0; i < copies; i++) {
    const late = random.chance(lateRate);
    if (late) scheduler.count('eventLate');
    const delay = late ? random.below(lateMs) : random.below(500);
    scheduler.after(delay, () => void queue.send([{ kind: 'object', name: { bucket: BUCKET, key } }]));
  }
}

function takeDownOne(world: World): void {
  const { random } = world;
  takeDown(world, documentIdOf({ bucket: BUCKET, key: random.pick(world.keys) }, random.below(2)));
}

/** Whoever orders a takedown orders it again until it is done. */
function takeDown(world: World, documentId: string): void {
  const { scheduler, random } = world;
  const onEnd = (ending: Ending) => {
    if (ending !== 'done') scheduler.after(random.below(RETRY_MS), () => takeDown(world, documentId));
  };
  invoke(world, 'takedown', takedown(world, documentId), { onEnd });
}

function cluster(world: World): void {
  invoke(world, 'cluster', (ports) => ignoringTransient(world, () => world.pipeline.cluster.assignClusters(ports)));
}

function sweepOnce(world: World): void {
  const rulesVersion = world.plan.rulesVersions.at(-1)!;
  invoke(world, 'sweep', (ports) => ignoringTransient(world, () => world.pipeline.sweep.sweep(ports, [BUCKET], rulesVersion)));
}

/** The platform: takes messages from the queue and starts an invocation for each batch, up to a number at a time. */
function dispatchOnSend(world: World): void {
  const { queue, scheduler, plan, random } = world;
  let busy = 0;
  let scheduledAt = Number.POSITIVE_INFINITY;
  const schedule = (at: number) => {
    if (at >= scheduledAt) return;
    scheduledAt = at;
    scheduler.at(at, () => {
      if (scheduledAt === at) dispatch();
    });
  };
  const dispatch = () => {
    scheduledAt = Number.POSITIVE_INFINITY;
    while (busy < plan.workers) {
      const deliveries = queue.take(random.between(1, plan.batch));
      if (deliveries.length === 0) break;
      busy++;
      invoke(world, 'worker', worker(world, deliveries), {
        onEnd: () => {
          busy--;
          schedule(scheduler.now + random.below(POLL_MS));
        },
      });
    }
    if (busy < plan.workers && queue.size > 0) schedule(Math.max(scheduler.now + POLL_MS, queue.nextVisibleAt()));
  };
  queue.onSend = () => schedule(scheduler.now + random.below(POLL_MS));
}
