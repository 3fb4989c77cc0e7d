import { expect, test } from 'vitest';
import { ManualClock } from '../../lib/adapters/memory/manual-clock.ts';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { parser } from '../../lib/core/parser.ts';
import { reconcile } from '../../lib/pipeline/reconcile.ts';

const DAY = 86_400_000;
const bucket = 'landing';
const NOON = Date.UTC(2027, 0, 10, 12);
const TEXT = 'The council of Harbourton voted on Tuesday to reopen the old bridge after two years of repairs.';

function setUp() {
  const clock = new ManualClock(NOON);
  const ports = openMemory(clock);
  let ids = 0;
  const options = { parser, newId: () => `id-${ids++}` };
  const put = (key: string, content: string, landedAt = clock.now()) =>
    ports.landing.put({ bucket, key }, new TextEncoder().encode(content), landedAt);
  const ingest = (key: string, changes: Partial<Parameters<typeof reconcile>[2]> = {}) =>
    reconcile(ports, [{ bucket, key }], { ...options, ...changes });
  const records = async () =>
    (await Array.fromAsync(ports.catalog.scan()))
      .filter(({ status }) => status === 'live')
      .sort((a, b) => a.index - b.index)
      .map(({ content, receivedAt, ingestedAt }) => {
        const { published_date, quality_flags } = content!.metadata;
        return { date: published_date, order: content!.order.split(' ')[1], flags: quality_flags, receivedAt, ingestedAt };
      });
  return { clock, put, ingest, records };
}

const article = (published: string): string => JSON.stringify({ title: 'Bridge to reopen', body: TEXT, published });
const newerRules = { parser: { ...parser, rulesVersion: parser.rulesVersion + 1 } };

test('an article is judged by when its version was first read, however much later it is read again', async () => {
  const { clock, put, ingest, records } = setUp();
  put('a.json', article('2027-02-01'));
  await ingest('a.json');
  const [first] = await records();
  expect(first).toMatchObject({ date: null, order: '~'.repeat(10), receivedAt: NOON });
  expect(first!.flags).toContain('future_date');

  clock.advance(365 * DAY);
  await ingest('a.json', { force: true });
  await ingest('a.json', newerRules);
  expect(await records()).toEqual([first]);

  put('a.json', `${article('2027-02-01')} `);
  await ingest('a.json', newerRules);
  expect(await records()).toMatchObject([{ date: '2027-02-01', order: '2027-02-01', receivedAt: NOON + 365 * DAY }]);
});

test('so are the lines of a pack, of which each keeps its own time', async () => {
  const { clock, put, ingest, records } = setUp();
  put('a.jsonl', [article('2027-01-09'), article('2027-02-01')].join('\n'));
  await ingest('a.jsonl');
  const first = await records();
  expect(first.map(({ date }) => date)).toEqual(['2027-01-09', null]);

  clock.advance(365 * DAY);
  await ingest('a.jsonl', { force: true });
  expect(await records()).toEqual(first);
});

test('the time of a file says nothing of its dates', async () => {
  const { put, ingest, records } = setUp();
  put('old.json', article('2027-01-09'), Date.UTC(1985, 9, 26));
  await ingest('old.json');
  expect(await records()).toMatchObject([{ date: '2027-01-09', ingestedAt: '1985-10-26T00:00:00.000Z' }]);
});

test('a file from the future landed when it was read', async () => {
  const { put, ingest, records } = setUp();
  put('new.json', article('2098-01-09'), Date.UTC(2099, 9, 26));
  await ingest('new.json');
  expect(await records()).toMatchObject([{ date: null, ingestedAt: '2027-01-10T12:00:00.000Z' }]);
});

test('clocks may be some hours apart', async () => {
  const { put, ingest, records } = setUp();
  put('new.json', article('2027-01-09'), NOON + DAY / 2);
  await ingest('new.json');
  expect(await records()).toMatchObject([{ ingestedAt: '2027-01-11T00:00:00.000Z' }]);
});
