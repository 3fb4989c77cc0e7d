/** Tables beside the documents: written by jobs of their own, part of the same column contract. */
import { type Column, type RowOf, required, type Table } from './column.ts';

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
  required('schema_version', 'int', 'The version of this column list.', '1'),
  required('ingested_date', 'date', 'The UTC day on which the object landed.', '2026-03-04'),
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
  required('files_written', 'int', 'Files added to the tables of documents.', '3'),
  required('rules_version', 'int', 'The version of the cleaning and dedupe rules.', '1'),
  required('schema_version', 'int', 'The version of this column list.', '1'),
  required('run_date', 'date', 'The UTC day on which it finished.', '2026-03-04'),
] as const satisfies readonly Column[];

export type StoryRow = RowOf<typeof STORY_COLUMNS>;
export type RunRow = RowOf<typeof RUN_COLUMNS>;

export const STORIES = {
  name: 'stories',
  description: 'The story of every live document, as of the last run of the story job.',
  partitionedBy: 'ingested_date',
  columns: STORY_COLUMNS,
} as const satisfies Table;

export const RUNS = {
  name: 'runs',
  description: 'Every ingest run on one machine that changed something or failed.',
  partitionedBy: 'run_date',
  columns: RUN_COLUMNS,
} as const satisfies Table;
