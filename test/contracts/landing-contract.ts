import assert from 'node:assert/strict';
import type { Landing } from '../../lib/ports/landing.ts';
import { all, type Contract, vandalize } from './contract.ts';

export interface LandingSubject {
  readonly landing: Landing;
  readonly bucket: string;
  /** The deliverer's side. */
  put(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
}

const ODD_KEYS = ['a b.txt', 'a%2Fb.txt', 'a+b.txt', 'line\nbreak.txt', '"quotes".txt', 'é/ü/deep.txt', 'e\u0301.txt', '😀.txt'];

async function textOf({ landing, bucket }: LandingSubject, key: string): Promise<string | null> {
  const found = await landing.read({ bucket, key });
  return found && new TextDecoder().decode(found.bytes);
}

async function keys({ landing, bucket }: LandingSubject, prefix?: string): Promise<string[]> {
  return (await all(landing.list(bucket, prefix))).map((object) => object.key);
}

/** What `Landing` promises. */
export const landingContract: Contract<LandingSubject> = [
  {
    promise: 'reads an object with its name, size and version',
    async check(subject) {
      await subject.put('wire/a.txt', 'Grüße');
      const name = { bucket: subject.bucket, key: 'wire/a.txt' };
      const found = await subject.landing.read(name);
      assert.ok(found);
      assert.equal(Buffer.from(found.bytes).toString(), 'Grüße');
      assert.deepEqual({ bucket: found.bucket, key: found.key, size: found.size }, { ...name, size: 7 });
      assert.ok(found.version.length > 0);
    },
  },
  {
    promise: 'states the same version in read, stat and list',
    async check(subject) {
      await subject.put('a.txt', 'text');
      const name = { bucket: subject.bucket, key: 'a.txt' };
      const { bytes: _, ...read } = (await subject.landing.read(name))!;
      assert.deepEqual(await subject.landing.stat(name), read);
      assert.deepEqual(await all(subject.landing.list(subject.bucket)), [read]);
    },
  },
  {
    promise: 'answers null for what is absent, in any bucket',
    async check({ landing, bucket, put }) {
      await put('folder/a.txt', 'text');
      for (const key of [
        'b.txt',
        'folder',
        'folder/',
        'folder/a.txt/b',
        'absent/a.txt',
        '',
        '../a.txt',
        '/a.txt',
        'folder//a.txt',
      ]) {
        assert.equal(await landing.read({ bucket, key }), null, key);
        assert.equal(await landing.stat({ bucket, key }), null, key);
      }
      assert.equal(await landing.stat({ bucket: 'no-such-bucket-here', key: 'folder/a.txt' }), null);
    },
  },
  {
    promise: 'reads the latest version after an overwrite, under a version of its own, even of the same size',
    async check(subject) {
      const versions = new Set<string | undefined>();
      for (const text of ['one', 'two', 'six', 'longer']) {
        await subject.put('a.txt', text);
        const found = await subject.landing.read({ bucket: subject.bucket, key: 'a.txt' });
        assert.equal(found && Buffer.from(found.bytes).toString(), text);
        versions.add(found?.version);
      }
      assert.equal(versions.size, 4);
    },
  },
  {
    promise: 'keeps the version of an object that nobody touches',
    async check(subject) {
      await subject.put('a.txt', 'text');
      const before = await subject.landing.stat({ bucket: subject.bucket, key: 'a.txt' });
      await subject.put('b.txt', 'other');
      assert.equal(await textOf(subject, 'a.txt'), 'text');
      assert.deepEqual(await subject.landing.stat({ bucket: subject.bucket, key: 'a.txt' }), before);
    },
  },
  {
    promise: 'forgets a deleted object, and reads it again when it comes back',
    async check(subject) {
      await subject.put('a.txt', 'text');
      assert.equal(await textOf(subject, 'a.txt'), 'text');
      await subject.remove('a.txt');
      assert.equal(await textOf(subject, 'a.txt'), null);
      assert.equal(await subject.landing.stat({ bucket: subject.bucket, key: 'a.txt' }), null);
      assert.deepEqual(await keys(subject), []);
      await subject.put('a.txt', 'back');
      assert.equal(await textOf(subject, 'a.txt'), 'back');
    },
  },
  {
    promise: 'reads bytes of one version while the object is overwritten',
    async check(subject) {
      const texts = [1, 2, 3, 4, 5, 6].map((size) => String(size).repeat(size * 50_000));
      await subject.put('a.txt', texts[0]!);
      const writing = (async () => {
        for (const text of texts) await subject.put('a.txt', text);
      })();
      for (let read = 0; read < 10; read++) {
        const found = await subject.landing.read({ bucket: subject.bucket, key: 'a.txt' });
        assert.ok(found && found.bytes.length === found.size);
        assert.ok(texts.includes(Buffer.from(found.bytes).toString()));
      }
      await writing;
    },
  },
  {
    promise: 'takes any key that is UTF-8',
    async check(subject) {
      for (const key of ODD_KEYS) await subject.put(key, key);
      for (const key of ODD_KEYS) assert.equal(await textOf(subject, key), key);
      assert.deepEqual(new Set(await keys(subject)), new Set(ODD_KEYS));
    },
  },
  {
    promise: 'lists by key in UTF-8 byte order',
    async check(subject) {
      const ordered = ['Z', 'a!', 'a-b', 'a.txt', 'a/b', 'a/b.c', 'a/b1/c', 'a0', 'b', 'é', '\uff5e', '😀'];
      for (const key of ordered.toReversed()) await subject.put(key, 'x');
      assert.deepEqual(await keys(subject), ordered);
    },
  },
  {
    promise: 'lists only keys that start with the prefix, which need not end at a slash',
    async check(subject) {
      for (const key of ['wire/1.txt', 'wire/10.txt', 'wire2/1.txt', 'wir', 'x/wire/1.txt']) await subject.put(key, 'x');
      assert.deepEqual(await keys(subject, 'wire'), ['wire/1.txt', 'wire/10.txt', 'wire2/1.txt']);
      assert.deepEqual(await keys(subject, 'wire/'), ['wire/1.txt', 'wire/10.txt']);
      assert.deepEqual(await keys(subject, 'wire/10.txt'), ['wire/10.txt']);
      assert.deepEqual(await keys(subject, 'absent/'), []);
      assert.deepEqual(await keys(subject, '../'), []);
    },
  },
  {
    promise: 'lists more objects than fit on a page, each once, while others come and go',
    async check(subject) {
      const staying = Array.from({ length: 1050 }, (_, number) => `${String(number).padStart(5, '0')}.txt`);
      for (const key of staying) await subject.put(key, 'x');
      const seen: string[] = [];
      for await (const { key } of subject.landing.list(subject.bucket)) {
        if (seen.push(key) === 10) await subject.put('new.txt', 'x');
      }
      assert.deepEqual(
        seen.filter((key) => key !== 'new.txt'),
        staying,
      );
    },
  },
  {
    promise: 'states when it landed in whole milliseconds, and was first seen no later',
    async check(subject) {
      await subject.put('a.txt', 'text');
      const found = (await subject.landing.stat({ bucket: subject.bucket, key: 'a.txt' }))!;
      assert.ok(Number.isSafeInteger(found.lastModified) && found.lastModified >= 0);
      assert.ok(Number.isSafeInteger(found.firstSeen) && found.firstSeen <= found.lastModified);
    },
  },
  {
    promise: 'shares no bytes with its callers',
    async check(subject) {
      await subject.put('a.txt', 'text');
      const first = await subject.landing.read({ bucket: subject.bucket, key: 'a.txt' });
      vandalize(() => first?.bytes.fill(0));
      assert.equal(await textOf(subject, 'a.txt'), 'text');
    },
  },
];
