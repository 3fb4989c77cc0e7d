import { announcedPostings, lookBy } from '../../lib/core/index-exposure.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';
import type { Task } from './port-call.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** How calls about many things fall into steps. */
export interface Splitting {
  /** How often a call on several items takes a step for each. */
  readonly rate: number;
  /** Items of a listing or scan that come in one step. */
  readonly page: number;
}

/** The ports of one task: each call waits for the scheduler. A batch is not atomic, so that others get between its items. */
export function simulatedPorts(
  world: LocalPorts,
  task: Task,
  scheduler: Pick<Scheduler, 'call'>,
  random: Random,
  splitting: Splitting,
): LocalPorts {
  const call = <T>(label: string, detail: unknown, apply: () => T | Promise<T>) => scheduler.call(task, label, detail, apply);

  const split = <T>(items: readonly T[]): T[][] => {
    if (items.length > 1 && random.chance(splitting.rate)) return items.map((item) => [item]);
    return items.length > 0 ? [[...items]] : [];
  };

  const eachPart = async <T, R>(label: string, items: readonly T[], apply: (part: T[]) => Promise<R>): Promise<R[]> => {
    const answers: R[] = [];
    for (const part of split(items)) answers.push(await call(label, part, () => apply(part)));
    return answers;
  };

  const paged = async function* <T>(label: string, items: AsyncIterable<T>): AsyncIterable<T> {
    const iterator = items[Symbol.asyncIterator]();
    for (;;) {
      const page = await call(label, '', () => takePage(iterator, splitting.page));
      yield* page;
      if (page.length < splitting.page) return;
    }
  };

  const { catalog, landing, lake, queue } = world;
  const simulatedCatalog: LocalPorts['catalog'] = {
    read: async (ids) => merged(await eachPart('catalog.read', ids, (part) => catalog.read(part))),
    write: async (writes) => (await eachPart('catalog.write', writes, (part) => catalog.write(part))).flat(),
    post: async (postings) => void (await eachPart('catalog.post', postings, (part) => catalog.post(part))),
    announce: (announcements) => simulatedCatalog.post(announcements.flatMap(announcedPostings)),
    unpost: async (postings) => void (await eachPart('catalog.unpost', postings, (part) => catalog.unpost(part))),
    postings: async (keys, limit) => merged(await eachPart('catalog.postings', keys, (part) => catalog.postings(part, limit))),
    look: lookBy((keys, limit) => simulatedCatalog.postings(keys, limit)),
    changes: (after, limit) => call('catalog.changes', { after, limit }, () => catalog.changes(after, limit)),
    trimChanges: (upTo) => call('catalog.trim', upTo, () => catalog.trimChanges(upTo)),
    heads: (bucket, prefix) => paged('catalog.heads', catalog.heads(bucket, prefix)),
    scan: () => paged('catalog.scan', catalog.scan()),
    clusterNodes: () => paged('catalog.nodes', catalog.clusterNodes()),
    scanAll: () => paged('catalog.scanAll', catalog.scanAll()),
    block: async (entries) => void (await eachPart('catalog.block', entries, (part) => catalog.block(part))),
    unblock: async (entries) => void (await eachPart('catalog.unblock', entries, (part) => catalog.unblock(part))),
    blocked: async (entries) =>
      new Set((await eachPart('catalog.blocked', entries, (part) => catalog.blocked(part))).flatMap((s) => [...s])),
  };

  return {
    catalog: simulatedCatalog,
    landing: {
      read: (name) => call('landing.read', name.key, () => landing.read(name)),
      stat: (name) => call('landing.stat', name.key, () => landing.stat(name)),
      list: (bucket, prefix) => paged('landing.list', landing.list(bucket, prefix)),
    },
    queue: {
      send: async (messages) => void (await eachPart('queue.send', messages, (part) => queue.send(part))),
      receive: (max) => call('queue.receive', max, () => queue.receive(max)),
      acknowledge: async (receipts) => void (await eachPart('queue.acknowledge', receipts, (part) => queue.acknowledge(part))),
    },
    lake: {
      get: (key) => call('lake.get', key, () => lake.get(key)),
      read: (key, start, end) => call('lake.get', key, () => lake.read(key, start, end)),
      put: (key, bytes) => call('lake.put', key, () => lake.put(key, bytes)),
      putIfAbsent: (key, bytes) => call('lake.putIfAbsent', key, () => lake.putIfAbsent(key, bytes)),
      list: (prefix, startAfter) => paged('lake.list', lake.list(prefix, startAfter)),
      delete: async (keys) => void (await eachPart('lake.delete', keys, (part) => lake.delete(part))),
      locate: (key) => lake.locate(key),
    },
    tableFormat: world.tableFormat,
    segmentFormat: world.segmentFormat,
    clock: { now: () => world.clock.now() + task.skew },
    telemetry: world.telemetry,
  };
}

async function takePage<T>(iterator: AsyncIterator<T>, size: number): Promise<T[]> {
  const page: T[] = [];
  while (page.length < size) {
    const { done, value } = await iterator.next();
    if (done) break;
    page.push(value);
  }
  return page;
}

function merged<K, V>(maps: readonly Map<K, V>[]): Map<K, V> {
  return maps.length === 1 ? maps[0]! : new Map(maps.flatMap((map) => [...map]));
}

/** Labels of the calls that a weak spot can be at. */
export const WEAK_SPOTS = [
  'catalog.read',
  'catalog.write',
  'catalog.post',
  'catalog.unpost',
  'catalog.postings',
  'catalog.blocked',
  'catalog.changes',
  'landing.read',
  'landing.stat',
  'queue.send',
  'queue.acknowledge',
  'lake.get',
  'lake.put',
  'lake.putIfAbsent',
  'lake.delete',
] as const;
