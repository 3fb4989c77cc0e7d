import { expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { TransientError } from '../../lib/core/errors.ts';
import { RUNS } from '../../lib/core/lake/columns.ts';
import { readFile } from '../../lib/pipeline/data-files.ts';
import { ingest } from '../../lib/pipeline/ingest.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import type { ObjectStore } from '../../lib/ports/object-store.ts';
import { plainParser } from '../support/plain-parser.ts';
import { textOf } from '../support/texts.ts';

test('a run that did something leaves one row, also when the answer to its commit is lost; an idle one leaves none', async () => {
  const memory = openMemory();
  let ids = 0;
  let lost = 0;
  const { lake } = memory;
  const forgetful: ObjectStore = {
    get: (key) => lake.get(key),
    read: (key, start, end) => lake.read(key, start, end),
    put: (key, bytes) => lake.put(key, bytes),
    delete: (keys) => lake.delete(keys),
    locate: (key) => lake.locate(key),
    list: (prefix, startAfter) => lake.list(prefix, startAfter),
    putIfAbsent: async (key, bytes) => {
      const answer = await lake.putIfAbsent(key, bytes);
      if (!key.startsWith('runs/') || lost++ > 0) return answer;
      throw new TransientError('The answer was lost.');
    },
  };
  const ports = { ...memory, lake: forgetful };
  const options = { parser: plainParser(), newId: () => `id${ids++}` };
  const objects = ['a.txt', 'b.txt'].map((key) => ({ bucket: 'in', key, size: 900 }));
  for (const { key } of objects) memory.landing.put({ bucket: 'in', key }, new TextEncoder().encode(textOf(1)), 1_000);
  const run = async () => {
    await ingest(
      ports,
      (async function* () {
        yield* objects;
      })(),
      options,
    );
    const { files } = await loadState(lake, RUNS);
    return (await Promise.all([...files.keys()].map((path) => readFile(memory, RUNS, path)))).flat();
  };
  const counts = { objects_seen: 2, objects_changed: 2, documents: 2, canonical: 1, exact_duplicates: 1, rejected: 0 };
  expect(await run()).toMatchObject([counts]);
  expect(await run()).toHaveLength(1);
});
