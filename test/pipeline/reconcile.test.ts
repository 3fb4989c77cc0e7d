import { describe, expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import { exactKey } from '../../lib/core/dedupe/index-keys.ts';
import { assignClusters } from '../../lib/pipeline/cluster.ts';
import { forget, remember } from '../../lib/pipeline/forget.ts';
import { reconcile } from '../../lib/pipeline/reconcile.ts';
import { drain } from '../../lib/pipeline/work.ts';
import { plainParser } from '../support/plain-parser.ts';
import { nearTextOf, textOf } from '../support/texts.ts';

const DAY = 86_400_000;
const bucket = 'landing';

function setUp() {
  const ports = openMemory();
  let ids = 0;
  const options = { parser: plainParser(), newId: () => `id-${ids++}` };
  const put = (key: string, text: string, day = 1) =>
    ports.landing.put({ bucket, key }, new TextEncoder().encode(text), day * DAY);
  const ingest = async (...keys: string[]) => {
    const results = await reconcile(
      ports,
      keys.map((key) => ({ bucket, key })),
      options,
    );
    await drain(ports, options);
    return results;
  };
  const records = async () => {
    const found = (await Array.fromAsync(ports.catalog.scan())).filter((record) => record.status !== 'fence');
    return new Map(found.map((record) => [`${record.key}#${record.index}`, record]));
  };
  const verdicts = async () => {
    const all = await records();
    const nameOf = new Map([...all].map(([name, { documentId }]) => [documentId, name]));
    const shown = (record: CatalogRecord) => {
      const verdict = record.content?.verdict;
      if (!verdict) return record.status;
      return verdict.duplicateOf === null ? 'canonical' : `${verdict.kind} of ${nameOf.get(verdict.duplicateOf)}`;
    };
    return Object.fromEntries([...all].map(([name, record]) => [name, shown(record)]).sort());
  };
  return { ports, options, put, ingest, records, verdicts, remove: (key: string) => ports.landing.delete({ bucket, key }) };
}

test('an original, its exact copy and a near copy', async () => {
  const { put, ingest, verdicts } = setUp();
  put('a.txt', textOf(1));
  put('b.txt', textOf(1).toUpperCase());
  put('c.txt', nearTextOf(1, 1));
  put('d.txt', textOf(2));
  await ingest('d.txt', 'c.txt', 'b.txt', 'a.txt');
  expect(await verdicts()).toEqual({
    'a.txt#0': 'canonical',
    'b.txt#0': 'exact of a.txt#0',
    'c.txt#0': 'near of a.txt#0',
    'd.txt#0': 'canonical',
  });
});

test('an earlier article that arrives late takes over', async () => {
  const { put, ingest, verdicts } = setUp();
  put('b.txt', textOf(1), 2);
  put('c.txt', nearTextOf(1, 1), 3);
  await ingest('b.txt', 'c.txt');
  put('z.txt', textOf(1), 1);
  await ingest('z.txt');
  expect(await verdicts()).toEqual({ 'b.txt#0': 'exact of z.txt#0', 'c.txt#0': 'near of z.txt#0', 'z.txt#0': 'canonical' });
});

test('a deleted original promotes its heir, and the near copies follow', async () => {
  const { put, ingest, verdicts, remove } = setUp();
  put('a.txt', textOf(1), 1);
  put('b.txt', textOf(1), 2);
  put('c.txt', nearTextOf(1, 1), 3);
  await ingest('a.txt', 'b.txt', 'c.txt');
  remove('a.txt');
  await ingest('a.txt');
  expect(await verdicts()).toEqual({ 'a.txt#0': 'deleted', 'b.txt#0': 'canonical', 'c.txt#0': 'near of b.txt#0' });
});

test('an overwritten original leaves its copies to themselves', async () => {
  const { put, ingest, verdicts } = setUp();
  put('a.txt', textOf(1));
  put('b.txt', textOf(1));
  await ingest('a.txt', 'b.txt');
  put('a.txt', textOf(7));
  await ingest('a.txt');
  expect(await verdicts()).toEqual({ 'a.txt#0': 'canonical', 'b.txt#0': 'canonical' });
});

test('an object seen before costs no write', async () => {
  const { ports, put, ingest } = setUp();
  put('a.txt', textOf(1));
  await ingest('a.txt');
  const before = (await ports.catalog.changes(0, 100)).length;
  expect(await ingest('a.txt')).toEqual([{ name: { bucket, key: 'a.txt' }, unchanged: true }]);
  expect(await ports.catalog.changes(0, 100)).toHaveLength(before);
});

test('a record that was rejected lives once its object is mended', async () => {
  const { put, ingest, verdicts } = setUp();
  put('a.txt', '');
  await ingest('a.txt');
  expect(await verdicts()).toEqual({ 'a.txt#0': 'rejected' });
  put('a.txt', textOf(1));
  await ingest('a.txt');
  expect(await verdicts()).toEqual({ 'a.txt#0': 'canonical' });
});

describe('a pack of records', () => {
  const pack = (...texts: string[]) => texts.map((text, i) => JSON.stringify({ id: `r${i}`, text })).join('\n');

  test('each record is a document; the ones past a shorter end are deleted', async () => {
    const { put, ingest, verdicts, records } = setUp();
    put('p.jsonl', pack(textOf(1), '', textOf(1), nearTextOf(1, 2)));
    await ingest('p.jsonl');
    expect(await verdicts()).toEqual({
      'p.jsonl#0': 'canonical',
      'p.jsonl#1': 'rejected',
      'p.jsonl#2': 'exact of p.jsonl#0',
      'p.jsonl#3': 'near of p.jsonl#0',
    });
    put('p.jsonl', pack(textOf(5), textOf(6)));
    await ingest('p.jsonl');
    expect(await verdicts()).toEqual({
      'p.jsonl#0': 'canonical',
      'p.jsonl#1': 'canonical',
      'p.jsonl#2': 'deleted',
      'p.jsonl#3': 'deleted',
    });
    expect((await records()).get('p.jsonl#0')?.object).toEqual({ extent: 2, complete: true });
  });

  test('more records than are written together, and told of part by part', async () => {
    const { ports, options, put, records } = setUp();
    put('p.jsonl', pack(...Array.from({ length: 1201 }, (_, i) => textOf(i))));
    const told: number[] = [];
    const name = { bucket, key: 'p.jsonl' };
    await reconcile(ports, [name], { ...options, onSettled: (some) => told.push(some.length) });
    expect(Math.max(...told)).toBeLessThanOrEqual(500);
    const all = [...(await records()).values()];
    expect(all).toHaveLength(1201);
    expect(told.reduce((sum, some) => sum + some)).toBe(1201);
    expect(all.every((record) => record.settled && record.content?.verdict?.duplicateOf === null)).toBe(true);
  });

  test('a deleted pack deletes its records', async () => {
    const { put, ingest, verdicts, remove } = setUp();
    put('p.jsonl', pack(textOf(1), textOf(2)));
    await ingest('p.jsonl');
    remove('p.jsonl');
    await ingest('p.jsonl');
    expect(await verdicts()).toEqual({ 'p.jsonl#0': 'deleted', 'p.jsonl#1': 'deleted' });
  });
});

test('clusters connect near and exact duplicates, whoever is original of whom', async () => {
  const { ports, put, ingest, records } = setUp();
  for (const [i, text] of [textOf(1), nearTextOf(1, 1), nearTextOf(1, 1), textOf(3)].entries()) put(`${i}.txt`, text, i);
  await ingest('3.txt', '2.txt', '1.txt', '0.txt');
  // The copy came together with what it repeats, which had no verdict yet and so no cluster but its own.
  expect(await assignClusters(ports)).toBe(1);
  expect(await assignClusters(ports)).toBe(0);
  const all = await records();
  const clusterOf = (key: string) => all.get(`${key}.txt#0`)?.content?.clusterId;
  expect(clusterOf('1')).toBe(clusterOf('0'));
  expect(clusterOf('2')).toBe(clusterOf('0'));
  expect(clusterOf('3')).not.toBe(clusterOf('0'));
});

test('with its first verdict a document joins the cluster of what it repeats, and clustering has nothing to write', async () => {
  const { ports, put, ingest, records } = setUp();
  for (const [i, text] of [textOf(1), nearTextOf(1, 1), nearTextOf(1, 1)].entries()) {
    put(`${i}.txt`, text, i);
    await ingest(`${i}.txt`);
  }
  const all = await records();
  const clusters = [0, 1, 2].map((i) => all.get(`${i}.txt#0`)?.content?.clusterId);
  expect(new Set(clusters)).toEqual(new Set([all.get('0.txt#0')?.documentId]));
  expect(await assignClusters(ports)).toBe(0);
});

test('a takedown finds copies that are announced only as an earlier version did', async () => {
  const { ports, put, ingest, records } = setUp();
  put('a.txt', textOf(1));
  put('b.txt', textOf(1));
  await ingest('a.txt', 'b.txt');
  const { documentId, content } = (await records()).get('a.txt#0')!;
  const key = exactKey(content!.fingerprint);
  const copies = (await ports.catalog.postings([key], 9)).get(key)!;
  await ports.catalog.unpost(copies);
  const earlierKey = exactKey({ ...content!.fingerprint, scheme: 1 });
  await ports.catalog.post(copies.map((copy) => ({ ...copy, key: earlierKey })));
  expect((await forget(ports, documentId)).documentIds).toHaveLength(2);
});

test('a takedown rejects the document and its copies, also when they are delivered again', async () => {
  const { ports, options, put, ingest, verdicts, records } = setUp();
  put('a.txt', textOf(1));
  put('b.txt', textOf(1));
  put('c.txt', nearTextOf(1, 1));
  await ingest('a.txt', 'b.txt', 'c.txt');
  const id = (await records()).get('a.txt#0')!.documentId;
  expect((await forget(ports, id)).documentIds).toHaveLength(2);
  await drain(ports, options);
  put('later.txt', textOf(1));
  await ingest('later.txt');
  expect(await verdicts()).toEqual({
    'a.txt#0': 'rejected',
    'b.txt#0': 'rejected',
    'c.txt#0': 'canonical',
    'later.txt#0': 'rejected',
  });
  await remember(ports, id);
  await drain(ports, options);
  expect(await verdicts()).toEqual({
    'a.txt#0': 'canonical',
    'b.txt#0': 'exact of a.txt#0',
    'c.txt#0': 'near of a.txt#0',
    'later.txt#0': 'exact of a.txt#0',
  });
});

test('small objects are read at once, a large one alone', async () => {
  const { ports, options, put, records } = setUp();
  const large = 'b-large.txt';
  for (let i = 0; i < 20; i++) put(`a-${i}.txt`, textOf(i));
  put(large, `${textOf(50)} `.repeat(600));
  for (let i = 20; i < 40; i++) put(`c-${i}.txt`, textOf(i));
  const { landing } = ports;
  const reading = new Set<string>();
  let most = 0;
  const watched = {
    stat: (name: { bucket: string; key: string }) => landing.stat(name),
    list: landing.list.bind(landing),
    read: async (name: { bucket: string; key: string }) => {
      reading.add(name.key);
      most = Math.max(most, reading.size);
      if (reading.has(large)) expect(reading.size).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      reading.delete(name.key);
      return landing.read(name);
    },
  };
  const keys = ['a', 'b', 'c'].flatMap((letter) => [...Array(40).keys()].map((i) => `${letter}-${i}.txt`));
  const names = [...keys, large].sort().map((key) => ({ bucket, key }));
  await reconcile({ ...ports, landing: watched }, names, options);
  expect([...(await records()).values()].filter(({ status }) => status === 'live')).toHaveLength(41);
  expect(most).toBeGreaterThan(10);
});

test('what its size alone rules out is not read', async () => {
  const { ports, options, put, records } = setUp();
  const read: string[] = [];
  const landing = {
    stat: async (name: { key: string }) => ({
      ...(await ports.landing.stat({ bucket, key: name.key }))!,
      size: 11 * 1024 * 1024,
    }),
    read: async (name: { key: string }) => {
      read.push(name.key);
      return await ports.landing.read({ bucket, key: name.key });
    },
  };
  const keys = ['a.html', 'b.md.gz', 'c.txt', 'd.jsonl', 'e.warc.gz', 'f'];
  for (const key of keys) put(key, '');
  const names = keys.map((key) => ({ bucket, key }));
  await reconcile({ ...ports, landing: { ...landing, list: ports.landing.list } }, names, options);
  // Under the other names there may be many records.
  expect(read.sort()).toEqual(['c.txt', 'd.jsonl', 'e.warc.gz', 'f']);
  const { rejection } = (await records()).get('a.html#0')!;
  expect(rejection).toMatchObject({ stage: 'decode', reason: 'too_large', rawSha256: null });
  expect(rejection!.detail).toBe('The object has 11534336 bytes; of this kind at most 10485760 are read. Split it.');
});
