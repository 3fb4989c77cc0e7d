import { contextOf, keyOf } from '../../../lib/core/dedupe/index-keys.ts';
import type { Catalog, ChangeFeed } from '../../../lib/ports/catalog.ts';
import { type Defect, pause, yieldAll } from './defect.ts';

/** The fingerprint index, the takedown list and scans. */
export const indexAndScanDefects: readonly Defect<Catalog & ChangeFeed>[] = [
  {
    defect: 'finds postings in the order they came',
    caughtBy: 'orders postings',
    breaks: (intact) => ({
      async postings(keys, limit) {
        const found = await intact.postings(keys, limit);
        return new Map([...found].map(([key, postings]) => [key, postings.toSorted((a, b) => a.version - b.version)]));
      },
    }),
  },
  {
    defect: 'finds all postings of a key',
    caughtBy: 'at most `limit` postings',
    breaks: (intact) => ({ postings: (keys) => intact.postings(keys, 1_000_000) }),
  },
  {
    defect: 'finds the last postings of a key',
    caughtBy: 'the first ones',
    breaks: (intact) => ({
      async postings(keys, limit) {
        const found = await intact.postings(keys, 1_000_000);
        return new Map([...found].map(([key, postings]) => [key, postings.slice(-limit)]));
      },
    }),
  },
  {
    defect: 'looks in all contexts',
    caughtBy: 'where the words around agree',
    breaks: (intact) => ({
      async look(announcements, limit) {
        const anyContext = (entry: string) => `${keyOf(entry)}${contextOf(entry) === '' ? '' : '////////'}`;
        return intact.look(
          announcements.map(({ entries, ...rest }) => ({ ...rest, entries: entries.map(anyContext) })),
          limit,
        );
      },
    }),
  },
  {
    defect: 'hides all versions of a document from itself',
    caughtBy: 'look for others under its keys',
    breaks: (intact) => ({
      async look(announcements, limit) {
        const { found, crowded } = await intact.look(announcements, limit);
        const others = found.map((of, i) => of.filter(({ documentId }) => documentId !== announcements[i]!.documentId));
        return { found: others, crowded };
      },
    }),
  },
  {
    defect: 'removes every version of a posting',
    caughtBy: 'removes exactly the postings named',
    breaks: (intact) => ({
      unpost: (postings) => intact.unpost(postings.flatMap((posting) => [1, 2].map((version) => ({ ...posting, version })))),
    }),
  },
  {
    defect: 'posts some time after it said so',
    caughtBy: 'two racing announcers',
    breaks: (intact) => ({
      async post(postings) {
        void pause().then(() => intact.post(postings));
      },
    }),
  },
  {
    defect: 'announces one key of each document',
    caughtBy: 'adds what is announced',
    breaks: (intact) => ({
      announce: (announcements) => intact.announce(announcements.map((one) => ({ ...one, entries: one.entries.slice(0, 1) }))),
    }),
  },
  {
    defect: 'leaves a relative out of a look',
    caughtBy: 'leaves out nobody who may be a relative',
    breaks: (intact) => ({
      async look(announcements, limit) {
        const { found, crowded } = await intact.look(announcements, limit);
        return { found: found.map((postings) => postings.filter(({ documentId }) => documentId !== 'd2')), crowded };
      },
    }),
  },
  {
    defect: 'taking one entry off the takedown list clears it',
    caughtBy: 'knows what is on the takedown list',
    breaks: (intact) => ({ unblock: () => intact.unblock(['document:9f86d081', 'content:2c26b46b']) }),
  },
  {
    defect: 'lists heads in UTF-16 order',
    caughtBy: "the heads of a bucket's objects by key",
    breaks: (intact) => ({
      heads: (bucket, prefix) =>
        yieldAll(Array.fromAsync(intact.heads(bucket, prefix)).then((heads) => heads.sort((a, b) => (a.key < b.key ? -1 : 1)))),
    }),
  },
  {
    defect: 'takes % and _ in a prefix for wildcards',
    caughtBy: 'taken literally',
    breaks: (intact) => ({
      async *heads(bucket, prefix = '') {
        const pattern = new RegExp(`^${prefix.replaceAll('%', '.*').replaceAll('_', '.')}`);
        for await (const head of intact.heads(bucket)) if (pattern.test(head.key)) yield head;
      },
    }),
  },
  {
    defect: 'scans the first page only',
    caughtBy: 'scans every record',
    breaks: (intact) => ({ scan: () => yieldAll(Array.fromAsync(intact.scan()).then((records) => records.slice(0, 1000))) }),
  },
  {
    defect: 'passes over records that were changed during a scan',
    caughtBy: 'passes over no record',
    breaks: (intact) => ({
      async *scan() {
        const ids = (await Array.fromAsync(intact.scan())).map((record) => record.documentId);
        // As a scan by offset does when an update moves a row to the end: one row is stepped over.
        for (let at = 0, moved = 0; at + moved < ids.length; at++) {
          const found = await intact.read([ids[at + moved]!]);
          yield* found.values();
          if ((await intact.read([ids[at + moved]!])).get(ids[at + moved]!)?.revision !== found.values().next().value?.revision)
            moved++;
        }
      },
    }),
  },
  {
    defect: 'gives cluster nodes for documents that are gone or unsettled',
    caughtBy: 'live, settled documents that have to do with others',
    breaks: (intact) => ({
      async *clusterNodes() {
        for await (const { documentId, content } of intact.scan()) {
          if (content)
            yield { documentId, order: content.order, clusterId: content.clusterId, edges: content.verdict?.edges ?? [] };
        }
      },
    }),
  },
];
