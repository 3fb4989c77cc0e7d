/**
 * What a crowd of the same, or nearly the same, text costs an article: `node bench/crowd-cost.ts
 * [sizes, such as 1000,2000] [arrivals, such as forwards,backwards] [runs: many, or one for all]`. A price that doubles with the crowd
 * makes the whole quadratic.
 */
import { openMemory } from '../lib/adapters/memory/open-memory.ts';
import { lookBy } from '../lib/core/index-exposure.ts';
import { assignClusters } from '../lib/pipeline/cluster.ts';
import { reconcile } from '../lib/pipeline/reconcile.ts';
import { drain } from '../lib/pipeline/work.ts';
import type { Catalog } from '../lib/ports/catalog.ts';
import { countingCatalog } from '../test/support/counting-catalog.ts';
import { plainParser } from '../test/support/plain-parser.ts';
import { nearTextOf, textOf } from '../test/support/texts.ts';

export interface CrowdCost {
  /** Means over the articles, as everywhere in this table: items written, items and keys asked for. */
  readonly writes: number;
  readonly reads: number;
  /** Postings that the index answered. */
  readonly postings: number;
  readonly forced: number;
  /** Keys under which there were more documents than anybody looks at. */
  readonly crowdedKeys: number;
  readonly largestRecordBytes: number;
  readonly canonical: number;
  readonly clusters: number;
}

/** How the articles come: the earliest first, the latest first, or as a fixed shuffle has it. */
export type Arrival = 'forwards' | 'shuffled' | 'backwards';

export const CROWDS = {
  'exact copies': () => textOf(1, 400),
  'near copies': (i: number) => nearTextOf(1, i),
} as const;

/** Different articles around one passage: all under its keys, none a relative of another. Somebody may write them to make a hot key. */
export const ONE_PASSAGE = (i: number): string => `${textOf(1, 60)}\n\n${textOf(i + 2, 400)}`;

const FIRST_LANDED = 1_772_600_000_000;
/** Coprime to every size in use: a step that visits each once. */
const STRIDE = 7_919;

/** `count` articles of one crowd, a second apart, delivered in batches; forced work is done after each batch or, in one run, at the end. */
export async function measureCrowd(options: {
  readonly text: (i: number) => string;
  readonly count: number;
  readonly arrival?: Arrival;
  readonly batch?: number;
  readonly oneRun?: boolean;
}): Promise<CrowdCost> {
  const { text, count, arrival = 'forwards', batch = 10, oneRun = false } = options;
  const memory = openMemory();
  const { catalog, cost } = countingCatalog(memory.catalog);
  let postings = 0;
  const counts = new Map<string, number>();
  const asked: Catalog['postings'] = async (keys, limit) => {
    const found = await catalog.postings(keys, limit);
    for (const list of found.values()) postings += list.length;
    return found;
  };
  const own = { postings: asked, look: lookBy(asked) };
  const tell = (name: string, value: number) => counts.set(name, (counts.get(name) ?? 0) + value);
  const telemetry = { ...memory.telemetry, count: tell };
  const observed = new Proxy(catalog, { get: (target, name) => Reflect.get(own, name) ?? Reflect.get(target, name) });
  const ports = { ...memory, catalog: observed, telemetry } as unknown as typeof memory;
  let ids = 0;
  const work = { parser: plainParser(), newId: () => `id-${ids++}` };
  const places = Array.from({ length: count }, (_, i) => placeOf(arrival, i, count));
  for (let from = 0; from < count; from += batch) {
    const names = places.slice(from, from + batch).map((place) => ({ bucket: 'b', key: `a${place}.txt`, place }));
    for (const { place, ...name } of names) {
      memory.landing.put(name, new TextEncoder().encode(text(place)), FIRST_LANDED + place * 1_000);
    }
    await reconcile(
      ports,
      names.map(({ bucket, key }) => ({ bucket, key })),
      work,
    );
    if (!oneRun) await drain(ports, work);
  }
  await drain(ports, work);
  const each = {
    writes: cost.writes / count,
    reads: cost.reads / count,
    postings: postings / count,
    forced: (counts.get('forced') ?? 0) / count,
    crowdedKeys: (counts.get('crowded_keys') ?? 0) / count,
  };
  await assignClusters(memory);
  return { ...each, ...(await endOf(memory.catalog)) };
}

function placeOf(arrival: Arrival, i: number, count: number): number {
  if (arrival === 'forwards') return i;
  return arrival === 'backwards' ? count - 1 - i : (i * STRIDE) % count;
}

async function endOf(catalog: Catalog): Promise<Pick<CrowdCost, 'largestRecordBytes' | 'canonical' | 'clusters'>> {
  let largestRecordBytes = 0;
  let canonical = 0;
  const clusters = new Set<string>();
  for await (const record of catalog.scan()) {
    largestRecordBytes = Math.max(largestRecordBytes, JSON.stringify(record).length);
    if (record.content?.verdict?.duplicateOf === null) canonical++;
    if (record.content) clusters.add(record.content.clusterId);
  }
  return { largestRecordBytes, canonical, clusters: clusters.size };
}

if (import.meta.main) {
  const sizes = (process.argv[2] ?? '1000,2000,4000,10000').split(',').map(Number);
  const arrivals = (process.argv[3] ?? 'forwards,shuffled').split(',') as Arrival[];
  const oneRun = process.argv[4] === 'one';
  for (const [crowd, text] of Object.entries(CROWDS)) {
    for (const arrival of arrivals) {
      for (const count of sizes) {
        const started = performance.now();
        const cost = await measureCrowd({ text, count, arrival, oneRun });
        const columns = Object.entries(cost).map(([name, value]) => `${name} ${value.toFixed(2).replace(/\.00$/, '')}`);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        console.log(`${crowd}, ${arrival}${oneRun ? ' in one run' : ''}, ${count}: ${columns.join(', ')}, ${seconds} s`);
      }
    }
  }
}
