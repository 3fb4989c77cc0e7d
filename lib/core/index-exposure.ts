/** Which entries of the fingerprint index a record stands behind. */
import type { CatalogRecord, Exposure } from './catalog-record.ts';

/** An entry of the fingerprint index: this document may be found under this key. */
export interface Posting {
  readonly key: string;
  readonly order: string;
  readonly documentId: string;
  readonly version: number;
}

export function postingsOf(record: CatalogRecord, exposures: readonly Exposure[]): Posting[] {
  return exposures.flatMap(({ version, order, keys }) =>
    keys.map((key) => ({ key, order, documentId: record.documentId, version })),
  );
}

/** Whether the live record still stands behind the posting. */
export function isCurrent(posting: Posting, record: CatalogRecord | undefined): record is CatalogRecord {
  const { key, order, version } = posting;
  // The order too: an attempt that lost the race for this version may have announced the same key by another order.
  return (
    record?.status === 'live' && record.exposures.some((e) => e.version === version && e.order === order && e.keys.includes(key))
  );
}

/**
 * Whether the posting is garbage: of a version that was retired, so nobody will rightly announce it again.
 * One of a later version than the record's is being written just now.
 */
export function isGarbage(posting: Posting, record: CatalogRecord | undefined): boolean {
  if (record === undefined || posting.version > record.revision) return false;
  return !isCurrent(posting, record);
}

/** The exposures without these keys, and what was taken out. */
export function splitExposures(
  exposures: readonly Exposure[],
  remove: ReadonlySet<string>,
): { kept: Exposure[]; removed: Exposure[] } {
  const part = (wanted: boolean) =>
    exposures.map((e) => ({ ...e, keys: e.keys.filter((key) => remove.has(key) === wanted) })).filter((e) => e.keys.length > 0);
  return { kept: part(false), removed: part(true) };
}
