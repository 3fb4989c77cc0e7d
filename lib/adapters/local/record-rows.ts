import type { CatalogRecord, LiveContent } from '../../core/catalog-record.ts';
import { type ClusterNode, groupedNodeOf } from '../../core/dedupe/clusters.ts';
import { METADATA_COLUMNS, type MetadataRow } from '../../core/lake/columns.ts';
import type { Fingerprint } from '../../core/model.ts';
import { packExposures, unpackExposures } from '../../core/packed-exposures.ts';

/** What stays as long as the text does, the larger part of a record, but for the sketch: a table of its own has it, without names. */
type Lasting = readonly [
  scheme: number,
  contentSha256: string,
  shingleCount: number,
  tokenCount: number,
  nearKeys: readonly string[],
  metadata: MetadataRow | readonly unknown[],
];

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

/** Two of them fit a page, which one with names and the sketch as text would have for itself. */
export function encodeLasting({ fingerprint, metadata }: LiveContent): [sketch: Uint8Array, content: string] {
  const { scheme, contentSha256, shingleCount, tokenCount, sketch, nearKeys } = fingerprint;
  const lasting: Lasting = [scheme, contentSha256, shingleCount, tokenCount, nearKeys, packMetadata(metadata)];
  return [Buffer.from(sketch, 'base64'), JSON.stringify(lasting)];
}

function decodeLasting(sketch: Uint8Array, content: string): Pick<LiveContent, 'fingerprint' | 'metadata'> {
  const [scheme, contentSha256, shingleCount, tokenCount, nearKeys, metadata]: Lasting = JSON.parse(content);
  const { buffer, byteOffset, byteLength } = sketch;
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const fingerprint: Fingerprint = { scheme, contentSha256, shingleCount, sketch: base64, nearKeys, tokenCount };
  return { fingerprint, metadata: unpackMetadata(metadata) };
}

/** The values of all columns, in their order; as it is when it has not them all. */
function packMetadata(metadata: MetadataRow): MetadataRow | readonly unknown[] {
  const values = METADATA_COLUMNS.map(({ name }) => metadata[name]);
  return values.some((value) => value === undefined) ? metadata : values;
}

/** Columns are only ever added at the end: what was written before one came has the values of those before it. */
function unpackMetadata(packed: MetadataRow | readonly unknown[]): MetadataRow {
  if (!Array.isArray(packed)) return packed as MetadataRow;
  const metadata: Record<string, unknown> = {};
  for (const [i, { name }] of METADATA_COLUMNS.entries()) if (i < packed.length) metadata[name] = packed[i];
  return metadata as MetadataRow;
}

/** Whether the lasting parts are known to be the same: records are never changed, so those of one object are. */
export function isSameLasting(a: LiveContent | null | undefined, b: LiveContent): boolean {
  return a?.fingerprint === b.fingerprint && a.metadata === b.metadata;
}

export function decodeRecord({ record, sketch, content }: Record<string, unknown>): CatalogRecord {
  const decoded = JSON.parse(String(record));
  if (decoded.content !== null) Object.assign(decoded.content, decodeLasting(sketch as Uint8Array, String(content)));
  decoded.exposures = unpackExposures(decoded.exposures, decoded.content);
  decoded.retired = unpackExposures(decoded.retired, decoded.content);
  return decoded;
}

/** Nearly always edges alone. */
const tiesOf = ({ edges, partOf, holds }: ClusterNode) => (partOf || holds ? { edges, partOf, holds } : edges);

export function decodeTies(column: unknown): Pick<ClusterNode, 'edges' | 'partOf' | 'holds'> {
  const ties = JSON.parse(String(column));
  return Array.isArray(ties) ? { edges: ties } : ties;
}

const NO_CLUSTER = [null, null, null] as const;

/** What statements look for, in the order in which they name it. */
export function columnsOf(record: CatalogRecord) {
  const { revision, status, objectVersion, object, rulesVersion } = record;
  const node = groupedNodeOf(record);
  const cluster = node ? ([node.order, node.clusterId, JSON.stringify(tiesOf(node))] as const) : NO_CLUSTER;
  return [revision, status, objectVersion, Number(object?.complete ?? false), rulesVersion, ...cluster] as const;
}
