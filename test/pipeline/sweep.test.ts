import { expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { postingsOf } from '../../lib/core/index-exposure.ts';
import { ingest } from '../../lib/pipeline/ingest.ts';
import { sweep } from '../../lib/pipeline/sweep.ts';
import { plainParser } from '../support/plain-parser.ts';
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
  const postings = async () => new Set((await Array.fromAsync(memory.catalog.scanPostings())).map((p) => JSON.stringify(p)));
  const sorted = new Set(right.map(({ key, order, documentId, version }) => JSON.stringify({ key, order, documentId, version })));
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
