/** Columns that several tables have: written once, so that they mean the same everywhere. */
import { type Column, optional, required } from './column.ts';

export const INGESTED_AT = required(
  'ingested_at',
  'timestamp',
  'When the object landed, by its LastModified.',
  '2026-03-04T09:31:07.000Z',
);
export const INGESTED_DATE = required('ingested_date', 'date', 'The UTC day on which the object landed.', '2026-03-04');

/** Where a document came from. */
export const SOURCE_COLUMNS = [
  required('source_bucket', 'string', 'The bucket, or the folder, that the object is in.', 'landing'),
  required('source_key', 'string', 'The key of the object; the raw bytes are still there.', 'wire/2026/bridge.txt'),
  required('source_version', 'string', 'The version of the object that was read.', '3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY'),
  required('record_index', 'int', 'Which record of the object, from 0.', '0'),
  optional('source_record_id', 'string', "The record's own id.", 'a-1042'),
] as const satisfies readonly Column[];

export const ROW_REVISION = required('revision', 'int', 'Grows whenever the row changes.', '2');

export const SCHEMA_VERSION_COLUMN = required('schema_version', 'int', 'The version of this column list.', '1');

/** By which versions of us a row was made. */
export const VERSION_COLUMNS = [
  required('rules_version', 'int', 'The version of the cleaning and dedupe rules.', '1'),
  SCHEMA_VERSION_COLUMN,
] as const satisfies readonly Column[];

export const DUPLICATE_OF = optional(
  'duplicate_of',
  'string',
  'The earliest live article that it repeats.',
  '3c9909afec25354d551dae21590bb26e',
);
export const CONTAINED_IN = optional(
  'contained_in',
  'string',
  'An earlier, longer article that holds nearly all of this text, or a round-up that it is a part of. A link, not a verdict.',
  '3c9909afec25354d551dae21590bb26e',
);
export const EVIDENCE = optional(
  'evidence',
  'string',
  'What the verdict rests on, in words.',
  'jaccard 0.93, containment 0.97, passages 1.00, 214 and 226 shingles',
);
