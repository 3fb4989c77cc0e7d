/** When objects came to us: what the source says of that may be of any time, our clock tells when we first read them. */
import type { CatalogRecord } from './catalog-record.ts';
import type { ObjectVersion } from './model.ts';

interface Receipt {
  readonly version: ObjectVersion;
  readonly receivedAt: number;
}

/** When this version of the object was first read: now, unless the record already says so of the very version. */
export function receivedAt({ objectVersion, receivedAt }: CatalogRecord, version: ObjectVersion, now: number): number {
  return objectVersion === version.version ? (receivedAt ?? now) : now;
}

/** Clocks differ, and archives keep times without their zone: so much later than it was read may an object have landed. */
const CLOCKS_APART_MS = 24 * 3_600_000;

/** When the object landed, as the source says; of one that comes from the future, when it was first read. */
export function landedAt({ version: { lastModified }, receivedAt }: Receipt): number {
  return lastModified > receivedAt + CLOCKS_APART_MS ? receivedAt : lastModified;
}
