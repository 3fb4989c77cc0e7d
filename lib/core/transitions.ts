/** How a catalog record changes: pure steps from one revision to the next. */
import { isDeepStrictEqual } from 'node:util';
import type { CatalogRecord, Exposure, LiveContent, ObjectProgress, SegmentPointer } from './catalog-record.ts';
import { documentIdOf } from './catalog-record.ts';
import { causeOfDelivery } from './decision.ts';
import { entriesOf } from './dedupe/index-keys.ts';
import { orderOf, recordNameOf } from './dedupe/order.ts';
import type { ObjectName, ObjectVersion, ParsedRecord, Rejection, Verdict } from './model.ts';
import { landedAt } from './receipt.ts';

/** The record of a document that nobody has written yet. */
export function blank(name: ObjectName, index: number, documentId = documentIdOf(name, index)): CatalogRecord {
  return {
    documentId,
    bucket: name.bucket,
    key: name.key,
    index,
    revision: 0,
    visibleRevision: 0,
    supersedes: 0,
    generation: 0,
    rulesVersion: 0,
    status: 'fence',
    settled: true,
    objectVersion: null,
    ingestedAt: null,
    receivedAt: null,
    sourceRecordId: null,
    rawSha256: null,
    object: null,
    content: null,
    rejection: null,
    cause: null,
    decision: null,
    exposures: [],
    retired: [],
  };
}

/** A fence for a document that was announced but not yet written: its writer expects revision 0 and must look again. */
export function fence(documentId: string): CatalogRecord {
  return blank({ bucket: '', key: '' }, 0, documentId);
}

/** The same record one revision on, so that a writer who read it before must look again. */
export function bumped(record: CatalogRecord): CatalogRecord {
  return { ...record, revision: record.revision + 1 };
}

/** What every write of content shares: the delivery that it comes from. */
export interface Delivery {
  readonly generation: number;
  readonly rulesVersion: number;
  readonly version: ObjectVersion;
  /** See `receivedAt`. */
  readonly receivedAt: number;
  readonly object: ObjectProgress | null;
}

function delivered(previous: CatalogRecord, delivery: Delivery): CatalogRecord {
  return {
    ...bumped(previous),
    generation: delivery.generation,
    rulesVersion: delivery.rulesVersion,
    objectVersion: delivery.version.version,
    ingestedAt: new Date(landedAt(delivery)).toISOString(),
    receivedAt: delivery.receivedAt,
    object: delivery.object,
    cause: causeOfDelivery(previous, delivery.version.version, delivery.rulesVersion),
  };
}

/** The parsed article as live content, not yet judged. Exposures outlive a rewrite that changes neither text nor order. */
export function withArticle(
  previous: CatalogRecord,
  delivery: Delivery,
  parsed: Extract<ParsedRecord, { kind: 'article' }>,
  segment: SegmentPointer,
): CatalogRecord {
  const { record, article, fingerprint } = parsed;
  const order = orderOf({
    firstSeen: delivery.version.firstSeen,
    publishedDate: article.metadata.published_date,
    recordName: recordNameOf(record.sourceRecordId, previous.key),
    contentSha256: fingerprint.contentSha256,
    documentId: previous.documentId,
  });
  const next = delivered(previous, delivery);
  const before = previous.content;
  const same = before !== null && before.order === order && before.fingerprint.scheme === fingerprint.scheme;
  const content: LiveContent = {
    order,
    fingerprint,
    metadata: article.metadata,
    textRevision: next.revision,
    segment,
    verdict: same ? before.verdict : null,
    clusterId: same ? before.clusterId : previous.documentId,
  };
  const exposure = { version: next.revision, order, keys: entriesOf(fingerprint).all };
  return {
    ...next,
    status: 'live',
    settled: false,
    sourceRecordId: record.sourceRecordId,
    rawSha256: record.rawSha256,
    content,
    rejection: null,
    exposures: same ? previous.exposures : [exposure],
    retired: same ? previous.retired : [...previous.retired, ...previous.exposures],
  };
}

export function withRejection(previous: CatalogRecord, delivery: Delivery, rejection: Rejection): CatalogRecord {
  const next = withoutContent(delivered(previous, delivery));
  return published({
    ...next,
    status: 'rejected',
    rejection,
    sourceRecordId: rejection.sourceRecordId,
    rawSha256: rejection.rawSha256,
  });
}

/** The record is no longer in its object, or the object is gone (`objectVersion` null). */
export function withTombstone(
  previous: CatalogRecord,
  delivery: Pick<Delivery, 'generation' | 'rulesVersion' | 'object'> & { objectVersion: string | null },
): CatalogRecord {
  const { generation, rulesVersion, object, objectVersion } = delivery;
  const next: CatalogRecord = {
    ...withoutContent(bumped(previous)),
    generation,
    rulesVersion,
    object,
    objectVersion,
    status: 'deleted',
  };
  return previous.status === 'deleted' && previous.settled ? settled(next, false) : published(next);
}

/** A live record that the takedown list names, at the same revision. */
export function takenDown(record: CatalogRecord): CatalogRecord {
  const rejection: Rejection = {
    index: record.index,
    sourceRecordId: record.sourceRecordId,
    rawSha256: record.rawSha256,
    stage: 'policy',
    reason: 'blocked',
    detail: 'The takedown list names the document or its text.',
  };
  return published({ ...withoutContent(record), status: 'rejected', rejection });
}

function withoutContent(record: CatalogRecord): CatalogRecord {
  return { ...record, content: null, rejection: null, exposures: [], retired: [...record.retired, ...record.exposures] };
}

/** A record without text is settled at once unless the index still holds keys of it. */
function published(record: CatalogRecord): CatalogRecord {
  return record.retired.length > 0 ? { ...record, settled: false } : settled(record, changesTables(record));
}

/** A tombstone of something that was never visible is no news. */
export function changesTables(record: CatalogRecord): boolean {
  return record.status !== 'deleted' || record.visibleRevision > 0;
}

/** Settled at this revision; `visible` when what people see has changed. */
export function settled(record: CatalogRecord, visible: boolean): CatalogRecord {
  return {
    ...record,
    settled: true,
    retired: [],
    object: record.object?.extent === 1 ? { extent: 1, complete: true } : record.object,
    ...(visible ? { visibleRevision: record.revision, supersedes: record.visibleRevision } : {}),
  };
}

/**
 * The record with the verdict on its content, at the same revision; visible when it is news. Whenever it repeats another document than
 * before it joins the cluster of that: nearly always the right one, so that clustering need not write the record again.
 */
export function judged(
  record: CatalogRecord,
  { verdict, clusterId }: { readonly verdict: Verdict; readonly clusterId: string },
  exposures: readonly Exposure[],
): CatalogRecord {
  const content = record.content!;
  const news = !record.settled || !isDeepStrictEqual(verdict, content.verdict);
  const cluster = verdict.duplicateOf === content.verdict?.duplicateOf ? content.clusterId : clusterId;
  return settled({ ...record, content: { ...content, verdict, clusterId: cluster }, exposures }, news);
}

/** The record once more, so that the export compares all that the tables hold of it. */
export function resent(record: CatalogRecord): CatalogRecord {
  const next = settled(bumped(record), true);
  return { ...next, supersedes: next.revision };
}
