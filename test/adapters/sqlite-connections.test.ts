/** Two connections that keep in memory what they know, beside a catalog in memory that is always right. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../lib/adapters/local/database.ts';
import { SqliteCatalog } from '../../lib/adapters/local/sqlite-catalog.ts';
import { SqlitePostings } from '../../lib/adapters/local/sqlite-postings.ts';
import { MemoryCatalog } from '../../lib/adapters/memory/memory-catalog.ts';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import { lookAmong, type Posting } from '../../lib/core/index-exposure.ts';
import { PostingIndex } from '../../lib/core/posting-index.ts';
import { contentOf, nextOf, postingOf, recordOf } from '../contracts/records.ts';
import { Random } from '../simulation/random.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;
let databases: Database[];

beforeEach(async () => {
  folder = await temporaryFolder();
  databases = [];
  for (let i = 0; i < 2; i++) databases.push(await Database.open(join(folder.path, 'catalog.sqlite')));
});
afterEach(async () => {
  for (const database of databases) database.close();
  await folder.remove();
});

const KEYS = ['a', 'b', 'c', 'd'];
const NEAR_KEYS = KEYS.map((key) => `n4:${key.repeat(16)}`);
const STEPS = 600;

test('what one connection adds to and removes from the index the other finds, sorted in or not', async () => {
  const random = new Random(1);
  const right = new PostingIndex();
  // A few are sorted in soon, others stay in the log for long.
  const connections = [new SqlitePostings(databases[0]!, 20), new SqlitePostings(databases[1]!, 60)];
  for (let step = 0; step < STEPS; step++) {
    const postings = Array.from({ length: 1 + random.below(4) }, () =>
      postingOf(random.pick(NEAR_KEYS), String(1 + random.below(9)), random.pick(['d', 'e']), 1 + random.below(2)),
    );
    const connection = random.pick(connections);
    const what = random.below(10);
    if (what < 4) {
      await connection.add(postings);
      for (const posting of postings) right.add(posting);
    } else if (what < 6) {
      await connection.remove(postings);
      for (const posting of postings) right.remove(posting);
    } else if (what < 9) {
      const limit = 1 + random.below(6);
      const all = NEAR_KEYS.map((key): [string, Posting[]] => [key, right.first(key, limit)]);
      const expected = new Map(all.filter(([, list]) => list.length > 0));
      expect(await connection.first(NEAR_KEYS, limit), `step ${step}`).toEqual(expected);
      const announcements = postings.map(({ key: _, context, ...announced }) => {
        return { ...announced, entries: NEAR_KEYS.slice(random.below(4)).map((key) => key + context) };
      });
      expect(await connection.look(announcements, limit)).toEqual(lookAmong(announcements, expected, limit));
    } else if (random.below(10) === 0) {
      const name = (posting: object) => JSON.stringify(posting);
      const scanned = await Array.fromAsync(connection.scan(), name);
      expect(scanned.sort()).toEqual(Array.from(right.all(), name).sort());
    }
  }
});

test('what one connection writes the other reads, and every visible write stays a change until it is trimmed', async () => {
  const random = new Random(2);
  const right = new MemoryCatalog();
  const connections = databases.map((database) => new SqliteCatalog(database));
  const ids = KEYS.map((key) => recordOf(key).documentId);
  for (let step = 0; step < STEPS; step++) {
    const connection = random.pick(connections);
    const known = await connection.read(ids);
    expect(known, `step ${step}`).toEqual(await right.read(ids));
    const writes = KEYS.filter(() => random.below(3) === 0).map((key) => {
      const before = known.get(recordOf(key).documentId);
      const isLate = random.below(8) === 0;
      return { record: changed(before, key, random), expected: Math.max(0, (before?.revision ?? 0) - Number(isLate)) };
    });
    expect(await connection.write(writes)).toEqual(await right.write(writes));
    if (random.below(10) === 0) {
      const last = (await right.changes(0, 1000)).at(random.below(3) - 3)?.sequence ?? 0;
      await connection.trimChanges(last);
      await right.trimChanges(last);
    }
    expect(await random.pick(connections).changes(0, 1000)).toEqual(await right.changes(0, 1000));
  }
  expect(await Array.fromAsync(connections[0]!.scan())).toHaveLength(KEYS.length);
});

function changed(before: CatalogRecord | undefined, key: string, random: Random): CatalogRecord {
  if (!before) return recordOf(key, random.below(2) === 0 ? { settled: true, visibleRevision: 1 } : {});
  const what = random.below(6);
  if (what === 0) return nextOf(before, { status: 'deleted', content: null });
  if (what === 1) return { ...before, revision: before.revision + 1, settled: false };
  if (what === 2) return nextOf(before, { status: 'live', content: contentOf(`${key} ${random.below(100)}`) });
  return nextOf(before, { content: before.content && { ...before.content, clusterId: `cluster ${random.below(100)}` } });
}
