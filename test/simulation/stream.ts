/** The catalog's stream as the platform delivers it: batches of a shard in order, at least once, sometimes cut anew or given up. */

import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import type { Hint } from '../../lib/pipeline/export-records.ts';
import type { Change } from '../../lib/ports/catalog.ts';
import { exportBatch } from './lake-tasks.ts';
import { invoke } from './tasks.ts';
import type { World } from './world.ts';

const POLL_MS = 1000;
/** The platform takes an invocation for lost before it ends: then the batch comes again while the old one goes on. */
const PATIENCE_MS = 60_000;

interface Shard {
  readonly index: number;
  /** Everything up to here was acknowledged or given up. */
  position: number;
  attempts: number;
  /** How many changes come together; halved when a batch fails, as the platform does to find the bad one. */
  size: number;
  busy: boolean;
}

export interface Streams {
  readonly poll: () => void;
  /** Whether every change was delivered. */
  readonly caughtUp: () => Promise<boolean>;
}

/** Starts one delivery after the other for each shard, whenever there are changes. */
export function startStreams(world: World): Streams {
  const { plan, random, scheduler, memory } = world;
  const shards = Array.from({ length: plan.shards }, (_, index): Shard => {
    return { index, position: 0, attempts: 0, size: plan.streamBatch, busy: false };
  });

  const writtenAt = new Map<string, number>();
  const hintOf = ({ record }: Change): Hint => ({ record, writtenAt: writtenAt.get(nameOf(record))! });

  const pending = async (shard: Shard): Promise<Change[]> => {
    const changes = await memory.catalog.changes(shard.position, Number.MAX_SAFE_INTEGER);
    return changes.filter(({ record }) => Number.parseInt(record.documentId.slice(0, 8), 16) % plan.shards === shard.index);
  };

  const deliver = async (shard: Shard) => {
    if (shard.busy) return;
    const changes = (await pending(shard)).slice(0, random.between(1, shard.size));
    if (changes.length === 0 || shard.busy) return;
    shard.busy = true;
    const last = changes.at(-1)!.sequence;
    let open = true;
    const finish = (delivered: boolean) => {
      if (!open) return;
      open = false;
      shard.busy = false;
      if (delivered || givenUp(shard)) advance(shard, last);
      else shard.size = Math.max(1, shard.size >> 1);
      scheduler.after(random.below(POLL_MS), () => void deliver(shard));
    };
    if (shard.attempts > 0) scheduler.count('redelivered');
    invoke(world, 'export', exportBatch(world, changes.map(hintOf)), { onEnd: (ending) => finish(ending === 'done') });
    if (random.chance(plan.zombieRate)) {
      scheduler.after(random.below(PATIENCE_MS), () => {
        if (open) scheduler.count('zombie');
        finish(false);
      });
    }
  };

  /** After many failures a batch goes to the failure destination, and the stream goes on without it. */
  const givenUp = (shard: Shard): boolean => {
    shard.attempts++;
    if (!plan.sweeps || world.healing || shard.attempts < plan.streamAttempts) return false;
    scheduler.count('batchSkipped');
    return true;
  };

  const advance = (shard: Shard, to: number) => {
    shard.position = to;
    shard.attempts = 0;
    shard.size = plan.streamBatch;
    void trim();
  };

  let scheduled = false;
  world.invariants.onChange = (record) => {
    writtenAt.set(nameOf(record), scheduler.now);
    if (scheduled) return;
    scheduled = true;
    scheduler.after(random.below(plan.streamWindowMs), () => {
      scheduled = false;
      for (const shard of shards) void deliver(shard);
    });
  };

  const trim = async () => {
    const firsts = (await Promise.all(shards.map(pending))).flatMap(([change]) => (change ? [change.sequence - 1] : []));
    await memory.catalog.trimChanges(Math.min(...firsts, Math.max(...shards.map(({ position }) => position))));
  };

  return {
    poll: () => {
      for (const shard of shards) void deliver(shard);
    },
    caughtUp: async () => (await Promise.all(shards.map(pending))).every((changes) => changes.length === 0),
  };
}

const nameOf = ({ documentId, revision }: CatalogRecord): string => `${documentId} ${revision}`;
