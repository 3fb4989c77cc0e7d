import { expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { postingsOf } from '../../lib/core/index-exposure.ts';
import { ingest } from '../../lib/pipeline/ingest.ts';
import { sweep } from '../../lib/pipeline/sweep.ts';
import { plainParser } from '../support/plain-parser.ts';
import { postingsIn } from '../support/postings-in.ts';
import { textOf } from '../support/texts.ts';

async function ingested() {
  const memory = openMemory();
  let ids = 0;
  const options = { parser: plainParser(), newId: () => `id${ids++}` };
  const name = { bucket: 'in', key: 'a.txt' };
  memory.landing.put(name, new TextEncoder().encode(textOf(1)), 1_000);
  async function* objects() {
    yield { ...name, size: 1 };
  }
  await ingest(memory, objects(), options);
  const [record] = await Array.fromAsync(memory.catalog.scan());
  const right = postingsOf(record!, record!.exposures);
  const postings = async () => new Set((await postingsIn(memory.catalog)).map((p) => JSON.stringify(p)));
  const sorted = new Set(right.map((posting) => JSON.stringify(posting)));
  return { memory, right, postings, sorted, pass: () => sweep(memory, ['in'], 1) };
}

test('what an attempt announced that lost the race for its version is taken out', async () => {
  const { memory, right, postings, sorted, pass } = await ingested();
  await memory.catalog.post([{ ...right[0]!, order: `!${right[0]!.order}` }]);
  expect(await pass()).toMatchObject({ postingsRemoved: 1, postingsAdded: 0 });
  expect(await postings()).toEqual(sorted);
});

test('what is missing in the index is announced again', async () => {
  const { memory, right, postings, sorted, pass } = await ingested();
  await memory.catalog.unpost(right.slice(0, 2));
  expect(await pass()).toMatchObject({ postingsRemoved: 0, postingsAdded: 2 });
  expect(await postings()).toEqual(sorted);
});

test('what is right is looked at once, and a difference a second time', async () => {
  const { memory, right, pass } = await ingested();
  let scans = 0;
  const { catalog } = memory;
  const scanAll = catalog.scanAll.bind(catalog);
  catalog.scanAll = () => {
    scans++;
    return scanAll();
  };
  expect(await pass()).toMatchObject({ postingsRemoved: 0, postingsAdded: 0, missed: 0 });
  expect(scans).toBe(1);
  await catalog.unpost(right.slice(0, 3));
  await pass();
  expect(scans).toBe(3);
});

test('a posting whose record has changed meanwhile is not announced again', async () => {
  const { memory, right, postings, pass } = await ingested();
  const { catalog } = memory;
  await catalog.unpost(right);
  const scanAll = catalog.scanAll.bind(catalog);
  catalog.scanAll = async function* () {
    yield* scanAll();
    const [record] = await Array.fromAsync(catalog.scan());
    if (record!.status !== 'live') return;
    const gone = { ...record!, revision: record!.revision + 1, status: 'deleted', content: null, exposures: [] } as const;
    await catalog.write([{ record: gone, expected: record!.revision }]);
  };
  expect(await pass()).toMatchObject({ postingsAdded: 0 });
  expect(await postings()).toEqual(new Set());
});

test('objects that are gone are found between those that are listed, whatever their keys', async () => {
  const memory = openMemory();
  let ids = 0;
  const options = { parser: plainParser(), newId: () => `id${ids++}` };
  // U+FF5E sorts before U+1F600 by bytes and after it by UTF-16 units.
  const keys = ['a', 'b', 'c', 'n', 'z', '\uff5e', '\u{1f600}', '\u{1f601}'].map((name) => `${name}.txt`);
  const put = (key: string, seen: number) =>
    memory.landing.put({ bucket: 'in', key }, new TextEncoder().encode(textOf(seen)), seen);
  for (const [i, key] of keys.entries()) put(key, 1_000 + i);
  async function* objects() {
    for (const key of keys) yield { bucket: 'in', key, size: 1 };
  }
  await ingest(memory, objects(), options);
  const gone = ['a.txt', 'n.txt', '\u{1f600}.txt', '\u{1f601}.txt'];
  for (const key of gone) memory.landing.delete({ bucket: 'in', key });
  put('m.txt', 2_000);
  expect(await sweep(memory, ['in'], 1)).toMatchObject({ missed: gone.length + 1, stale: 0 });
  const hints = (await memory.queue.receive(100)).map(({ message }) => (message.kind === 'object' ? message.name.key : ''));
  expect(hints.sort()).toEqual([...gone, 'm.txt'].sort());
});

test('a row that no record stands behind is buried, and a lost one is shown again', async () => {
  const { memory, pass } = await ingested();
  const [record] = await Array.fromAsync(memory.catalog.scan());
  const lost = { ...record!, revision: record!.revision + 1, visibleRevision: record!.revision + 1 };
  const strange = { ...record!, documentId: 'f'.repeat(32), key: 'strange.txt' };
  await memory.catalog.write([
    { record: lost, expected: record!.revision },
    { record: strange, expected: 0 },
  ]);
  // Changes that the export never saw.
  await memory.catalog.trimChanges(1_000);
  expect(await pass()).toMatchObject({ stale: 2 });
});
