import type { Catalog, Posting } from '../../lib/ports/catalog.ts';

/** Every posting in the catalog. */
export async function postingsIn(catalog: Pick<Catalog, 'scanAll'>): Promise<Posting[]> {
  return (await Array.fromAsync(catalog.scanAll())).flatMap((item) => ('posting' in item ? [item.posting] : []));
}
