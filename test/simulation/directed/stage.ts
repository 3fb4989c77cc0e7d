/** What hand-made schedules share: a lake in memory, and ports that stop a worker at a chosen call. */
import { type CatalogRecord, documentIdOf } from '../../../lib/core/catalog-record.ts';
import type { Row } from '../../../lib/core/lake/row-format.ts';
import type { LocalPorts } from '../../../lib/ports/ports.ts';
import type { Pipeline } from '../pipeline.ts';
import { Random } from '../random.ts';
import { encodeObject, makeParser, makePool, type Pool } from '../texts.ts';
import { BUCKET } from '../world.ts';

/** Fails on code that lacks the guard, passes on code that has it. */
export type Schedule = (pipeline: Pipeline) => Promise<void>;

/** Numbers of the pool's texts: two articles that say the same, and one that says nearly the same. */
export const TEXT = 0;
export const NEAR_COPY = 2;

/** A seed whose pool holds these three. */
const POOL_SEED = 2;

type Snapshots = Awaited<ReturnType<Pipeline['snapshot']['snapshotTables']>>;

export function openStage(pipeline: Pipeline, pool: Pool = makePool(new Random(POOL_SEED), 1)) {
  const memory = pipeline.memory.openMemory();
  let ids = 0;
  const newId = () => `id${ids++}`;
  const options = { parser: makeParser(pool, 1), newId };
  return {
    memory,
    newId,
    /** Later than everything before, also in the whole seconds that a bucket states. */
    put(key: string, ...texts: number[]): void {
      memory.clock.advance(1000);
      memory.landing.put({ bucket: BUCKET, key }, encodeObject(texts, key.endsWith('.jsonl')), memory.clock.now());
    },
    remove: (key: string): void => memory.landing.delete({ bucket: BUCKET, key }),
    /** A worker gets the object's event. */
    async work(key: string, ports: LocalPorts = memory): Promise<void> {
      await pipeline.work.work(ports, [{ kind: 'object', name: { bucket: BUCKET, key } }], options);
    },
    /** A worker gets the events of several objects at once. */
    async workTogether(keys: readonly string[], ports: LocalPorts): Promise<void> {
      const messages = keys.map((key) => ({ kind: 'object', name: { bucket: BUCKET, key } }) as const);
      await pipeline.work.work(ports, messages, options);
    },
    /** Workers do all that was sent. */
    async drain(ports: LocalPorts = memory): Promise<void> {
      await pipeline.work.drain(ports, options);
    },
    async record(key: string, index = 0): Promise<CatalogRecord | undefined> {
      const id = idOf(key, index);
      return (await memory.catalog.read([id])).get(id);
    },
    /** What the lake shows. */
    rows: async (name: string): Promise<Row[]> => rowsIn(name, await pipeline.snapshot.snapshotTables(memory.lake)),
    rowsIn,
  };

  async function rowsIn(name: string, snapshots: Snapshots): Promise<Row[]> {
    const { files } = snapshots.find(({ table }) => table === name)!;
    const contents = await Promise.all(files.map((file) => memory.lake.get(file.slice('memory://'.length))));
    return contents.flatMap((bytes) => JSON.parse(new TextDecoder().decode(bytes!)) as Row[]);
  }
}

export const idOf = (key: string, index = 0): string => documentIdOf({ bucket: BUCKET, key }, index);

export interface Paused {
  readonly ports: LocalPorts;
  readonly reached: Promise<void>;
  readonly resume: () => void;
}

/** Ports whose caller stops before its n-th such call until told to go on. */
export function pausedBefore(memory: LocalPorts, port: 'catalog' | 'lake', method: string, nth = 1): Paused {
  const reached = Promise.withResolvers<void>();
  const resumed = Promise.withResolvers<void>();
  let calls = 0;
  const ports = intercepted(memory, port, method, async () => {
    if (++calls !== nth) return;
    reached.resolve();
    await resumed.promise;
  });
  return { ports, reached: reached.promise, resume: () => resumed.resolve() };
}

/** Ports with something that happens before each such call. */
export function intercepted(
  memory: LocalPorts,
  port: 'catalog' | 'lake' | 'queue',
  method: string,
  before: (...args: readonly unknown[]) => Promise<void>,
): LocalPorts {
  const proxy = new Proxy(memory[port], {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (name !== method) return member.bind(target);
      return async (...args: unknown[]) => {
        await before(...args);
        return member.apply(target, args);
      };
    },
  });
  return { ...memory, [port]: proxy };
}
