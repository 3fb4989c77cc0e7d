import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import { TransientError } from '../../lib/core/errors.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';
import { runWorker } from './workers/run-worker.ts';

let folder: TemporaryFolder;
let store: FolderObjectStore;
const bytes = Buffer.from('bytes');
const keys = async (of: FolderObjectStore) => (await Array.fromAsync(of.list(''))).map((object) => object.key);

beforeEach(async () => {
  folder = await temporaryFolder();
  store = await FolderObjectStore.open(folder.path);
});
afterEach(() => folder.remove());

test('of several processes that race for a key exactly one creates it', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const wins = await Promise.all(names.map((name) => runWorker<number[]>('race-put.ts', folder.path, name, '100')));
  expect(wins.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, key) => key));
  for (const [at, won] of wins.entries()) {
    for (const key of won) expect(Buffer.from((await store.get(`log/${key}`))!).toString()).toBe(names[at]);
  }
});

test('objects are there when the folder is opened again', async () => {
  await store.put('a/put', bytes);
  await store.putIfAbsent('a/created', bytes);
  const again = await FolderObjectStore.open(folder.path);
  expect(await keys(again)).toEqual(['a/created', 'a/put']);
  expect(await again.putIfAbsent('a/put', bytes)).toBe('exists');
});

test('an object is found where the store locates it', async () => {
  await store.put('a/b.parquet', bytes);
  expect(store.locate('a/b.parquet')).toBe(join(folder.path, 'a', 'b.parquet'));
});

test('no write leaves a temporary file, won or lost', async () => {
  await store.put('key', bytes);
  await store.putIfAbsent('key', bytes);
  await mkdir(join(folder.path, 'taken'));
  await expect(store.put('taken', bytes)).rejects.toThrow(TransientError);
  expect(await readdir(join(folder.path, '.tmp'))).toEqual([]);
});

test('opening removes what dead writers left, and nothing younger', async () => {
  const temporary = (name: string) => join(folder.path, '.tmp', name);
  await writeFile(temporary('dead'), bytes);
  await writeFile(temporary('alive'), bytes);
  const yesterday = new Date(Date.now() - 86_400_000);
  await utimes(temporary('dead'), yesterday, yesterday);
  const again = await FolderObjectStore.open(folder.path);
  expect(await readdir(join(folder.path, '.tmp'))).toEqual(['alive']);
  expect(await keys(again)).toEqual([]);
});

test.each(['', '/etc/passwd', '../outside', 'a/../../outside', 'a/./b', 'a//b', 'a/', 'a\0b', '.tmp/x', '..'])(
  'refuses %j as a key',
  async (key) => {
    await expect(store.get(key)).rejects.toThrow(TypeError);
    await expect(store.put(key, bytes)).rejects.toThrow(TypeError);
    await expect(store.putIfAbsent(key, bytes)).rejects.toThrow(TypeError);
    await expect(store.delete([key])).rejects.toThrow(TypeError);
    expect(() => store.locate(key)).toThrow(TypeError);
  },
);

test('a failure names the operation, the path and what to do', async () => {
  await writeFile(join(folder.path, 'file'), bytes);
  const error = await store.put('file/below', bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TransientError);
  expect((error as Error).message).toContain(`Writing ${join(folder.path, 'file/below')} failed`);
  expect((error as Error).cause).toBeInstanceOf(Error);
});
