import type { ObjectStore } from '../../../lib/ports/object-store.ts';
import { type Defect, pause, yieldAll } from './defect.ts';

export const objectStoreDefects: readonly Defect<ObjectStore>[] = [
  {
    defect: 'putIfAbsent looks first and acts later',
    caughtBy: 'exactly one of fifty racing',
    breaks: (intact) => ({
      async putIfAbsent(key, bytes) {
        if ((await intact.get(key)) !== null) return 'exists';
        await pause();
        await intact.put(key, bytes);
        return 'created';
      },
    }),
  },
  {
    defect: 'putIfAbsent overwrites',
    caughtBy: 'leaves a present one as it is',
    breaks: (intact) => ({
      async putIfAbsent(key, bytes) {
        const outcome = await intact.putIfAbsent(key, bytes);
        await intact.put(key, bytes);
        return outcome;
      },
    }),
  },
  {
    defect: 'a name once used is taken for ever',
    caughtBy: 'creates an object again after it was deleted',
    breaks(intact) {
      const used = new Set<string>();
      return {
        async put(key, bytes) {
          used.add(key);
          await intact.put(key, bytes);
        },
        putIfAbsent: async (key, bytes) => (used.has(key) ? 'exists' : intact.putIfAbsent(key, bytes)),
      };
    },
  },
  {
    defect: 'readers see a write half done',
    caughtBy: 'one whole object while writers replace it',
    breaks: (intact) => ({
      async put(key, bytes) {
        await intact.put(key, bytes.subarray(0, bytes.length / 2));
        await pause();
        await intact.put(key, bytes);
      },
      async get(key) {
        await pause();
        return intact.get(key);
      },
    }),
  },
  {
    defect: 'lists in UTF-16 order',
    caughtBy: 'lists by key in UTF-8 byte order',
    breaks: (intact) => ({
      list: (prefix, startAfter) =>
        yieldAll(
          Array.fromAsync(intact.list(prefix, startAfter)).then((objects) => objects.sort((a, b) => (a.key < b.key ? -1 : 1))),
        ),
    }),
  },
  {
    defect: 'lists startAfter itself',
    caughtBy: 'lists only keys greater than startAfter',
    breaks: (intact) => ({
      async *list(prefix, startAfter = '') {
        for await (const object of intact.list(prefix)) if (object.key >= startAfter) yield object;
      },
    }),
  },
  {
    defect: 'lists whole folders only',
    caughtBy: 'which need not end at a slash',
    breaks: (intact) => ({
      list: (prefix, startAfter) => intact.list(prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`, startAfter),
    }),
  },
  {
    defect: 'lists the first page only',
    caughtBy: 'more objects than fit on a page',
    breaks: (intact) => ({
      async *list(prefix, startAfter) {
        let listed = 0;
        for await (const object of intact.list(prefix, startAfter)) if (listed++ < 1000) yield object;
      },
    }),
  },
  {
    defect: 'deletes the first key only',
    caughtBy: 'deletes what exists',
    breaks: (intact) => ({ delete: (keys) => intact.delete(keys.slice(0, 1)) }),
  },
  {
    defect: 'throws for an absent object',
    caughtBy: 'answers null for a key without object',
    breaks: (intact) => ({
      async get(key) {
        const found = await intact.get(key);
        if (found === null) throw new Error('absent');
        return found;
      },
    }),
  },
  {
    defect: 'takes the last byte of a part for the end behind it',
    caughtBy: 'any part of an object',
    breaks: (intact) => ({ read: (key, start, end) => intact.read(key, start, end - 1) }),
  },
  {
    defect: "keeps the caller's bytes",
    caughtBy: 'shares no bytes',
    breaks() {
      const objects = new Map<string, Uint8Array>();
      return {
        put: async (key, bytes) => void objects.set(key, bytes),
        get: async (key) => objects.get(key) ?? null,
      };
    },
  },
];
