import { expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { TABLES } from '../../lib/core/lake/columns.ts';
import { createTables } from '../../lib/pipeline/create-tables.ts';

test('every table is there before its first row, and made once', async () => {
  const { lake, clock } = openMemory();
  let ids = 0;
  const create = () => createTables({ lake, clock }, { newId: () => `id${ids++}` });
  await Promise.all([create(), create()]);
  await create();
  const keys: string[] = [];
  for await (const { key } of lake.list('')) keys.push(key);
  expect(keys.sort()).toEqual(TABLES.map(({ name }) => `${name}/_delta_log/${'0'.repeat(20)}.json`).sort());
});
