/**
 * The sweeper compares source, catalog, lake and index, and re-sends what differs. It turns "unless an event was lost" into
 * "eventually all", and is also how a backfill and a new version of the rules reach every object.
 */
import { type CatalogRecord, documentIdOf } from '../core/catalog-record.ts';
import { IndexTally } from '../core/index-tally.ts';
import { DEDUPE_LEDGER, DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS } from '../core/lake/columns.ts';
import type { ObjectName } from '../core/model.ts';
import { fence, resent } from '../core/transitions.ts';
import type { Ports } from '../ports/ports.ts';
import type { WorkMessage } from '../ports/work-queue.ts';
import { latestOf, revisionsIn } from './shown-revisions.ts';
import { repairIndex, tallyItem } from './sweep-index.ts';

export interface SweepReport {
  /** Objects whose latest version, or deletion, the catalog doesn't know; documents whose work was left half done. */
  readonly missed: number;
  /** Documents whose row in the lake is missing, old or too many, or whose last decision is not in the ledger. */
  readonly stale: number;
  /** Index entries that no record stands behind, removed; and entries that were missing, added. */
  readonly postingsRemoved: number;
  readonly postingsAdded: number;
}

const BATCH = 500;

/** One pass over these buckets. What it finds is work for the queue and the export; a second pass finds nothing new. */
export async function sweep(ports: Ports, buckets: readonly string[], rulesVersion: number): Promise<SweepReport> {
  let missed = 0;
  for (const bucket of buckets) missed += await sweepSource(ports, bucket, rulesVersion);
  const tally = new IndexTally();
  const { stale, unsettled } = await sweepRecords(ports, tally);
  const { ahead, ...index } = await repairIndex(ports, tally);
  return { missed: missed + unsettled + ahead, stale, ...index };
}

/** Source against catalog. */
async function sweepSource(ports: Ports, bucket: string, rulesVersion: number): Promise<number> {
  let sent = 0;
  const send = async (names: ObjectName[]) => {
    sent += names.length;
    await ports.queue.send(names.map((name) => ({ kind: 'object', name })));
  };
  const listed = new Set<string>();
  for await (const objects of batched(ports.landing.list(bucket))) {
    const heads = await ports.catalog.read(objects.map((object) => documentIdOf(object, 0)));
    await send(
      objects
        .filter((object) => {
          listed.add(object.key);
          const head = heads.get(documentIdOf(object, 0));
          return head?.objectVersion !== object.version || !head.object?.complete || head.rulesVersion < rulesVersion;
        })
        .map(({ key }) => ({ bucket, key })),
    );
  }
  for await (const heads of batched(ports.catalog.heads(bucket))) {
    const gone = heads.filter(({ key, status, complete }) => !listed.has(key) && (status !== 'deleted' || !complete));
    await send(gone.map(({ key }) => ({ bucket, key })));
  }
  return sent;
}

/**
 * Catalog against lake, both ways: a record whose rows differ is made visible once more, so that the export writes it again.
 * Work that its worker left half done goes back to the queue. One scan for both, and for the index: on AWS it is what a sweep costs.
 */
async function sweepRecords(ports: Ports, tally: IndexTally): Promise<{ stale: number; unsettled: number }> {
  const documents = await revisionsIn(ports, DOCUMENTS);
  const texts = await revisionsIn(ports, DOCUMENT_TEXTS);
  const rejections = await revisionsIn(ports, REJECTIONS);
  const ledger = await revisionsIn(ports, DEDUPE_LEDGER);
  let [stale, unsettled] = [0, 0];
  const rows = [documents, texts, rejections];
  const unknown = latestOf(rows);
  const fences = new Map<string, number>();
  for await (const items of batched(ports.catalog.scanAll())) {
    for (const item of items) tallyItem(tally, item);
    const records = items.flatMap((item) => ('record' in item ? [item.record] : []));
    for (const { documentId, status, revision } of records) {
      if (status === 'fence') fences.set(documentId, revision);
      else unknown.delete(documentId);
    }
    const halfDone = records.filter((record) => !record.settled);
    unsettled += halfDone.length;
    await ports.queue.send(halfDone.map(({ documentId }): WorkMessage => ({ kind: 'document', documentId })));
    const differing = records.filter((record) => {
      const id = record.documentId;
      const found = rows.map((table) => table.get(id) ?? []);
      const differs = JSON.stringify(found) !== JSON.stringify(expectedRows(record)) || !isRecorded(record, ledger);
      return record.settled && record.status !== 'fence' && differs;
    });
    stale += differing.length;
    await restore(ports, differing, texts);
  }
  await bury(ports, unknown, fences);
  return { stale: stale + unknown.size, unsettled };
}

/**
 * Rows that no record stands behind, or a mere fence, as after the loss of a catalog: a tombstone of a later revision takes
 * them out.
 */
async function bury(ports: Ports, unknown: ReadonlyMap<string, number>, fences: ReadonlyMap<string, number>): Promise<void> {
  const tombstones = [...unknown].map(([documentId, shown]) => {
    const expected = fences.get(documentId) ?? 0;
    const revision = Math.max(shown, expected) + 1;
    const record: CatalogRecord = {
      ...fence(documentId),
      status: 'deleted',
      revision,
      visibleRevision: revision,
      supersedes: shown,
    };
    return { record, expected };
  });
  await ports.catalog.write(tombstones);
}

/** Whether the ledger has the decision that the record carries. */
function isRecorded({ documentId, decision }: CatalogRecord, ledger: ReadonlyMap<string, readonly number[]>): boolean {
  return decision == null || (ledger.get(documentId)?.includes(decision.revision) ?? false);
}

function expectedRows(record: CatalogRecord): number[][] {
  if (record.status === 'live') return [[record.visibleRevision], [record.content!.textRevision], []];
  return record.status === 'rejected' ? [[], [], [record.visibleRevision]] : [[], [], []];
}

/**
 * A record is made visible once more, so that the export writes its rows again. A text is read from its source again: its
 * segment may be gone, and the export takes a text that the table once had for written.
 */
async function restore(ports: Ports, records: readonly CatalogRecord[], texts: ReadonlyMap<string, number[]>): Promise<void> {
  const lacksText = ({ documentId, content }: CatalogRecord) =>
    content !== null && !texts.get(documentId)?.includes(content.textRevision);
  const lost = records.filter(lacksText);
  const touches = records.filter((record) => !lacksText(record)).map(resent);
  await ports.catalog.write(touches.map((record) => ({ record, expected: record.revision - 1 })));
  await ports.queue.send(lost.map(({ bucket, key }) => ({ kind: 'object', name: { bucket, key }, force: true })));
}

async function* batched<T>(items: AsyncIterable<T>): AsyncIterable<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
