/** Invented rows of the lake's tables, cheap to make and about as compressible as real ones; the same index gives the same row. */
import { hash } from 'node:crypto';
import { DOCUMENT_COLUMNS, type DocumentRow, type TextRow } from '../lib/core/lake/columns.ts';
import { emptyRow } from '../test/support/empty-row.ts';
import { textOf } from '../test/support/texts.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 1);
/** Documents land evenly over so many days. */
const DAYS = 30;

const sha = (text: string) => hash('sha256', text);

/** Of `total` documents the one that landed `index`-th. */
export function documentRowOf(index: number, total: number): DocumentRow {
  const landed = FIRST_DAY + Math.floor((index / total) * DAYS * DAY_MS);
  const ingestedAt = new Date(landed).toISOString();
  const outlet = `outlet-${(index * 7919) % 97}`;
  const published = new Date(landed - ((index * 31) % (3 * DAY_MS))).toISOString();
  const repeats = index > 100 && index % 11 === 0 ? index - 50 : null;
  const id = idOf(index);
  const title = textOf(index, 8);
  return {
    ...emptyRow(DOCUMENT_COLUMNS),
    document_id: id,
    ingested_at: ingestedAt,
    title,
    title_raw: title,
    subtitle: index % 3 === 0 ? textOf(index + 1, 6) : null,
    kicker: index % 5 === 0 ? 'Transport' : null,
    authors: index % 2 === 0 ? [`Author ${index % 400}`] : [],
    source_name: outlet,
    agency: index % 7 === 0 ? 'Northwater Agency' : null,
    section: ['News', 'Sport', 'Culture', null][index % 4]!,
    keywords: index % 4 === 0 ? ['bridge', `topic ${index % 60}`] : [],
    url: `https://${outlet}.example/2026/${index}?utm_source=feed`,
    canonical_url: `https://${outlet}.example/2026/${index}`,
    domain: `${outlet}.example`,
    published_at: published,
    published_date: published.slice(0, 10),
    date_precision: 'second',
    date_source: 'metadata',
    date_tz_known: true,
    dateline: index % 6 === 0 ? 'BAYHAVEN' : null,
    dateline_place: index % 6 === 0 ? 'Bayhaven' : null,
    lead: textOf(index + 2, 30),
    body_chars: 1500 + ((index * 37) % 3000),
    word_count: 250 + ((index * 37) % 500),
    paragraph_count: 5 + (index % 20),
    language: index % 9 === 0 ? 'de' : 'en',
    language_score: 0.9 + (index % 10) / 100,
    charset: 'utf-8',
    extraction_method: 'html',
    is_canonical: repeats === null,
    duplicate_of: repeats === null ? null : idOf(repeats),
    duplicate_kind: repeats === null ? null : 'near',
    duplicate_score: repeats === null ? null : 0.5 + (index % 50) / 100,
    evidence: repeats === null ? null : `jaccard 0.${50 + (index % 50)}, containment 0.97, 214 and 226 shingles`,
    cluster_id: idOf(repeats ?? index),
    content_sha256: sha(`content ${index}`),
    raw_sha256: sha(`raw ${index}`),
    source_bucket: 'landing',
    source_key: `wire/2026/${index}.html`,
    source_version: sha(`version ${index}`).slice(0, 32),
    text_revision: 1,
    revision: 2,
    rules_version: 1,
    schema_version: 1,
    ingested_date: ingestedAt.slice(0, 10),
  };
}

/** Its text, of some 2.5 KB. */
export function textRowOf(index: number, total: number): TextRow {
  return {
    document_id: idOf(index),
    revision: 1,
    body: textOf(index, 380),
    captions: index % 3 === 0 ? [textOf(index + 3, 7)] : [],
    removed: index % 2 === 0 ? [{ start: 0, end: 10, rule: 'share_widget', text: 'Share this' }] : [],
    ingested_date: documentRowOf(index, total).ingested_date,
  };
}

export function idOf(index: number): string {
  return sha(`document ${index}`).slice(0, 32);
}
