/**
 * The column contract: the one place where the tables people query are defined.
 * Row types, Parquet and Arrow schemas, Delta metadata, DuckDB views and the README table are made from it.
 * Append only: a column is never renamed, retyped or removed.
 */

import { type Column, optional, type RowOf, required, type Table } from './column.ts';
import { QUALITY_FLAGS } from './quality-flags.ts';
import {
  CONTAINED_IN,
  DUPLICATE_OF,
  EVIDENCE,
  INGESTED_AT,
  INGESTED_DATE,
  ROW_REVISION,
  SOURCE_COLUMNS,
  VERSION_COLUMNS,
} from './shared-columns.ts';
import { DEDUPE_LEDGER, RUNS, STORIES } from './side-tables.ts';

export * from './column.ts';
export * from './side-tables.ts';

/** What the article says of itself: found by extraction and normalization, kept in the catalog. */
export const METADATA_COLUMNS = [
  optional('title', 'string', 'The headline, cleaned; null when the text has none.', 'Harbour bridge reopens after repairs'),
  optional('title_raw', 'string', 'The headline as it stood in the document.', 'NEWS | Harbour bridge reopens after repairs'),
  optional('subtitle', 'string', 'The line below the headline.', 'Ferries return to their old timetable'),
  optional('kicker', 'string', 'The label above or before the headline.', 'Transport'),
  required('authors', 'list<string>', 'The people named in the byline, with their degrees; empty when none are.', '["Ada Lind"]'),
  optional('source_name', 'string', 'The outlet that the document names.', 'Lakeside Courier'),
  optional('agency', 'string', 'The news agency that the document credits.', 'Reuters'),
  optional('section', 'string', 'The section or category that the document names.', 'Transport'),
  required('keywords', 'list<string>', 'Keywords or tags that the document names.', '["bridge","ferry"]'),
  optional('url', 'string', 'The address that the document names.', 'https://example.org/bridge?utm_source=x'),
  optional('canonical_url', 'string', 'The address without tracking parameters and fragment.', 'https://example.org/bridge'),
  optional('domain', 'string', 'The host of the address, without www.', 'example.org'),
  optional(
    'published_at',
    'timestamp',
    'When it was published, in UTC; null when only the day is known.',
    '2026-03-04T09:30:00.000Z',
  ),
  optional('published_date', 'date', 'The day it was published, as the document states it.', '2026-03-04'),
  optional('date_precision', 'string', 'How exact the date is: day, minute or second.', 'day'),
  optional(
    'date_source',
    'string',
    'Where the date was read: dateline, date_line, inline_prefix, byline, metadata, url, filename, or updated_line (the page shows only when it was last updated).',
    'date_line',
  ),
  optional('date_tz_known', 'boolean', 'Whether the document states its time zone.', 'false'),
  optional('modified_at', 'timestamp', 'When the document says it was last changed.', '2026-03-05T08:00:00.000Z'),
  optional('dateline', 'string', 'The dateline as it stood before the first sentence.', 'MOSCOW'),
  optional('dateline_place', 'string', 'The place in the dateline.', 'Moscow'),
  optional('lead', 'string', 'The first paragraph, at most 280 characters.', 'The harbour bridge reopened on Tuesday…'),
  required('body_chars', 'int', 'Length of the body in Unicode code points.', '2417'),
  required('word_count', 'int', 'Words in the body (Unicode word boundaries).', '388'),
  required('paragraph_count', 'int', 'Paragraphs in the body.', '9'),
  optional('language', 'string', 'ISO 639-1 code of the body; null when unsure.', 'en'),
  optional('language_score', 'double', 'How sure the language is, 0 to 1.', '0.98'),
  optional('charset', 'string', 'The encoding that the bytes were read with.', 'utf-8'),
  required('encoding_repairs', 'int', 'Damaged spots (mojibake) that were repaired.', '1'),
  required(
    'quality_flags',
    'list<string>',
    `What to beware of, see below the tables: ${Object.keys(QUALITY_FLAGS).join(', ')}.`,
    '["undated"]',
  ),
  required(
    'extraction_method',
    'string',
    'How the text was found: plain_text, markdown, html, json_fields, feed_fields or mail_fields.',
    'plain_text',
  ),
] as const satisfies readonly Column[];

export const DOCUMENT_COLUMNS = [
  required(
    'document_id',
    'string',
    'Names one record of one object; stable when the object is overwritten.',
    '9f86d081884c7d659a2feaa0c55ad015',
  ),
  INGESTED_AT,
  ...METADATA_COLUMNS,
  required('is_canonical', 'boolean', 'Whether it is no duplicate of an earlier article.', 'true'),
  DUPLICATE_OF,
  optional('duplicate_kind', 'string', 'exact (same canonical text) or near (nearly the same text).', 'near'),
  optional('duplicate_score', 'double', 'Jaccard similarity of the three-word shingles with duplicate_of, 0 to 1.', '0.93'),
  CONTAINED_IN,
  EVIDENCE,
  required(
    'cluster_id',
    'string',
    'The first article of the group that near and exact duplicates connect.',
    '3c9909afec25354d551dae21590bb26e',
  ),
  required(
    'content_sha256',
    'string',
    'SHA-256 of the canonical text: NFKC, lower case, letters and digits.',
    '2c26b46b68ffc68f…',
  ),
  required('raw_sha256', 'string', 'SHA-256 of the record as received.', 'fcde2b2edba56bf4…'),
  ...SOURCE_COLUMNS,
  required('text_revision', 'int', 'The revision of the text in document_texts that belongs to this row.', '1'),
  ROW_REVISION,
  ...VERSION_COLUMNS,
  INGESTED_DATE,
] as const satisfies readonly Column[];

const TEXT_COLUMNS = [
  required('document_id', 'string', 'The document that the text belongs to.', '9f86d081884c7d659a2feaa0c55ad015'),
  required('revision', 'int', 'The text_revision of its documents row.', '1'),
  required('body', 'string', 'The article; paragraphs are separated by a blank line.', 'The harbour bridge reopened on Tuesday…'),
  required('captions', 'list<string>', 'Picture captions found in the text.', '["The bridge at dawn"]'),
  required(
    'removed',
    'list<removal>',
    'What cleaning took out: where in the decoded text, the words, and by which rule.',
    '[{start: 0, end: 10, rule: share_widget, text: "Share this"}]',
  ),
  INGESTED_DATE,
] as const satisfies readonly Column[];

const REJECTION_COLUMNS = [
  required('document_id', 'string', 'The record that could not become an article.', '9f86d081884c7d659a2feaa0c55ad015'),
  INGESTED_AT,
  required('stage', 'string', 'Where it failed: decode, extract, normalize or policy.', 'decode'),
  required('reason', 'string', 'Why, as one of a fixed list of words.', 'binary'),
  required('detail', 'string', 'Why, as a sentence.', 'The file starts with the signature of a PNG image.'),
  optional('raw_sha256', 'string', 'SHA-256 of the record as received.', 'fcde2b2edba56bf4…'),
  ...SOURCE_COLUMNS,
  ROW_REVISION,
  ...VERSION_COLUMNS,
  INGESTED_DATE,
] as const satisfies readonly Column[];

export type MetadataRow = RowOf<typeof METADATA_COLUMNS>;
export type DocumentRow = RowOf<typeof DOCUMENT_COLUMNS>;
export type TextRow = RowOf<typeof TEXT_COLUMNS>;
export type RejectionRow = RowOf<typeof REJECTION_COLUMNS>;

export const DOCUMENTS = {
  name: 'documents',
  description: 'Metadata of every live document, canonical or duplicate.',
  partitionedBy: 'ingested_date',
  columns: DOCUMENT_COLUMNS,
} as const satisfies Table;

export const DOCUMENT_TEXTS = {
  name: 'document_texts',
  description: 'The text of every live document.',
  partitionedBy: 'ingested_date',
  columns: TEXT_COLUMNS,
} as const satisfies Table;

export const REJECTIONS = {
  name: 'rejections',
  description: 'Every record that could not become an article, with the reason.',
  partitionedBy: 'ingested_date',
  columns: REJECTION_COLUMNS,
} as const satisfies Table;

export const TABLES = [DOCUMENTS, DOCUMENT_TEXTS, REJECTIONS, DEDUPE_LEDGER, STORIES, RUNS] as const;

/** That of the youngest column; a new one states the next, until that is released. */
export const SCHEMA_VERSION = Math.max(...TABLES.flatMap(({ columns }) => columns.map(({ since }) => since)));
