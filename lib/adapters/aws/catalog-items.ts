/**
 * The layout of the catalog table. One table, three kinds of items by the first letters of the partition key:
 * - `D#<document id>` / `R`: a record. Its fields are attributes, so that people can look at them; what it is compared by is binary.
 *   Record 0 of an object also carries `headKey`, which puts it in the index of heads.
 * - `K#<index key>` / `<order>⇥<document id>⇥<version>`: a posting. DynamoDB sorts by UTF-8 bytes, and a tab comes before all
 *   that an order or a document id holds, so the sort keys sort as the postings do.
 * - `B#<entry>` / `B`: an entry of the takedown list.
 */
import type { CatalogRecord, LiveContent } from '../../core/catalog-record.ts';
import { CATALOG_TABLE } from '../../core/deployment.ts';
import type { Cause } from '../../core/model.ts';
import { type PackedExposure, packExposures, unpackExposures } from '../../core/packed-exposures.ts';
import type { ObjectHead, Posting } from '../../ports/catalog.ts';
import { packDecision, unpackDecision } from './packed-decision.ts';
import { type PackedFingerprint, packFingerprint, unpackFingerprint } from './packed-fingerprint.ts';

export type Item = Record<string, unknown>;

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export const PREFIX = { record: 'D#', posting: 'K#', block: 'B#' } as const;

const SEPARATOR = '\t';
/** Versions are padded so that they sort as numbers: a document will not be written ten billion times. */
const VERSION_DIGITS = 10;

export const recordKey = (documentId: string): ItemKey => ({ pk: `${PREFIX.record}${documentId}`, sk: 'R' });
export const blockKey = (entry: string): ItemKey => ({ pk: `${PREFIX.block}${entry}`, sk: 'B' });

export function postingKey({ key, order, documentId, version }: Posting): ItemKey {
  const sk = [order, documentId, String(version).padStart(VERSION_DIGITS, '0')].join(SEPARATOR);
  return { pk: `${PREFIX.posting}${key}`, sk };
}

export const isPosting = ({ pk }: Item): boolean => String(pk).startsWith(PREFIX.posting);

/** A posting as an item; an exact key has no context. */
export function postingItem(posting: Posting): Item & ItemKey {
  return { ...postingKey(posting), ...(posting.context === '' ? {} : { context: posting.context }) };
}

export function postingOf({ pk, sk, context = '' }: Item): Posting {
  const [order, documentId, version] = String(sk).split(SEPARATOR);
  const key = String(pk).slice(PREFIX.posting.length);
  return { key, order: order!, documentId: documentId!, version: Number(version), context: String(context) };
}

export function entryOf({ pk }: Item): string {
  return String(pk).slice(PREFIX.block.length);
}

export function recordItem(record: CatalogRecord): Item {
  const { documentId, bucket, content, exposures, retired, cause, decision, ...fields } = record;
  return {
    ...recordKey(documentId),
    ...fields,
    // A fence knows no name, and an attribute of an index can't be empty.
    ...(bucket === '' ? {} : { bucket }),
    ...(bucket !== '' && record.index === 0 ? { [CATALOG_TABLE.headsIndex.sortKey]: record.key } : {}),
    content: content && { ...content, fingerprint: packFingerprint(content.fingerprint) },
    ...(cause ? { cause } : {}),
    ...(decision ? { decision: packDecision(decision) } : {}),
    exposures: packExposures(exposures, content),
    retired: packExposures(retired, content),
  };
}

/** The record in an item, be it of the table or of an image in its stream, where binary values are base64. */
export function recordOf(item: Item): CatalogRecord {
  const {
    pk,
    sk: _,
    [CATALOG_TABLE.headsIndex.sortKey]: __,
    bucket,
    content: stored,
    exposures,
    retired,
    cause,
    decision,
    ...fields
  } = item;
  const content = stored ? contentOf(stored as StoredContent) : null;
  return {
    ...(fields as unknown as Omit<CatalogRecord, 'content' | 'exposures' | 'retired' | 'cause' | 'decision'>),
    documentId: String(pk).slice(PREFIX.record.length),
    bucket: String(bucket ?? ''),
    content,
    cause: (cause ?? null) as Cause | null,
    decision: decision ? unpackDecision(decision as string) : null,
    exposures: unpackExposures(exposures as PackedExposure[], content),
    retired: unpackExposures(retired as PackedExposure[], content),
  };
}

export function headOf(item: Item): ObjectHead {
  const { objectVersion, object, status, rulesVersion } = item as unknown as Pick<
    CatalogRecord,
    'objectVersion' | 'object' | 'status' | 'rulesVersion'
  >;
  const key = String(item[CATALOG_TABLE.headsIndex.sortKey]);
  return { key, objectVersion, complete: object?.complete ?? false, status, rulesVersion };
}

interface StoredContent extends Omit<LiveContent, 'fingerprint'> {
  readonly fingerprint: PackedFingerprint;
}

function contentOf({ fingerprint, ...content }: StoredContent): LiveContent {
  return { ...content, fingerprint: unpackFingerprint(fingerprint) };
}
