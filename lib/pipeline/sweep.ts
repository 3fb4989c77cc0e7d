/**
 * The sweeper compares source, catalog, lake and index, and re-sends what differs. It turns "unless an event was lost" into
 * "eventually all", and is also how a backfill and a new version of the rules reach every object.
 */
import { type CatalogRecord, documentIdOf } from '../core/catalog-record.ts';
import { SetTally } from '../core/set-tally.ts';
import { compareUtf8 } from '../core/utf8-order.ts';
import type { CatalogItem, ObjectHead } from '../ports/catalog.ts';
import type { Ports } from '../ports/ports.ts';
import type { WorkMessage } from '../ports/work-queue.ts';
import { batched } from './batched.ts';
import { added, IndexRepair, type IndexReport, NOTHING, POSTINGS_A_PASS, tallyItem } from './sweep-index.ts';
import { LakeRepair, LakeTally } from './sweep-lake.ts';

export interface SweepReport {
  /** Objects whose latest version, or deletion, the catalog doesn't know; documents whose work was left half done. */
  readonly missed: number;
  /** Documents whose row in the lake is missing, old or too many, or whose last decision is not in the ledger. */
  readonly stale: number;
  /** Index entries that no record stands behind, removed; and entries that were missing, added. */
  readonly postingsRemoved: number;
  readonly postingsAdded: number;
}

/**
 * One pass over these buckets. What it finds is work for the queue and the export; a second pass finds nothing new. What it holds
 * in memory is bounded, however large the lake. `onRecord` is told of every record, as its first scan sees it.
 */
export async function sweep(
  ports: Ports,
  buckets: readonly string[],
  rulesVersion: number,
  onRecord: (record: CatalogRecord) => void = () => {},
): Promise<SweepReport> {
  let missed = 0;
  for (const bucket of buckets) missed += await sweepSource(ports, bucket, rulesVersion);
  const [index, lake] = [new SetTally(), new LakeTally()];
  const unsettled = await scanCatalog(ports, index, lake, onRecord);
  const { stale, ahead, ...repaired } = await repair(
    ports,
    index.unevenBuckets(POSTINGS_A_PASS),
    await lake.unevenBuckets(ports),
  );
  return { missed: missed + unsettled + ahead, stale, ...repaired };
}

/** Source against catalog, both by key. */
async function sweepSource(ports: Ports, bucket: string, rulesVersion: number): Promise<number> {
  let sent = 0;
  const send = async (keys: string[]) => {
    sent += keys.length;
    await ports.queue.send(keys.map((key) => ({ kind: 'object', name: { bucket, key } })));
  };
  const known = new Heads(ports.catalog.heads(bucket));
  for await (const objects of batched(ports.landing.list(bucket))) {
    const heads = await ports.catalog.read(objects.map((object) => documentIdOf(object, 0)));
    const missed = objects.filter((object) => {
      const head = heads.get(documentIdOf(object, 0));
      return head?.objectVersion !== object.version || !head.object?.complete || head.rulesVersion < rulesVersion;
    });
    await send(missed.map(({ key }) => key));
    const listed = new Set(objects.map(({ key }) => key));
    for await (const heads of batched(known.upTo(objects.at(-1)!.key))) await send(goneAmong(heads, listed));
  }
  for await (const heads of batched(known.upTo(null))) await send(goneAmong(heads, new Set()));
  return sent;
}

/** The heads of a bucket, walked in step with its listing. */
class Heads {
  readonly #heads: AsyncIterator<ObjectHead>;
  #next: Promise<IteratorResult<ObjectHead>> | undefined;

  constructor(heads: AsyncIterable<ObjectHead>) {
    this.#heads = heads[Symbol.asyncIterator]();
  }

  /** The next ones, as far as this key; all that are left where it is null. */
  async *upTo(key: string | null): AsyncIterable<ObjectHead> {
    for (;;) {
      this.#next ??= this.#heads.next();
      const { done, value } = await this.#next;
      if (done || (key !== null && compareUtf8(value.key, key) > 0)) return;
      this.#next = undefined;
      yield value;
    }
  }
}

/** Keys of objects that are in the catalog and, listed between their neighbours, were not there. */
function goneAmong(heads: readonly ObjectHead[], listed: ReadonlySet<string>): string[] {
  return heads
    .filter(({ key, status, complete }) => !listed.has(key) && (status !== 'deleted' || !complete))
    .map(({ key }) => key);
}

/** One scan for lake and index: on AWS it is what a sweep costs. Work that its worker left half done goes back to the queue. */
async function scanCatalog(
  { catalog, queue }: Ports,
  index: SetTally,
  lake: LakeTally,
  onRecord: (record: CatalogRecord) => void,
): Promise<number> {
  let unsettled = 0;
  for await (const items of batched(catalog.scanAll())) {
    for (const item of items) tallyItem(index, item);
    const records = recordsAmong(items);
    for (const record of records) {
      lake.expect(record);
      onRecord(record);
    }
    const halfDone = records.filter((record) => !record.settled);
    unsettled += halfDone.length;
    await queue.send(halfDone.map(({ documentId }): WorkMessage => ({ kind: 'document', documentId })));
  }
  return unsettled;
}

/** What differed, or changed meanwhile, is compared one by one: in parts that fit in memory, each in one more scan. */
async function repair(
  ports: Ports,
  postings: readonly ReadonlySet<number>[],
  documents: readonly ReadonlySet<number>[],
): Promise<IndexReport & { stale: number }> {
  let stale = 0;
  let report = NOTHING;
  for (let part = 0; part < Math.max(postings.length, documents.length); part++) {
    const index = new IndexRepair(ports, postings[part] ?? new Set());
    const lake = await LakeRepair.begin(ports, documents[part] ?? new Set());
    for await (const items of batched(ports.catalog.scanAll())) {
      for (const item of items) index.see(item);
      await lake.see(recordsAmong(items));
    }
    stale += await lake.finish();
    report = added(report, await index.finish());
  }
  return { ...report, stale };
}

function recordsAmong(items: readonly CatalogItem[]): CatalogRecord[] {
  return items.flatMap((item) => ('record' in item ? [item.record] : []));
}
