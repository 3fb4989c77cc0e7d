/** What the catalog is asked to do for an article: items written and read, which is what DynamoDB bills. */
import { openMemory } from '../lib/adapters/memory/open-memory.ts';
import { reconcile } from '../lib/pipeline/reconcile.ts';
import { drain } from '../lib/pipeline/work.ts';
import { type CatalogCost, countingCatalog } from '../test/support/counting-catalog.ts';
import { plainParser } from '../test/support/plain-parser.ts';
import { nearTextOf, textOf } from '../test/support/texts.ts';

export interface CatalogCosts {
  readonly newArticle: CatalogCost;
  readonly exactDuplicate: CatalogCost;
  readonly nearDuplicate: CatalogCost;
  readonly replay: CatalogCost;
  readonly deletion: CatalogCost;
}

/** Means over `count` articles of `words` words each, delivered in batches of `batch`. */
export async function measureCatalogCosts({ count = 400, words = 400, batch = 100 } = {}): Promise<CatalogCosts> {
  const memory = openMemory();
  const { catalog, cost } = countingCatalog(memory.catalog);
  const ports = { ...memory, catalog };
  let ids = 0;
  const options = { parser: plainParser(), newId: () => `id-${ids++}` };
  const keys = (prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${String(i).padStart(6, '0')}.txt`);
  const put = (prefix: string, day: number, text: (i: number) => string) => {
    for (const [i, key] of keys(prefix).entries()) {
      memory.landing.put({ bucket: 'b', key }, new TextEncoder().encode(text(i)), day * 86_400_000);
    }
  };
  const measure = async (prefix: string): Promise<CatalogCost> => {
    const before = { ...cost };
    const names = keys(prefix).map((key) => ({ bucket: 'b', key }));
    for (let from = 0; from < count; from += batch) await reconcile(ports, names.slice(from, from + batch), options);
    await drain(ports, options);
    return { writes: (cost.writes - before.writes) / count, reads: (cost.reads - before.reads) / count };
  };
  put('new', 1, (i) => textOf(i, words));
  const newArticle = await measure('new');
  put('copy', 2, (i) => textOf(i, words));
  const exactDuplicate = await measure('copy');
  put('near', 3, (i) => `${textOf(i, words)} ${nearTextOf(i, i).slice(-60)}`);
  const nearDuplicate = await measure('near');
  const replay = await measure('new');
  for (const key of keys('copy')) memory.landing.delete({ bucket: 'b', key });
  return { newArticle, exactDuplicate, nearDuplicate, replay, deletion: await measure('copy') };
}

if (import.meta.main) {
  for (const [what, { writes, reads }] of Object.entries(await measureCatalogCosts())) {
    console.log(`${what.padEnd(16)} writes ${writes.toFixed(2).padStart(6)}   reads ${reads.toFixed(2).padStart(6)}`);
  }
}
