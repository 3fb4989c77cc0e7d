import type { LandedObject, Landing } from '../../../lib/ports/landing.ts';
import { type Defect, pause, yieldAll } from './defect.ts';

export const landingDefects: readonly Defect<Landing>[] = [
  {
    defect: 'a version is the size',
    caughtBy: 'even of the same size',
    breaks: (intact) => ({
      async read(name) {
        const found = await intact.read(name);
        return found && { ...found, version: String(found.size) };
      },
    }),
  },
  {
    defect: 'states one version and reads another',
    caughtBy: 'reads bytes of one version while the object is overwritten',
    breaks: (intact) => ({
      async read(name) {
        const stated = await intact.stat(name);
        for (let wait = 0; wait < 3; wait++) await pause();
        const found = await intact.read(name);
        return found && stated && { ...stated, bytes: found.bytes };
      },
    }),
  },
  {
    defect: 'remembers deleted objects',
    caughtBy: 'forgets a deleted object',
    breaks(intact) {
      let latest: LandedObject | null = null;
      return {
        async read(name) {
          latest = (await intact.read(name)) ?? latest;
          return latest;
        },
        stat: async (name) => (await intact.stat(name)) ?? latest,
      };
    },
  },
  {
    defect: 'decodes keys as if they came from an event',
    caughtBy: 'takes any key that is UTF-8',
    breaks: (intact) => ({
      read: ({ bucket, key }) => intact.read({ bucket, key: decodeURIComponent(key.replaceAll('+', ' ')) }),
    }),
  },
  {
    defect: 'lists in UTF-16 order',
    caughtBy: 'lists by key in UTF-8 byte order',
    breaks: (intact) => ({
      list: (bucket, prefix) =>
        yieldAll(Array.fromAsync(intact.list(bucket, prefix)).then((found) => found.sort((a, b) => (a.key < b.key ? -1 : 1)))),
    }),
  },
  {
    defect: 'ignores the prefix',
    caughtBy: 'lists only keys that start with the prefix',
    breaks: (intact) => ({ list: (bucket) => intact.list(bucket) }),
  },
  {
    defect: 'lists the first page only',
    caughtBy: 'more objects than fit on a page',
    breaks: (intact) => ({
      list: (bucket, prefix) => yieldAll(Array.fromAsync(intact.list(bucket, prefix)).then((all) => all.slice(0, 1000))),
    }),
  },
  {
    defect: 'lists other times than it reads',
    caughtBy: 'the same version in read, stat and list',
    breaks: (intact) => ({
      async *list(bucket, prefix) {
        for await (const object of intact.list(bucket, prefix)) yield { ...object, lastModified: object.lastModified + 1 };
      },
    }),
  },
];
