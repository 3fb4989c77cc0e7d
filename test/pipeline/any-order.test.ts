import { expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS, type Table } from '../../lib/core/lake/columns.ts';
import { parser } from '../../lib/core/parser.ts';
import { assignClusters } from '../../lib/pipeline/cluster.ts';
import { exportAll } from '../../lib/pipeline/export-changes.ts';
import type { ReconcileOptions } from '../../lib/pipeline/reconcile.ts';
import { sweep } from '../../lib/pipeline/sweep.ts';
import { loadState, tableKey } from '../../lib/pipeline/table-log.ts';
import { drain } from '../../lib/pipeline/work.ts';
import type { Catalog } from '../../lib/ports/catalog.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';
import { nearTextOf, textOf } from '../support/texts.ts';

const DOCUMENTS_COUNT = 1000;
const ORDERS = 20;
const bucket = 'landing';

/** What happens to one key, in this order: texts put one over the other, null for a delete. */
interface History {
  readonly key: string;
  readonly steps: readonly (string | null)[];
}

/** Originals, exact and near copies, round-ups of two; a tenth overwritten, some deleted, some deleted and put again, some rejected. */
function histories(): History[] {
  return Array.from({ length: DOCUMENTS_COUNT }, (_, i) => {
    const text = [textOf(i), textOf(i % 97), nearTextOf(i % 53, i), textOf(i), i % 2 ? roundUpOf(i) : textOf(i, 40)][i % 5]!;
    const steps = [text];
    if (i % 10 === 3) steps.unshift(textOf((i * 7) % 211));
    const key = `${String((i * 7919) % DOCUMENTS_COUNT).padStart(4, '0')}.txt`;
    if (i % 17 === 5) return { key, steps: [...steps, null] };
    if (i % 19 === 7) return { key, steps: [text, null, textOf(i % 31)] };
    return { key, steps: i % 50 === 11 ? ['   '] : steps };
  });
}

/** Of two texts that have copies: which one it goes with depends on how many each has. */
const roundUpOf = (i: number) => `${nearTextOf(i % 53, i)}\n\n${textOf(i % 97)}`;

type Random = (below: number) => number;

function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

const INTERLEAVED: readonly string[] = ['read', 'write', 'announce', 'unpost', 'postings', 'look'];

/** Lets other workers in before some calls, so that several really interleave. */
function interleaving<C extends Catalog>(catalog: C, random: Random): C {
  const turn = () => (random(3) === 0 ? new Promise<void>((resolve) => setImmediate(resolve)) : undefined);
  return new Proxy(catalog, {
    get(target, property) {
      const method = Reflect.get(target, property);
      if (typeof method !== 'function' || !INTERLEAVED.includes(String(property))) {
        return typeof method === 'function' ? method.bind(target) : method;
      }
      return async (...args: unknown[]) => {
        await turn();
        return method.apply(target, args);
      };
    },
  });
}

async function lakeAfter(seed: number, workers: number, mode: 'streamed' | 'swept'): Promise<string> {
  const random = randomOf(seed);
  const memory = openMemory();
  const ports: LocalPorts = { ...memory, catalog: interleaving(memory.catalog, random) };
  let ids = 0;
  const options: ReconcileOptions = { parser, newId: () => `id-${ids++}` };
  const work = () => Promise.all(Array.from({ length: workers }, () => drain(ports, options, 1 + random(40))));

  const pending = histories().map((history) => ({ ...history, steps: [...history.steps], step: 0 }));
  let queue = shuffled(pending, random);
  while (queue.length > 0) {
    for (const history of queue) {
      const text = history.steps[history.step]!;
      const name = { bucket, key: history.key };
      const arrived = 1_772_600_000_000 + history.step * 86_400_000;
      if (text === null) memory.landing.delete(name);
      else memory.landing.put(name, new TextEncoder().encode(text), arrived);
      history.step++;
      if (mode === 'streamed') await ports.queue.send([{ kind: 'object', name }]);
      if (mode === 'streamed' && random(60) === 0) await work();
      if (mode === 'streamed' && random(200) === 0) await exportAll(ports, options);
    }
    queue = shuffled(
      queue.filter((history) => history.step < history.steps.length),
      random,
    );
  }
  if (mode === 'swept') await sweep(ports, [bucket], parser.rulesVersion);
  await work();
  await drain(ports, options);
  await assignClusters(ports);
  await exportAll(ports, options);
  return (await Promise.all([DOCUMENTS, DOCUMENT_TEXTS, REJECTIONS].map((table) => rowsOf(ports, table)))).join('\n---\n');
}

/** Revisions count attempts, and so differ with the schedule; everything else must be the same to the byte. */
async function rowsOf(ports: LocalPorts, table: Table): Promise<string> {
  const { files } = await loadState(ports.lake, table);
  const rows: string[] = [];
  for (const path of files.keys()) {
    const bytes = await ports.lake.get(tableKey(table, path));
    for (const row of await ports.tableFormat.decode(table, bytes!)) {
      const { revision: _, text_revision: __, ...rest } = row;
      rows.push(JSON.stringify(rest));
    }
  }
  return rows.sort().join('\n');
}

test(`${DOCUMENTS_COUNT} documents in ${ORDERS} orders, by 1 to 8 workers, streamed or swept, give the same rows`, {
  timeout: 600_000,
}, async () => {
  const expected = await lakeAfter(1, 1, 'swept');
  expect(expected.split('\n').length).toBeGreaterThan(1500);
  for (let order = 0; order < ORDERS; order++) {
    const rows = await lakeAfter(100 + order, 1 + (order % 8), order % 4 === 3 ? 'swept' : 'streamed');
    expect(rows === expected, `order ${order} gives other rows`).toBe(true);
  }
});
