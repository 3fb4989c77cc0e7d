import { describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/ingest/handler.ts';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { MAX_RECEIVES } from '../../lib/core/deployment.ts';
import { TransientError } from '../../lib/core/errors.ts';
import { parser } from '../../lib/core/parser.ts';
import { drain } from '../../lib/pipeline/work.ts';
import type { DeadLetters } from '../../lib/ports/dead-letters.ts';

const text = (name: string) =>
  `The ${name} council met on Monday to decide how the old mill should be used after its long repair.`;
const notification = (key: string) =>
  JSON.stringify({
    Records: [{ s3: { bucket: { name: 'landing' }, object: { key: encodeURIComponent(key).replaceAll('%20', '+') } } }],
  });

function setUp() {
  const ports = openMemory();
  let ids = 0;
  const options = { parser, newId: () => `id-${ids++}` };
  const put = (key: string, body: string) =>
    ports.landing.put({ bucket: 'landing', key }, new TextEncoder().encode(body), 1_772_600_000_000);
  return { ports, options, put, handler: createHandler(ports, options) };
}

test('a notification brings its object into the catalog, whatever its key', async () => {
  const { ports, options, put, handler } = setUp();
  const keys = ['a b.txt', 'c+d.txt', 'e%2Ff.txt', '🗞/g.txt'];
  for (const key of keys) put(key, text(key));
  const Records = keys.map((key, i) => ({ messageId: `m${i}`, body: notification(key) }));
  expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
  await drain(ports, options);
  const heads = await Array.fromAsync(ports.catalog.heads('landing'));
  expect(heads.map(({ key, complete }) => ({ key, complete }))).toEqual([...keys].sort().map((key) => ({ key, complete: true })));
});

test('a message that is none goes back alone; the others are done', async () => {
  const { ports, put, handler } = setUp();
  put('good.txt', text('good'));
  const Records = [
    { messageId: 'bad', body: '{"Records": "none"}' },
    { messageId: 'good', body: notification('good.txt') },
    { messageId: 'test', body: '{"Service":"Amazon S3","Event":"s3:TestEvent"}' },
    { messageId: 'own', body: '{"kind":"document","documentId":"0123456789abcdef0123456789abcdef"}' },
  ];
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  expect((await Array.fromAsync(ports.catalog.heads('landing'))).map(({ key }) => key)).toEqual(['good.txt']);
});

test('a message that fails alone of many goes back alone, and the others are not read one by one', async () => {
  const { ports, options, put } = setUp();
  const keys = Array.from({ length: 64 }, (_, i) => `${i}.txt`);
  for (const key of keys) put(key, text(key));
  let reads = 0;
  const landing = {
    ...ports.landing,
    list: ports.landing.list.bind(ports.landing),
    stat: ports.landing.stat.bind(ports.landing),
    read: async (name: { bucket: string; key: string }) => {
      reads++;
      if (name.key === '40.txt') throw new TransientError('S3 is away');
      return ports.landing.read(name);
    },
  };
  const handler = createHandler({ ...ports, landing }, options);
  const Records = keys.map((key) => ({ messageId: key, body: notification(key) }));
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '40.txt' }] });
  expect(reads).toBeLessThan(64 * 4);
  const heads = await Array.fromAsync(ports.catalog.heads('landing'));
  expect(heads.map(({ key }) => key).sort()).toEqual(keys.filter((key) => key !== '40.txt').sort());
});

test('a batch of failures only is answered, not thrown', async () => {
  const { handler } = setUp();
  const Records = ['a', 'b'].map((messageId) => ({ messageId, body: 'no JSON' }));
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }] });
});

describe('a message that fails', () => {
  const record = (count: number) => ({
    messageId: 'bad',
    body: '{"Records": "none"}',
    attributes: { ApproximateReceiveCount: String(count) },
    eventSourceARN: 'arn:queue',
  });
  const withDeadLetters = (add: DeadLetters['add']) => {
    const { ports, options } = setUp();
    const deadLetters = { ...({} as DeadLetters), add };
    return createHandler({ ...ports, deadLetters }, options);
  };

  test('comes back, until the last time: then it goes to the dead letters with its cause', async () => {
    const added: string[][] = [];
    const handler = withDeadLetters(async (...letter) => void added.push(letter));
    for (let count = 1; count < MAX_RECEIVES; count++)
      expect((await handler({ Records: [record(count)] })).batchItemFailures).toHaveLength(1);
    expect(added).toEqual([]);
    expect(await handler({ Records: [record(MAX_RECEIVES)] })).toEqual({ batchItemFailures: [] });
    const cause = "TerminalError: Not a bucket's message: expected Records or an EventBridge event, got …";
    expect(added).toEqual([['{"Records": "none"}', cause, 'arn:queue']]);
  });

  test('is left to SQS when it can’t be put there', async () => {
    const handler = withDeadLetters(async () => {
      throw new TransientError('SQS is away');
    });
    expect(await handler({ Records: [record(MAX_RECEIVES)] })).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  });
});
