/** What a record may be found under: announced before anybody looks, and only while its text lives. */
import type { CatalogRecord, Exposure } from '../core/catalog-record.ts';
import { entriesOf, isNearKey } from '../core/dedupe/index-keys.ts';
import { type Announcement, announcementsOf } from '../core/index-exposure.ts';
import { takedownNames } from '../core/takedown.ts';
import { bumped } from '../core/transitions.ts';
import type { Ports } from '../ports/ports.ts';

/** Announces the exact keys; answers the records that the takedown list names. */
export async function announceExact(
  { catalog }: Pick<Ports, 'catalog'>,
  records: readonly CatalogRecord[],
): Promise<Set<CatalogRecord>> {
  if (records.length === 0) return new Set();
  await catalog.announce(unannounced(records).flatMap((record) => announcementsOf(record, exactPart(record).kept)));
  const blocked = await catalog.blocked(records.flatMap(takedownNames));
  if (blocked.size === 0) return new Set();
  return new Set(records.filter((record) => takedownNames(record).some((name) => blocked.has(name))));
}

/** Whoever settled a record had announced all that it exposes. */
export const unannounced = (records: readonly CatalogRecord[]) => records.filter((record) => !record.settled);

/** The exact key stays announced as long as the content lives; the near keys come and go. */
export function exactPart({ content, exposures }: CatalogRecord): { kept: Exposure[]; removed: Exposure[] } {
  const { all, exact, near } = entriesOf(content!.fingerprint);
  const part = (isNear: boolean) =>
    exposures.flatMap(({ version, order, keys }) => {
      const ofPart = keys === all ? (isNear ? near : exact) : keys.filter((key) => isNearKey(key) === isNear);
      return ofPart.length > 0 ? [{ version, order, keys: ofPart }] : [];
    });
  return { kept: part(false), removed: part(true) };
}

/** What the record looks for copies of its text under. */
export function exactAnnouncement({ documentId, content, exposures }: CatalogRecord): Announcement {
  const { exact } = entriesOf(content!.fingerprint);
  const { version, order } = exposures.find(({ keys }) => keys.includes(exact[0]!)) ?? { version: 0, order: content!.order };
  return { documentId, order, version, entries: exact };
}

export function exposesNear({ content, exposures }: CatalogRecord): boolean {
  const { all, near } = entriesOf(content!.fingerprint);
  if (exposures.some(({ keys }) => keys === all)) return true;
  const exposedKeys = new Set(exposures.flatMap(({ keys }) => keys));
  return near.every((key) => exposedKeys.has(key));
}

/** The record with its near keys, as the next revision: the version that they may be announced under. */
export function exposed(record: CatalogRecord): CatalogRecord {
  const next = bumped(record);
  const { kept } = exactPart(record);
  const near: Exposure = {
    version: next.revision,
    order: record.content!.order,
    keys: entriesOf(record.content!.fingerprint).near,
  };
  return { ...next, settled: false, exposures: [...kept, near] };
}
