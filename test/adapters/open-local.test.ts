import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLocal } from '../../lib/adapters/local/open-local.ts';
import { UsageError } from '../../lib/core/errors.ts';
import { recordOf } from '../contracts/records.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

test('a lake is where it was made, and holds what was written before it was closed', async () => {
  const path = join(folder.path, 'not/yet/there');
  const first = await openLocal(path);
  const record = recordOf('a');
  await first.catalog.write([{ record, expected: 0 }]);
  await first.lake.put('tables/documents/x', Buffer.from('x'));
  await first.queue.send([{ kind: 'document', documentId: 'd' }]);
  first.close();

  const second = await openLocal(path);
  expect((await second.catalog.read([record.documentId])).get(record.documentId)).toEqual(record);
  expect(second.lake.locate('tables/documents/x')).toBe(join(path, 'lake/tables/documents/x'));
  expect(await second.lake.get('tables/documents/x')).not.toBeNull();
  expect(await second.queue.receive(10)).toHaveLength(1);
  second.close();
});

test('a lake can be open twice, and the names of folders are shared', async () => {
  const wire = join(folder.path, 'wire');
  await mkdir(wire);
  await writeFile(join(wire, 'a.txt'), 'text');
  const lakes = [await openLocal(join(folder.path, 'lake')), await openLocal(join(folder.path, 'lake'))] as const;
  await lakes[0].landing.locate(wire);
  expect(await lakes[1].landing.read({ bucket: 'wire', key: 'a.txt' })).toMatchObject({ size: 4 });
  for (const lake of lakes) lake.close();
});

test('a lake that is not there yet can be opened by several at once', async () => {
  for (let round = 0; round < 20; round++) {
    const path = join(folder.path, `${round}/not/yet/there`);
    const lakes = await Promise.all(Array.from({ length: 8 }, () => openLocal(path)));
    for (const lake of lakes) lake.close();
  }
});

test('a lake inside a folder of articles is not taken for articles', async () => {
  await writeFile(join(folder.path, 'a.txt'), 'text');
  const lake = await openLocal(join(folder.path, 'lake'));
  const found = await Array.fromAsync(lake.landing.files(folder.path));
  expect(found.map((object) => object.key)).toEqual(['a.txt']);
  await expect(lake.landing.locate(join(folder.path, 'lake'))).rejects.toThrow(UsageError);
  lake.close();
});

test.runIf(process.platform === 'linux')('a place where no folder can be is said, not waited for', async () => {
  await expect(openLocal('/proc/no/lake')).rejects.toThrow(/^Making \/proc\/no\/lake failed: ENOENT/);
});

test('a catalog that can not be made says what would help', async () => {
  await mkdir(join(folder.path, 'catalog.sqlite'));
  await expect(openLocal(folder.path)).rejects.toThrow(/Opening .*catalog\.sqlite failed: .*permission.*not read-only/);
});
