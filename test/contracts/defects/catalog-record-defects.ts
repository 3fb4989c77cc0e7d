import type { CatalogRecord } from '../../../lib/core/catalog-record.ts';
import type { Catalog, CatalogWrite, Change, ChangeFeed } from '../../../lib/ports/catalog.ts';
import { type Defect, pause } from './defect.ts';

async function currentRevision(catalog: Catalog, { record }: CatalogWrite): Promise<number> {
  return (await catalog.read([record.documentId])).get(record.documentId)?.revision ?? 0;
}

/** Records, compare-and-set and changes. */
export const recordDefects: readonly Defect<Catalog & ChangeFeed>[] = [
  {
    defect: 'the last writer wins',
    caughtBy: 'writes over the expected revision only',
    breaks: (intact) => ({
      async write(writes) {
        for (const write of writes) await intact.write([{ ...write, expected: await currentRevision(intact, write) }]);
        return writes.map(() => 'written');
      },
    }),
  },
  {
    defect: 'compares first and sets later',
    caughtBy: 'exactly one of fifty racing writers',
    breaks: (intact) => ({
      async write([write, ...rest]) {
        if (!write || rest.length > 0) return intact.write(write ? [write, ...rest] : []);
        if ((await currentRevision(intact, write)) !== write.expected) return ['conflict'];
        await pause();
        return (await intact.write([{ ...write, expected: await currentRevision(intact, write) }])).map(() => 'written');
      },
    }),
  },
  {
    defect: 'one conflict turns back the whole batch',
    caughtBy: 'each write of a batch by itself',
    breaks: (intact) => ({
      async write(writes) {
        const revisions = await Promise.all(writes.map((write) => currentRevision(intact, write)));
        if (writes.every((write, at) => write.expected === revisions[at])) return intact.write(writes);
        return writes.map(() => 'conflict');
      },
    }),
  },
  {
    defect: 'announces writes that nobody sees',
    caughtBy: 'a change for each visible write',
    breaks(intact) {
      const changes: Change[] = [];
      return {
        async write(writes) {
          const outcomes = await intact.write(writes);
          for (const [at, { record }] of writes.entries()) {
            if (outcomes[at] === 'written') changes.push({ sequence: changes.length + 1, record });
          }
          return outcomes;
        },
        changes: async (after, limit) => changes.slice(after, after + limit),
      };
    },
  },
  {
    defect: 'announces a write some time after it',
    caughtBy: 'never shows a visible record without its change',
    breaks(intact) {
      let announced = 0;
      return {
        async write(writes) {
          const outcomes = await intact.write(writes);
          await pause();
          announced = (await intact.changes(0, 1_000_000)).length;
          return outcomes;
        },
        changes: async (after, limit) =>
          (await intact.changes(0, announced)).filter(({ sequence }) => sequence > after).slice(0, limit),
      };
    },
  },
  {
    defect: 'announces writes that lost',
    caughtBy: 'no change for a write that lost',
    breaks(intact) {
      const changes: Change[] = [];
      return {
        async write(writes) {
          for (const { record } of writes) if (record.settled) changes.push({ sequence: changes.length + 1, record });
          return intact.write(writes);
        },
        changes: async (after, limit) => changes.slice(after, after + limit),
      };
    },
  },
  {
    defect: 'lists changes newest first',
    caughtBy: 'lists changes in the order of writing',
    breaks: (intact) => ({ changes: async (after, limit) => (await intact.changes(after, limit)).reverse() }),
  },
  {
    defect: 'lists all changes at once',
    caughtBy: 'at most `limit` changes',
    breaks: (intact) => ({ changes: (after) => intact.changes(after, 1_000_000) }),
  },
  {
    defect: 'trims one change too few',
    caughtBy: 'forgets trimmed changes',
    breaks: (intact) => ({ trimChanges: (upTo) => intact.trimChanges(upTo - 1) }),
  },
  {
    defect: 'numbers changes from 1 again once they are trimmed',
    caughtBy: 'never uses a sequence again',
    breaks(intact) {
      let trimmed = 0;
      return {
        async changes(after, limit) {
          const changes = await intact.changes(after + trimmed, limit);
          return changes.map((change) => ({ ...change, sequence: change.sequence - trimmed }));
        },
        async trimChanges(upTo) {
          await intact.trimChanges(upTo + trimmed);
          if ((await intact.changes(0, 1)).length === 0) trimmed += upTo;
        },
      };
    },
  },
  {
    defect: 'reads what was there a moment ago',
    caughtBy: 'gives back records as they were written',
    breaks(intact) {
      let before: ReturnType<Catalog['read']> = Promise.resolve(new Map());
      return {
        async read(ids) {
          const found = await before;
          before = intact.read(ids);
          return found;
        },
      };
    },
  },
  {
    defect: "keeps the caller's records",
    caughtBy: 'shares no record',
    breaks(intact) {
      const kept = new Map<string, CatalogRecord>();
      return {
        async write(writes) {
          const outcomes = await intact.write(structuredClone(writes));
          for (const [at, { record }] of writes.entries()) if (outcomes[at] === 'written') kept.set(record.documentId, record);
          return outcomes;
        },
        read: async (ids) => new Map([...kept].filter(([id]) => ids.includes(id))),
      };
    },
  },
];
