/** The index against the records that stand behind it: one pass finds where they differ, and only then a second one what. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { inParts } from '../core/in-parts.ts';
import { isCurrent, isGarbage, type Posting, postingName, postingsOf } from '../core/index-exposure.ts';
import { bucketOf, type SetTally, type Side } from '../core/set-tally.ts';
import { unique } from '../core/unique.ts';
import type { CatalogItem } from '../ports/catalog.ts';
import type { Ports } from '../ports/ports.ts';
import { removePostings } from './remove-postings.ts';

type IndexPorts = Pick<Ports, 'catalog' | 'queue'>;

export interface IndexReport {
  readonly postingsRemoved: number;
  readonly postingsAdded: number;
  /** Announced ahead of a write that never came, perhaps: a forced look settles which, and the next sweep removes them. */
  readonly ahead: number;
}

interface Seen {
  readonly posting: Posting;
  readonly side: Side;
}

/** Postings that are held in memory at once, about. */
export const POSTINGS_A_PASS = 400_000;
export const NOTHING: IndexReport = { postingsRemoved: 0, postingsAdded: 0, ahead: 0 };
const BATCH = 500;

/** A posting is expected where a record stands behind it. */
export function tallyItem(tally: SetTally, item: CatalogItem): void {
  for (const { posting, side } of seenIn(item)) tally.add(postingName(posting), side);
}

/** Looks again at what the tally found uneven: each item of the catalog once, then what is left without its partner. */
export class IndexRepair {
  readonly #ports: IndexPorts;
  readonly #buckets: ReadonlySet<number>;
  /** Postings in these buckets that have a record behind them and were not in the index so far, or the reverse. */
  readonly #odd = new Map<string, Seen>();

  constructor(ports: IndexPorts, buckets: ReadonlySet<number>) {
    this.#ports = ports;
    this.#buckets = buckets;
  }

  see(item: CatalogItem): void {
    if (this.#buckets.size === 0) return;
    for (const seen of seenIn(item)) {
      const name = postingName(seen.posting);
      if (!this.#buckets.has(bucketOf(name))) continue;
      const partner = this.#odd.get(name);
      if (partner && partner.side !== seen.side) this.#odd.delete(name);
      else this.#odd.set(name, seen);
    }
  }

  /** What changed meanwhile is read before anything is done about it. */
  async finish(): Promise<IndexReport> {
    let report = NOTHING;
    const of = (side: Side) => [...this.#odd.values()].filter((seen) => seen.side === side).map(({ posting }) => posting);
    for (const batch of inParts(of('expected'), BATCH)) report = added(report, await addMissing(this.#ports, batch));
    for (const batch of inParts(of('found'), BATCH)) report = added(report, await removeStray(this.#ports, batch));
    return report;
  }
}

function seenIn(item: CatalogItem): Seen[] {
  if ('posting' in item) return [{ posting: item.posting, side: 'found' }];
  return standsBehind(item.record)
    ? postingsOf(item.record, item.record.exposures).map((posting) => ({ posting, side: 'expected' }))
    : [];
}

/** Whoever settled a record had announced all that it exposes. */
function standsBehind({ status, settled }: CatalogRecord): boolean {
  return status === 'live' && settled;
}

async function addMissing({ catalog }: IndexPorts, postings: readonly Posting[]): Promise<Partial<IndexReport>> {
  const records = await recordsOf(catalog, postings);
  const missing = postings.filter((posting) => isCurrent(posting, records.get(posting.documentId)));
  await catalog.post(missing);
  return { postingsAdded: missing.length };
}

async function removeStray(ports: IndexPorts, postings: readonly Posting[]): Promise<Partial<IndexReport>> {
  const records = await recordsOf(ports.catalog, postings);
  const garbage = postings.filter((posting) => isGarbage(posting, records.get(posting.documentId)));
  const ahead = postings.filter((posting) => posting.version > (records.get(posting.documentId)?.revision ?? 0));
  const again = await removePostings(ports, garbage, 'garbage');
  const documents = [...ahead.map(({ documentId }) => documentId), ...again];
  await ports.queue.send(documents.map((documentId) => ({ kind: 'document', documentId })));
  return { postingsRemoved: garbage.length, ahead: ahead.length };
}

function recordsOf(catalog: Ports['catalog'], postings: readonly Posting[]): Promise<Map<string, CatalogRecord>> {
  return catalog.read(unique(postings.map(({ documentId }) => documentId)));
}

export function added(report: IndexReport, more: Partial<IndexReport>): IndexReport {
  return {
    postingsRemoved: report.postingsRemoved + (more.postingsRemoved ?? 0),
    postingsAdded: report.postingsAdded + (more.postingsAdded ?? 0),
    ahead: report.ahead + (more.ahead ?? 0),
  };
}
