/** Tables beside the documents: written by jobs of their own, part of the same column contract. */
import { type Column, optional, type RowOf, required, type Table } from './column.ts';
import { CONTAINED_IN, DUPLICATE_OF, EVIDENCE, INGESTED_DATE, SCHEMA_VERSION_COLUMN, VERSION_COLUMNS } from './shared-columns.ts';

const LEDGER_COLUMNS = [
  required('document_id', 'string', 'The document that was judged.', '9f86d081884c7d659a2feaa0c55ad015'),
  required('decided_at', 'timestamp', 'When it was decided, by the clock of who decided.', '2026-03-04T09:31:07.500Z'),
  required(
    'verdict',
    'string',
    'canonical, exact, near or contained for a live article; rejected, or deleted when its object or record is gone.',
    'near',
  ),
  DUPLICATE_OF,
  CONTAINED_IN,
  optional('jaccard', 'double', 'Jaccard similarity with duplicate_of, or else with contained_in, 0 to 1.', '0.9312'),
  optional('containment', 'double', 'The share of the shorter text in the other one, by shingles, 0 to 1.', '0.9705'),
  optional(
    'rule',
    'string',
    'What decided: same_text, jaccard, containment (of a brief text), passages (how the shared parts lie) or contained.',
    'jaccard',
  ),
  optional(
    'threshold',
    'double',
    'The least Jaccard similarity, or containment where contained, that the rule asks for.',
    '0.33',
  ),
  optional('shared_shingles', 'int', 'Three-word shingles that both texts have; estimated for long texts.', '203'),
  EVIDENCE,
  required(
    'cause',
    'string',
    'Why it was judged: new, overwritten, rules_changed, earlier_article (one that came before it was found), original_gone, original_changed, clustered (what it shares a part with went elsewhere, or came back), takedown, takedown_lifted or deleted.',
    'new',
  ),
  optional('previous_verdict', 'string', 'The verdict before, if there was one.', 'canonical'),
  optional('previous_duplicate_of', 'string', 'The duplicate_of before.', '3c9909afec25354d551dae21590bb26e'),
  required('revision', 'int', 'The revision that the decision came with: with document_id the key of the row.', '2'),
  ...VERSION_COLUMNS,
  required('decided_date', 'date', 'The UTC day of decided_at.', '2026-03-04'),
] as const satisfies readonly Column[];

const STORY_COLUMNS = [
  required('document_id', 'string', 'A live document, canonical or duplicate.', '9f86d081884c7d659a2feaa0c55ad015'),
  required(
    'cluster_id',
    'string',
    'Its group of near and exact duplicates, which counts once.',
    '3c9909afec25354d551dae21590bb26e',
  ),
  required(
    'story_id',
    'string',
    'The story: articles that report one event in their own words. Named by its first article.',
    '3c9909afec25354d551dae21590bb26e',
  ),
  required('story_size', 'int', 'Articles in the story; near and exact duplicates count once.', '4'),
  required(
    'story_date',
    'date',
    'The day that its group was grouped under: of publication, or of landing when that is unknown or earlier.',
    '2026-03-04',
  ),
  required('revision', 'int', 'The text_revision of its documents row, whose text was grouped.', '1'),
  SCHEMA_VERSION_COLUMN,
  INGESTED_DATE,
] as const satisfies readonly Column[];

const RUN_COLUMNS = [
  required('run_id', 'string', 'Names the run.', '0b8f6f0e-6a3c-4a4e-9a55-2f3f1a7c9d10'),
  required('started_at', 'timestamp', 'When it began.', '2026-03-04T09:31:07.000Z'),
  required('finished_at', 'timestamp', 'When its rows were in the tables.', '2026-03-04T09:31:09.000Z'),
  required('objects_seen', 'int', 'Objects looked at.', '33'),
  required('objects_changed', 'int', 'Objects that were read, because they were new, changed or gone.', '2'),
  required('objects_failed', 'int', 'Objects that could not be read; the next run tries them again.', '0'),
  required('documents', 'int', 'New or changed documents: canonical, duplicate or rejected.', '37'),
  required('canonical', 'int', 'Of these, articles that repeat nothing earlier.', '28'),
  required('exact_duplicates', 'int', 'Of these, with the text of an earlier one.', '2'),
  required('near_duplicates', 'int', 'Of these, with nearly the text of an earlier one.', '2'),
  required('rejected', 'int', 'Of these, rejected; see the table rejections.', '5'),
  required('deleted', 'int', 'Documents that are gone.', '0'),
  required('undated', 'int', 'Articles without a date.', '3'),
  required('repaired_spots', 'int', 'Damaged spots (mojibake) that were repaired.', '17'),
  required(
    'files_written',
    'int',
    'Parquet files added to documents, document_texts, rejections and dedupe_ledger: each has rows of one day.',
    '3',
  ),
  ...VERSION_COLUMNS,
  required('run_date', 'date', 'The UTC day on which it finished.', '2026-03-04'),
] as const satisfies readonly Column[];

export type LedgerRow = RowOf<typeof LEDGER_COLUMNS>;
export type StoryRow = RowOf<typeof STORY_COLUMNS>;
export type RunRow = RowOf<typeof RUN_COLUMNS>;

export const DEDUPE_LEDGER = {
  name: 'dedupe_ledger',
  description: 'Every decision on every document, one row each, never changed: why something is, or was, a duplicate.',
  partitionedBy: 'decided_date',
  columns: LEDGER_COLUMNS,
} as const satisfies Table;

export const STORIES = {
  name: 'stories',
  description:
    'The story of every document that was live when the story job last ran: join documents to leave out what went since.',
  partitionedBy: 'ingested_date',
  columns: STORY_COLUMNS,
} as const satisfies Table;

export const RUNS = {
  name: 'runs',
  description: 'Every ingest run on one machine that changed something or failed.',
  partitionedBy: 'run_date',
  columns: RUN_COLUMNS,
} as const satisfies Table;
