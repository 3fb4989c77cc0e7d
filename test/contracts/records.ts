import assert from 'node:assert/strict';
import type { CatalogRecord, LiveContent } from '../../lib/core/catalog-record.ts';
import { documentIdOf } from '../../lib/core/catalog-record.ts';
import type { MetadataRow } from '../../lib/core/lake/columns.ts';
import type { Catalog, Posting } from '../../lib/ports/catalog.ts';
import { vandalize } from './contract.ts';

/** A catalog record as the first write of a rejection-free text would make it, with what a test wants changed. */
export function recordOf(key: string, changes: Partial<CatalogRecord> = {}): CatalogRecord {
  const { bucket = 'landing', index = 0 } = changes;
  return {
    bucket,
    key,
    documentId: documentIdOf({ bucket, key }, index),
    index,
    revision: 1,
    visibleRevision: 0,
    supersedes: 0,
    generation: 1,
    rulesVersion: 1,
    status: 'live',
    settled: false,
    objectVersion: 'v1',
    ingestedAt: '2026-03-04T09:31:07.000Z',
    receivedAt: Date.UTC(2026, 2, 4, 9, 31, 9, 250),
    sourceRecordId: null,
    rawSha256: '00'.repeat(32),
    object: index === 0 ? { extent: 1, complete: false } : null,
    content: contentOf(key),
    rejection: null,
    cause: null,
    decision: null,
    exposures: [],
    retired: [],
    ...changes,
  };
}

/** The same document one revision later; visible (settled in this revision) unless said otherwise. */
export function nextOf(record: CatalogRecord, changes: Partial<CatalogRecord> = {}): CatalogRecord {
  const revision = record.revision + 1;
  return { ...record, revision, visibleRevision: revision, settled: true, ...changes };
}

export function contentOf(key: string, changes: Partial<LiveContent> = {}): LiveContent {
  return {
    order: `2026-03-04|${key}`,
    fingerprint: {
      scheme: 1,
      contentSha256: '11'.repeat(32),
      shingleCount: 3,
      sketch: 'AAAA',
      nearKeys: ['00ff00ff00ff00ffabcdefgh'],
      tokenCount: 7,
    },
    // Adapters don't look into it; one odd title shows that text survives.
    metadata: { title: `Title of ${key}: “quotes”, 😀, \u0000 and \n` } as MetadataRow,
    textRevision: 1,
    segment: { path: 'segments/1', row: 0 },
    verdict: null,
    clusterId: documentIdOf({ bucket: 'landing', key }, 0),
    ...changes,
  };
}

export function postingOf(key: string, order: string, documentId = 'd', version = 1): Posting {
  // Told by the order, as a text's context is; a first one has none.
  return { key, order, documentId, version, context: order === '1' ? '' : `around ${order}` };
}

/** Writes records that must not be there yet. */
export async function create(catalog: Catalog, ...records: CatalogRecord[]): Promise<void> {
  const outcomes = await catalog.write(records.map((record) => ({ record, expected: 0 })));
  assert.deepEqual(
    outcomes,
    records.map(() => 'written'),
  );
}

/** Tries to change a record at every depth. */
export function vandalizeRecord(record: CatalogRecord | undefined): void {
  vandalize(() => Object.assign(record!, { objectVersion: 'vandal' }));
  vandalize(() => Object.assign(record!.content!.segment, { row: 99 }));
  vandalize(() => (record!.exposures as unknown[]).push('vandal'));
}
