import type { LocalPorts } from '../../lib/ports/ports.ts';
import type { Delivery, WorkMessage } from '../../lib/ports/work-queue.ts';
import { type FaultRates, NO_FAULTS } from './faults.ts';
import { LIFETIME_MS } from './plan.ts';
import type { Task } from './port-call.ts';
import type { Ending } from './scheduler.ts';
import { simulatedPorts } from './simulated-ports.ts';
import type { World } from './world.ts';

export interface Invocation {
  readonly lifetimeMs?: number;
  readonly faults?: FaultRates;
  readonly onEnd?: (ending: Ending) => void;
}

/** Starts one invocation with ports of its own. */
export function invoke(
  world: World,
  kind: string,
  body: (ports: LocalPorts, task: Task) => Promise<void>,
  options: Invocation = {},
): Task {
  const { scheduler, random, plan } = world;
  const { lifetimeMs = LIFETIME_MS, faults = world.healing ? NO_FAULTS : plan.faults, onEnd } = options;
  const skew = plan.skewMs === 0 ? 0 : Math.round((2 * random.next() - 1) * plan.skewMs);
  return scheduler.spawn(kind, (task) => body(simulatedPorts(world.ports, task, scheduler, random, plan.splitting), task), {
    lifetimeMs: world.healing ? Number.POSITIVE_INFINITY : lifetimeMs,
    skew,
    faults,
    ...(onEnd ? { onEnd } : {}),
  });
}

/** Does the work of these deliveries; the ones that failed stay in the queue. */
export function worker(world: World, deliveries: readonly Delivery[]) {
  const { pipeline, random, plan } = world;
  const rulesVersion = world.healing ? plan.rulesVersions.at(-1)! : random.pick(plan.rulesVersions);
  const options = { parser: world.parsers.get(rulesVersion)!, newId: world.newId };
  return async (ports: LocalPorts): Promise<void> => {
    const depth = Math.max(...deliveries.map(({ message }) => world.queue.depthOf(message)));
    const send = async (messages: readonly WorkMessage[]) => {
      world.queue.descend(messages, depth);
      await ports.queue.send(messages);
    };
    const tracking = { ...ports, queue: { ...ports.queue, send } };
    const attempt = async (part: readonly Delivery[]) => {
      const messages = part.map(({ message }) => message);
      await pipeline.work.work(tracking, messages, options);
      await ports.queue.acknowledge(part.map(({ receipt }) => receipt));
    };
    try {
      await attempt(deliveries);
    } catch (error) {
      if (!(error instanceof pipeline.errors.TransientError) || deliveries.length === 1) throw error;
      for (const delivery of deliveries) await ignoringTransient(world, () => attempt([delivery]));
    }
  };
}

export async function ignoringTransient(world: World, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof world.pipeline.errors.TransientError)) throw error;
  }
}

/** An operator takes a document down; that it is not live any more is an answer. */
export function takedown(world: World, documentId: string) {
  return async (ports: LocalPorts): Promise<void> => {
    try {
      await world.pipeline.forget.forget(ports, documentId);
    } catch (error) {
      if (!(error instanceof world.pipeline.errors.UsageError)) throw error;
    }
  };
}
