import { expect, test } from 'vitest';
import { DOCUMENT_TEXTS, TABLES } from '../../../lib/core/lake/columns.ts';
import { glueColumns } from '../../../lib/core/lake/glue-schema.ts';

test('names types as Hive does', () => {
  const types = Object.fromEntries(glueColumns(DOCUMENT_TEXTS).map(({ name, type }) => [name, type]));
  expect(types).toEqual({
    document_id: 'string',
    revision: 'int',
    body: 'string',
    captions: 'array<string>',
    removed: 'array<struct<start:int,end:int,rule:string,text:string>>',
    ingested_date: 'date',
  });
});

test('comments are within Glue’s limit, in bytes', () => {
  const comments = TABLES.flatMap(glueColumns).map(({ comment }) => Buffer.byteLength(comment));
  expect(Math.max(...comments)).toBeLessThanOrEqual(255);
});
