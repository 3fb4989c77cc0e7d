import assert from 'node:assert/strict';
import type { ObjectStore } from '../../lib/ports/object-store.ts';
import { all, type Contract, vandalize } from './contract.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (found: Uint8Array | null) => found && new TextDecoder().decode(found);

async function fill(store: ObjectStore, keys: readonly string[]): Promise<void> {
  for (const key of keys) await store.put(key, bytes(key));
}

async function keys(store: ObjectStore, prefix: string, startAfter?: string): Promise<string[]> {
  return (await all(store.list(prefix, startAfter))).map((object) => object.key);
}

/** What `ObjectStore` promises. */
export const objectStoreContract: Contract<ObjectStore> = [
  {
    promise: 'gives back the bytes that were put, whatever they are',
    async check(store) {
      const every = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
      await store.put('a/every', every);
      await store.put('a/none', new Uint8Array());
      const found = await store.get('a/every');
      assert.ok(found && Buffer.from(found).equals(every));
      assert.equal((await store.get('a/none'))?.length, 0);
    },
  },
  {
    promise: 'answers null for a key without object',
    async check(store) {
      await fill(store, ['folder/object']);
      assert.equal(await store.get('nothing'), null);
      assert.equal(await store.get('folder'), null);
      assert.equal(await store.get('folder/other'), null);
      assert.equal(await store.get('folder/object/below'), null);
    },
  },
  {
    promise: 'gives any part of an object, and null of none',
    async check(store) {
      const every = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
      await store.put('every', every);
      for (const [start, end] of [
        [0, 1],
        [0, 70_000],
        [69_999, 70_000],
        [1_000, 66_000],
      ] as const) {
        const found = await store.read('every', start, end);
        assert.ok(found && Buffer.from(found).equals(every.subarray(start, end)));
      }
      assert.equal(await store.read('nothing', 0, 1), null);
      assert.equal(await store.read('every/below', 0, 1), null);
    },
  },
  {
    promise: 'replaces an object by put',
    async check(store) {
      await store.put('key', bytes('first, and longer'));
      await store.put('key', bytes('second'));
      assert.equal(textOf(await store.get('key')), 'second');
      assert.deepEqual(
        (await all(store.list(''))).map(({ key, size }) => ({ key, size })),
        [{ key: 'key', size: 6 }],
      );
    },
  },
  {
    promise: 'shows a reader one whole object while writers replace it',
    async check(store) {
      const versions = [1, 2, 3, 4].map((value) => new Uint8Array(300_000).fill(value));
      await store.put('key', versions[0]!);
      const writing = Promise.all(versions.map((version) => store.put('key', version)));
      for (let read = 0; read < 20; read++) {
        const found = await store.get('key');
        assert.ok(found && found.length === 300_000 && found.every((value) => value === found[0]));
      }
      await writing;
    },
  },
  {
    promise: 'creates an absent object by putIfAbsent and leaves a present one as it is',
    async check(store) {
      assert.equal(await store.putIfAbsent('log/0', bytes('mine')), 'created');
      assert.equal(await store.putIfAbsent('log/0', bytes('other')), 'exists');
      assert.equal(textOf(await store.get('log/0')), 'mine');
      await store.put('log/1', bytes('put'));
      assert.equal(await store.putIfAbsent('log/1', bytes('other')), 'exists');
      assert.equal(textOf(await store.get('log/1')), 'put');
    },
  },
  {
    promise: 'gives exactly one of fifty racing putIfAbsent calls `created`, and keeps the bytes of that one',
    async check(store) {
      // Connections and folders are made by the first call; only then do fifty calls run side by side.
      await store.putIfAbsent('race/warm-up', bytes('x'));
      for (let round = 0; round < 5; round++) {
        const racers = Array.from({ length: 50 }, (_, racer) => store.putIfAbsent(`race/${round}`, bytes(`racer ${racer}`)));
        const outcomes = await Promise.all(racers);
        assert.equal(outcomes.filter((outcome) => outcome === 'created').length, 1);
        assert.equal(textOf(await store.get(`race/${round}`)), `racer ${outcomes.indexOf('created')}`);
      }
    },
  },
  {
    promise: 'creates an object again after it was deleted',
    async check(store) {
      await store.put('key', bytes('old'));
      await store.delete(['key']);
      assert.equal(await store.putIfAbsent('key', bytes('new')), 'created');
      assert.equal(textOf(await store.get('key')), 'new');
    },
  },
  {
    promise: 'lists by key in UTF-8 byte order, folders or not',
    async check(store) {
      const ordered = ['Z', 'a!', 'a-b', 'a.txt', 'a/b', 'a/b.c', 'a/b1/c', 'a0', 'b', 'é', '\uff5e', '😀'];
      await fill(store, ordered.toReversed());
      assert.deepEqual(await keys(store, ''), ordered);
    },
  },
  {
    promise: 'lists only keys that start with the prefix, which need not end at a slash',
    async check(store) {
      await fill(store, ['log/001', 'log/010', 'log/011', 'log2/010', 'lo', 'other/log/010']);
      assert.deepEqual(await keys(store, 'log/01'), ['log/010', 'log/011']);
      assert.deepEqual(await keys(store, 'log'), ['log/001', 'log/010', 'log/011', 'log2/010']);
      assert.deepEqual(await keys(store, 'log/'), ['log/001', 'log/010', 'log/011']);
      assert.deepEqual(await keys(store, 'nothing/'), []);
    },
  },
  {
    promise: 'lists only keys greater than startAfter, whether or not that one exists',
    async check(store) {
      await fill(
        store,
        ['a/1', 'a/2', 'a/2/3', 'a/4', 'b/1'].filter((key) => key !== 'a/2'),
      );
      assert.deepEqual(await keys(store, 'a/', 'a/1'), ['a/2/3', 'a/4']);
      assert.deepEqual(await keys(store, 'a/', 'a/2'), ['a/2/3', 'a/4']);
      assert.deepEqual(await keys(store, 'a/', 'a/2/3'), ['a/4']);
      assert.deepEqual(await keys(store, '', 'a/3'), ['a/4', 'b/1']);
      assert.deepEqual(await keys(store, 'b/', 'a'), ['b/1']);
      assert.deepEqual(await keys(store, 'a/', 'a/9'), []);
    },
  },
  {
    promise: 'lists more objects than fit on a page, each once',
    async check(store) {
      const many = Array.from({ length: 1100 }, (_, number) => `many/${String(number).padStart(5, '0')}`);
      for (let at = 0; at < many.length; at += 100) {
        await Promise.all(many.slice(at, at + 100).map((key) => store.put(key, bytes('x'))));
      }
      assert.deepEqual(await keys(store, 'many/'), many);
    },
  },
  {
    promise: 'states size and time of each object',
    async check(store) {
      await store.put('key', bytes('four'));
      const [object] = await all(store.list(''));
      assert.equal(object?.size, 4);
      assert.ok(object && Number.isInteger(object.lastModified) && object.lastModified > Date.UTC(2020, 0));
    },
  },
  {
    promise: 'deletes what exists and takes absent keys for no error',
    async check(store) {
      await fill(store, ['a/1', 'a/2', 'b']);
      await store.delete(['a/1', 'absent', 'a/absent', 'absent/absent', 'b']);
      assert.deepEqual(await keys(store, ''), ['a/2']);
      assert.equal(await store.get('a/1'), null);
      await store.delete([]);
    },
  },
  {
    promise: 'goes on listing while objects come and go, and misses none that stays',
    async check(store) {
      await fill(store, ['a', 'b', 'c', 'd', 'e']);
      const seen: string[] = [];
      for await (const { key } of store.list('')) {
        seen.push(key);
        if (key === 'b') await store.delete(['a', 'b']);
        if (key === 'c') await fill(store, ['aa', 'f']);
      }
      assert.deepEqual(
        seen.filter((key) => key < 'f' && key !== 'aa'),
        ['a', 'b', 'c', 'd', 'e'],
      );
    },
  },
  {
    promise: 'shares no bytes with its callers',
    async check(store) {
      const given = bytes('given');
      await store.put('put', given);
      await store.putIfAbsent('created', given);
      vandalize(() => given.fill(0));
      const taken = await store.get('put');
      vandalize(() => taken?.fill(0));
      assert.equal(textOf(await store.get('put')), 'given');
      assert.equal(textOf(await store.get('created')), 'given');
    },
  },
  {
    promise: 'locates each key at an address of its own',
    async check(store) {
      await fill(store, ['a/1', 'a/2']);
      assert.notEqual(store.locate('a/1'), store.locate('a/2'));
      assert.ok(store.locate('a/1').endsWith('a/1'));
    },
  },
];
