import type { CatalogRecord, LiveContent } from '../../core/catalog-record.ts';
import { groupedNodeOf } from '../../core/dedupe/clusters.ts';
import { packExposures, unpackExposures } from '../../core/packed-exposures.ts';

/** What stays as long as the text does, the larger part of a record: a table of its own has it. */
type Lasting = Pick<LiveContent, 'fingerprint' | 'metadata'>;

/** The record without the lasting part of its content, and without what its exposures repeat of that. */
export function encodeRecord(record: CatalogRecord): string {
  const { content, exposures, retired } = record;
  return JSON.stringify({
    ...record,
    content: content && { ...content, fingerprint: undefined, metadata: undefined },
    exposures: packExposures(exposures, content),
    retired: packExposures(retired, content),
  });
}

export function encodeLasting({ fingerprint, metadata }: LiveContent): string {
  const lasting: Lasting = { fingerprint, metadata };
  return JSON.stringify(lasting);
}

/** Whether the lasting parts are known to be the same: records are never changed, so those of one object are. */
export function isSameLasting(a: LiveContent | null | undefined, b: LiveContent): boolean {
  return a?.fingerprint === b.fingerprint && a.metadata === b.metadata;
}

export function decodeRecord({ record, content }: Record<string, unknown>): CatalogRecord {
  const decoded = JSON.parse(String(record));
  if (decoded.content !== null) Object.assign(decoded.content, JSON.parse(String(content)));
  decoded.exposures = unpackExposures(decoded.exposures, decoded.content);
  decoded.retired = unpackExposures(decoded.retired, decoded.content);
  return decoded;
}

const NO_CLUSTER = [null, null, null] as const;

/** What statements look for, in the order in which they name it. */
export function columnsOf(record: CatalogRecord) {
  const { revision, status, objectVersion, object, rulesVersion } = record;
  const node = groupedNodeOf(record);
  const cluster = node ? ([node.order, node.clusterId, JSON.stringify(node.edges)] as const) : NO_CLUSTER;
  return [revision, status, objectVersion, Number(object?.complete ?? false), rulesVersion, ...cluster] as const;
}
