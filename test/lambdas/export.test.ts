import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { createHandler } from '../../lambdas/export/handler.ts';
import { createHandler as createIngest } from '../../lambdas/ingest/handler.ts';
import type { AttributeValues } from '../../lib/adapters/aws/attribute-values.ts';
import { recordItem } from '../../lib/adapters/aws/catalog-items.ts';
import type { StreamEvent } from '../../lib/adapters/aws/stream-changes.ts';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { DOCUMENTS } from '../../lib/core/lake/columns.ts';
import { parser } from '../../lib/core/parser.ts';
import { readFile } from '../../lib/pipeline/data-files.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';

/** As Lambda hands it over: binary values are base64. */
const streamed = (image: Record<string, unknown>): AttributeValues =>
  JSON.parse(JSON.stringify(image, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)));

async function setUp() {
  const ports = openMemory();
  let ids = 0;
  const options = { parser, newId: () => `id-${ids++}` };
  const ingest = createIngest(ports, options);
  const handler = createHandler(ports, options);
  const deliver = async (key: string, text: string | null) => {
    const name = { bucket: 'landing', key };
    if (text === null) ports.landing.delete(name);
    else ports.landing.put(name, new TextEncoder().encode(text), 1_772_600_000_000);
    const body = JSON.stringify({ Records: [{ s3: { bucket: { name: 'landing' }, object: { key } } }] });
    expect(await ingest({ Records: [{ messageId: 'm', body }] })).toEqual({ batchItemFailures: [] });
  };
  const stream = async (): Promise<StreamEvent> => ({
    Records: (await ports.catalog.changes(0, 1000)).map(({ record }) => ({
      dynamodb: {
        ApproximateCreationDateTime: ports.clock.now() / 1000,
        NewImage: streamed(marshall(recordItem(record), { removeUndefinedValues: true })),
      },
    })),
  });
  const titles = async () => {
    const { files } = await loadState(ports.lake, DOCUMENTS);
    const rows = await Promise.all([...files.keys()].map((path) => readFile(ports, DOCUMENTS, path)));
    return rows.flat().map((row) => row.source_key);
  };
  return { ports, handler, deliver, stream, titles };
}

const TEXT = 'Harbour bridge reopens\n\nThe harbour bridge reopened on Tuesday after a year of repairs, the port authority said.';

test('what the stream tells of is in the tables, however often it tells', async () => {
  const { handler, deliver, stream, titles } = await setUp();
  await deliver('bridge.txt', TEXT);
  const event = await stream();
  await handler(event);
  await handler(event);
  expect(await titles()).toEqual(['bridge.txt']);
  await deliver('bridge.txt', null);
  await handler(await stream());
  await handler(event);
  expect(await titles()).toEqual([]);
});

test('postings, removals and records that are not settled are passed over', async () => {
  const { ports, handler, deliver, stream, titles } = await setUp();
  await deliver('bridge.txt', TEXT);
  const event = await stream();
  const image = event.Records[0]!.dynamodb!.NewImage!;
  const posting = { pk: { S: 'K#exact' }, sk: { S: 'x' } };
  const unsettled = { ...image, settled: { BOOL: false } };
  await handler({
    Records: [posting, unsettled].map((NewImage) => ({ dynamodb: { ApproximateCreationDateTime: 0, NewImage } })),
  });
  await handler({ Records: [{ dynamodb: { ApproximateCreationDateTime: 0 } }] });
  expect(await titles()).toEqual([]);
  expect(await ports.lake.list('documents/')[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
});
