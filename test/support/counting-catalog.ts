import { announcedPostings, lookBy } from '../../lib/core/index-exposure.ts';
import type { Catalog } from '../../lib/ports/catalog.ts';

export interface CatalogCost {
  /** Items written: records and postings, added or removed; each is one write request of a key-value store. */
  writes: number;
  /** Items or keys asked for: records, keys of the index, names of the takedown list. */
  reads: number;
}

/** Counts what a catalog is asked to do, item by item. */
export function countingCatalog<C extends Catalog>(catalog: C): { catalog: C; cost: CatalogCost } {
  const cost: CatalogCost = { writes: 0, reads: 0 };
  const counted = {
    read: 'reads',
    postings: 'reads',
    blocked: 'reads',
    write: 'writes',
    post: 'writes',
    unpost: 'writes',
    block: 'writes',
    unblock: 'writes',
  } as const;
  const handler: ProxyHandler<C> = {
    get(target, property) {
      const method = Reflect.get(target, property);
      if (typeof method !== 'function') return method;
      if (property === 'look') return look;
      if (property === 'announce') return announce;
      const kind = counted[property as keyof typeof counted];
      return (...args: unknown[]) => {
        if (kind) cost[kind] += (args[0] as readonly unknown[]).length;
        return method.apply(target, args);
      };
    },
  };
  const counting = new Proxy(catalog, handler);
  const announce: Catalog['announce'] = (announcements) => counting.post(announcements.flatMap(announcedPostings));
  const look = lookBy((keys, limit) => counting.postings(keys, limit));
  return { catalog: counting, cost };
}
