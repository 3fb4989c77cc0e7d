/** What a catalog record looks like in the tables people query. */
import type { CatalogRecord } from '../catalog-record.ts';
import { shownVerdict } from '../dedupe/shown-verdict.ts';
import type { Article, Verdict } from '../model.ts';
import {
  type DocumentRow,
  type LedgerRow,
  METADATA_COLUMNS,
  type MetadataRow,
  type RejectionRow,
  SCHEMA_VERSION,
  type TextRow,
} from './columns.ts';

/** The UTC day that the document's rows are filed under; empty when nothing of it ever landed. */
export function ingestedDate(record: CatalogRecord): string {
  return record.ingestedAt?.slice(0, 10) ?? '';
}

/** The row in `documents`, or null when the record is not live. */
export function documentRow(record: CatalogRecord): DocumentRow | null {
  const { content } = record;
  if (record.status !== 'live' || !content) return null;
  const { fingerprint } = content;
  const verdict = shownVerdict(record.documentId, content);
  const duplicateOf = verdict?.duplicateOf ?? null;
  return {
    ...sourceOf(record),
    ...metadataOf(content.metadata),
    is_canonical: duplicateOf === null,
    duplicate_of: duplicateOf,
    duplicate_kind: verdict?.kind ?? null,
    duplicate_score: verdict?.score ?? null,
    contained_in: verdict?.containedIn ?? null,
    evidence: verdict?.evidence ?? null,
    cluster_id: content.clusterId,
    content_sha256: fingerprint.contentSha256,
    raw_sha256: record.rawSha256 ?? '',
    text_revision: content.textRevision,
  };
}

/** The row in `rejections`, or null when the record was not rejected. */
export function rejectionRow(record: CatalogRecord): RejectionRow | null {
  const { rejection } = record;
  if (record.status !== 'rejected' || !rejection) return null;
  const { stage, reason, detail } = rejection;
  return { ...sourceOf(record), stage, reason, detail, raw_sha256: record.rawSha256 };
}

/** The row in `dedupe_ledger` of the decision that the record carries. Ids and numbers: nothing of a text, so that it may outlive one. */
export function ledgerRow({ documentId, status, content, rulesVersion, decision }: CatalogRecord): LedgerRow | null {
  if (!decision) return null;
  const { revision, cause, verdict: decided, previous } = decision;
  const decidedAt = new Date(decision.decidedAt).toISOString();
  const verdict = status === 'live' ? shownVerdict(documentId, content!) : null;
  const { jaccard, containment, rule, threshold, sharedShingles } = comparisonOf(verdict);
  return {
    document_id: documentId,
    decided_at: decidedAt,
    verdict: decided,
    duplicate_of: decision.duplicateOf,
    contained_in: verdict?.containedIn ?? null,
    jaccard,
    containment,
    rule,
    threshold,
    shared_shingles: sharedShingles,
    evidence: verdict?.evidence ?? null,
    cause,
    previous_verdict: previous?.verdict ?? null,
    previous_duplicate_of: previous?.duplicateOf ?? null,
    revision,
    rules_version: rulesVersion,
    schema_version: SCHEMA_VERSION,
    decided_date: decidedAt.slice(0, 10),
  };
}

const NOT_COMPARED = { jaccard: null, containment: null, rule: null, threshold: null, sharedShingles: null };
const SAME_TEXT = { ...NOT_COMPARED, jaccard: 1, containment: 1, rule: 'same_text' };

function comparisonOf(verdict: Verdict | null) {
  return verdict?.kind === 'exact' ? SAME_TEXT : (verdict?.comparison ?? NOT_COMPARED);
}

/** The row in `document_texts`, from the article or from the row of the segment that the record points to. */
export function textRow(
  record: CatalogRecord,
  { body, captions, removed }: Pick<Article, 'body' | 'captions' | 'removed'>,
): TextRow {
  return {
    document_id: record.documentId,
    revision: record.content!.textRevision,
    body,
    captions: [...captions],
    removed: [...removed],
    ingested_date: ingestedDate(record),
  };
}

function sourceOf(record: CatalogRecord) {
  return {
    document_id: record.documentId,
    ingested_at: record.ingestedAt ?? '',
    source_bucket: record.bucket,
    source_key: record.key,
    source_version: record.objectVersion ?? '',
    record_index: record.index,
    source_record_id: record.sourceRecordId,
    revision: record.visibleRevision,
    rules_version: record.rulesVersion,
    schema_version: SCHEMA_VERSION,
    ingested_date: ingestedDate(record),
  };
}

/** A record from before a column came is null there. */
function metadataOf(metadata: MetadataRow): MetadataRow {
  return Object.fromEntries(METADATA_COLUMNS.map(({ name }) => [name, metadata[name] ?? null])) as MetadataRow;
}
