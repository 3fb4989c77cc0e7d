import type { CatalogRecord, LiveContent } from '../../core/catalog-record.ts';
import { type ClusterNode, groupedNodeOf } from '../../core/dedupe/clusters.ts';
import { ORIGINAL } from '../../core/dedupe/judge.ts';
import type { Decision, Fingerprint, Verdict } from '../../core/model.ts';
import { type PackedExposure, packExposures, unpackExposures } from '../../core/packed-exposures.ts';
import { decodeLasting } from './lasting-rows.ts';
import { objectOf, valuesOf } from './named-values.ts';

const PLAIN_FIELDS = [
  'bucket',
  'key',
  'index',
  'revision',
  'visibleRevision',
  'supersedes',
  'generation',
  'rulesVersion',
  'status',
  'settled',
  'objectVersion',
  'ingestedAt',
  'receivedAt',
  'sourceRecordId',
  'rawSha256',
  'object',
  'rejection',
  'cause',
] as const satisfies readonly (keyof CatalogRecord)[];
const DECISION_FIELDS = ['revision', 'decidedAt', 'cause', 'verdict', 'duplicateOf', 'previous'] as const;

/** A record without what the row of its text has, and without its document's id, which a column has. */
type Packed = readonly [
  plain: readonly unknown[],
  decision: readonly unknown[] | null,
  exposures: readonly PackedExposure[],
  retired: readonly PackedExposure[],
  content: PackedContent | null,
];

type PackedContent = readonly [
  order: string | readonly [beginning: string],
  textRevision: number,
  segmentPath: string,
  segmentRow: number,
  verdict: Verdict | null | typeof NOBODY,
  clusterId: string | typeof ITSELF,
];

/** The verdict on an original. */
const NOBODY = 0;
/** A cluster named by the document itself. */
const ITSELF = 0;

/** Each article's record is written twice: without names, and without what is known. */
export function encodeRecord(record: CatalogRecord): string {
  const { content, decision, exposures, retired } = record;
  const packed: Packed = [
    valuesOf(PLAIN_FIELDS, record),
    decision ? valuesOf(DECISION_FIELDS, decision) : null,
    packExposures(exposures, content),
    packExposures(retired, content),
    content && packContent(content, record.documentId),
  ];
  return JSON.stringify(packed);
}

export function decodeRecord(row: Record<string, unknown>): CatalogRecord {
  const documentId = String(row.document_id);
  const [plain, decision, exposures, retired, packed]: Packed = JSON.parse(String(row.record));
  const lasting = packed && decodeLasting(row.sketch as Uint8Array, String(row.content));
  const content = packed && { ...lasting!, ...unpackContent(packed, lasting!.fingerprint, documentId) };
  return {
    documentId,
    ...objectOf<Pick<CatalogRecord, (typeof PLAIN_FIELDS)[number]>>(PLAIN_FIELDS, plain),
    content,
    decision: decision && objectOf<Decision>(DECISION_FIELDS, decision),
    exposures: unpackExposures(exposures, content),
    retired: unpackExposures(retired, content),
  };
}

function packContent(content: LiveContent, documentId: string): PackedContent {
  const { order, textRevision, segment, verdict, clusterId, fingerprint } = content;
  const end = endOfOrder(fingerprint, documentId);
  return [
    order.endsWith(end) ? [order.slice(0, -end.length)] : order,
    textRevision,
    segment.path,
    segment.row,
    verdict === ORIGINAL ? NOBODY : verdict,
    clusterId === documentId ? ITSELF : clusterId,
  ];
}

function unpackContent(
  [order, textRevision, path, row, verdict, clusterId]: PackedContent,
  fingerprint: Fingerprint,
  documentId: string,
): Omit<LiveContent, 'fingerprint' | 'metadata'> {
  return {
    order: typeof order === 'string' ? order : order[0] + endOfOrder(fingerprint, documentId),
    textRevision,
    segment: { path, row },
    verdict: verdict === NOBODY ? ORIGINAL : verdict,
    clusterId: clusterId === ITSELF ? documentId : clusterId,
  };
}

/** How an order ends; see `orderOf`. */
const endOfOrder = ({ contentSha256 }: Fingerprint, documentId: string): string => ` ${contentSha256} ${documentId}`;

/** Nearly always edges alone. */
const tiesOf = ({ edges, partOf, holds }: ClusterNode) => (partOf || holds ? { edges, partOf, holds } : edges);

export function decodeTies(column: unknown): Pick<ClusterNode, 'edges' | 'partOf' | 'holds'> {
  const ties = JSON.parse(String(column));
  return Array.isArray(ties) ? { edges: ties } : ties;
}

const NO_CLUSTER = [null, null, null] as const;
const NO_HEAD = [null, null, null, null, null, null] as const;

/** What statements look for, in the order in which they name it. */
export function columnsOf(record: CatalogRecord) {
  const { index, bucket, key, objectVersion, object, status, rulesVersion } = record;
  const head =
    index === 0 ? ([bucket, key, objectVersion, Number(object?.complete ?? false), status, rulesVersion] as const) : NO_HEAD;
  const node = groupedNodeOf(record);
  const cluster = node ? ([node.order, node.clusterId, JSON.stringify(tiesOf(node))] as const) : NO_CLUSTER;
  return [record.revision, ...head, ...cluster] as const;
}
