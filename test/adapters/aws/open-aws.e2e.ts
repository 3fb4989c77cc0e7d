/** A lake opened by its configuration, from the bucket that articles land in to the tables. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configFromEnvironment } from '../../../lib/adapters/aws/config.ts';
import { type AwsLake, openAws } from '../../../lib/adapters/aws/open-aws.ts';
import { DOCUMENT_TEXTS, DOCUMENTS } from '../../../lib/core/lake/columns.ts';
import { parser } from '../../../lib/core/parser.ts';
import { exportRecords } from '../../../lib/pipeline/export-records.ts';
import { loadState, tableKey } from '../../../lib/pipeline/table-log.ts';
import { drain } from '../../../lib/pipeline/work.ts';
import { textOf } from '../../support/texts.ts';
import { newBucket, newQueue, newTable, s3 } from './resources.ts';

let lake: AwsLake;
let bucket: string;
let ids = 0;
const options = { parser, newId: () => `id-${ids++}` };

beforeAll(async () => {
  bucket = await newBucket({ versioned: true });
  const LAKE_BUCKET = await newBucket();
  const variables = { LANDING_BUCKET: bucket, LAKE_BUCKET, CATALOG_TABLE: await newTable(), QUEUE_URL: await newQueue() };
  lake = openAws(configFromEnvironment(variables));
});
afterAll(() => lake.close());

async function deliver(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [Key, text] of Object.entries(texts)) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: new TextEncoder().encode(text) }));
  }
  await lake.queue.send(Object.keys(texts).map((key) => ({ kind: 'object', name: { bucket, key } })));
}

test('articles go from the landing bucket to the tables', async () => {
  await deliver({ 'a b+c%2F😀.txt': textOf(1), 'other.txt': textOf(2) });
  await drain(lake, options);
  await deliver({ 'z-copy.txt': textOf(1), 'empty.txt': '' });
  await drain(lake, options);

  const records = await Array.fromAsync(lake.catalog.scan());
  expect(records.every(({ settled }) => settled)).toBe(true);
  const hints = records.map((record) => ({ record, writtenAt: lake.clock.now() }));
  expect(await exportRecords(lake, hints, options)).toMatchObject({ exported: 4, waiting: 0 });

  const original = records.find(({ key }) => key.startsWith('a b'))!.documentId;
  const rows = await rowsOf(DOCUMENTS);
  const shown = rows.map(({ source_key, duplicate_of }) => ({ source_key, duplicate_of }));
  expect(shown.sort((a, b) => String(a.source_key).localeCompare(String(b.source_key)))).toEqual([
    { source_key: 'a b+c%2F😀.txt', duplicate_of: null },
    { source_key: 'other.txt', duplicate_of: null },
    { source_key: 'z-copy.txt', duplicate_of: original },
  ]);
  expect(await rowsOf(DOCUMENT_TEXTS)).toHaveLength(3);
});

async function rowsOf(table: typeof DOCUMENTS | typeof DOCUMENT_TEXTS) {
  const { files } = await loadState(lake.lake, table);
  const read = [...files.keys()].map(async (path) => {
    const bytes = await lake.lake.get(tableKey(table, path));
    return lake.tableFormat.decode(table, bytes!);
  });
  return (await Promise.all(read)).flat();
}
