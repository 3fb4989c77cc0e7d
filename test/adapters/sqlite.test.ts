import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../lib/adapters/local/database.ts';
import { SqliteCatalog } from '../../lib/adapters/local/sqlite-catalog.ts';
import { SqliteQueue } from '../../lib/adapters/local/sqlite-queue.ts';
import { ManualClock } from '../../lib/adapters/memory/manual-clock.ts';
import { TerminalError, TransientError } from '../../lib/core/errors.ts';
import { nextOf, postingOf, recordOf } from '../contracts/records.ts';
import { LAYOUT_1, LAYOUT_2 } from './old-layouts.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';
import { runWorker } from './workers/run-worker.ts';

let folder: TemporaryFolder;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'catalog.sqlite');
});
afterEach(() => folder.remove());

test('all that was written is there when the file is opened again', async () => {
  const clock = new ManualClock();
  const record = recordOf('a', { settled: true, visibleRevision: 1 });
  const first = await Database.open(path);
  const catalog = new SqliteCatalog(first);
  await catalog.write([{ record, expected: 0 }]);
  await catalog.post([postingOf('k', '1')]);
  await catalog.block(['document:1']);
  await new SqliteQueue(first, clock).send([{ kind: 'document', documentId: 'd' }]);
  first.close();

  const second = await Database.open(path);
  const reopened = new SqliteCatalog(second);
  expect((await reopened.read([record.documentId])).get(record.documentId)).toEqual(record);
  expect((await reopened.changes(0, 10)).map((change) => change.record)).toEqual([record]);
  expect(await reopened.postings(['k'], 10)).toEqual(new Map([['k', [postingOf('k', '1')]]]));
  expect(await reopened.blocked(['document:1'])).toEqual(new Set(['document:1']));
  expect(await new SqliteQueue(second, clock).size()).toBe(1);
  second.close();
});

test('processes that open a new catalog at once share it, and no compare-and-set is lost', async () => {
  const runs = await Promise.all(Array.from({ length: 4 }, () => runWorker<number[]>('race-catalog.ts', path, '25')));
  const revisions = runs.flat().sort((a, b) => a - b);
  expect(revisions).toEqual(Array.from({ length: 100 }, (_, number) => number + 1));
  const database = await Database.open(path);
  const changes = await new SqliteCatalog(database).changes(0, 1000);
  expect(changes.map((change) => change.record.revision)).toEqual(revisions);
  database.close();
});

test('two connections see what the other wrote', async () => {
  const [one, two] = [await Database.open(path), await Database.open(path)];
  const record = recordOf('a');
  await new SqliteCatalog(one).write([{ record, expected: 0 }]);
  expect((await new SqliteCatalog(two).read([record.documentId])).size).toBe(1);
  expect(await new SqliteCatalog(two).write([{ record, expected: 0 }])).toEqual(['conflict']);
  one.close();
  two.close();
});

test('a catalog of the first layout opens, and its postings are found', async () => {
  const raw = new DatabaseSync(path);
  raw.exec(LAYOUT_1);
  raw.exec("INSERT INTO postings (key, sort_order, document_id, version) VALUES ('k', '1', 'd', 1)");
  raw.close();
  const database = await Database.open(path);
  const catalog = new SqliteCatalog(database);
  await catalog.post([postingOf('k', '2')]);
  expect((await catalog.postings(['k'], 10)).get('k')).toEqual([postingOf('k', '1'), postingOf('k', '2')]);
  database.close();
  const again = await Database.open(path);
  expect((await new SqliteCatalog(again).postings(['k'], 10)).get('k')).toHaveLength(2);
  again.close();
});

test('a catalog of the second layout opens, with its records and changes, and goes on', async () => {
  const [settled, hidden] = [recordOf('a', { settled: true, visibleRevision: 1 }), recordOf('b')];
  const raw = new DatabaseSync(path);
  raw.exec(LAYOUT_2);
  const insert = raw.prepare(`
    INSERT INTO records (document_id, bucket, key, record_index, revision, status, settled, complete, rules_version, record)
    VALUES (?, ?, ?, 0, 1, 'live', ?, 0, 1, ?)`);
  for (const record of [settled, hidden]) {
    insert.run(record.documentId, record.bucket, record.key, Number(record.settled), JSON.stringify(record));
  }
  raw.prepare('INSERT INTO changes (sequence, record) VALUES (7, ?)').run(JSON.stringify(settled));
  raw.close();

  const database = await Database.open(path);
  const catalog = new SqliteCatalog(database);
  const read = [...(await catalog.read([settled, hidden].map(({ documentId }) => documentId))).values()];
  expect(read).toEqual([settled, hidden]);
  expect(await Array.fromAsync(catalog.scan())).toEqual([settled, hidden]);
  expect(await catalog.changes(0, 10)).toEqual([{ sequence: 7, record: settled }]);
  const [again, shown] = [nextOf(read[0]!), nextOf(read[1]!, { content: { ...read[1]!.content!, clusterId: 'c' } })];
  expect(await catalog.write([again, shown].map((record) => ({ record, expected: 1 })))).toEqual(['written', 'written']);
  expect(await catalog.changes(0, 10)).toEqual([
    { sequence: 7, record: settled },
    { sequence: 8, record: again },
    { sequence: 9, record: shown },
  ]);
  database.close();
  const reopened = await Database.open(path);
  expect(await Array.fromAsync(new SqliteCatalog(reopened).scan())).toEqual([again, shown]);
  reopened.close();
});

test('a catalog of a newer version is refused, and says to upgrade', async () => {
  (await Database.open(path)).close();
  const raw = new DatabaseSync(path);
  raw.exec('PRAGMA user_version = 1000');
  raw.close();
  const error = await Database.open(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TerminalError);
  expect((error as Error).message).toMatch(/newer article-lake.*upgrade article-lake/);
});

test('a file that is no database is a terminal error, a folder that is absent a transient one', async () => {
  await writeFile(path, 'not a database, but long enough to be looked at'.repeat(100));
  await expect(Database.open(path)).rejects.toThrow(TerminalError);
  await expect(Database.open(join(folder.path, 'absent', 'catalog.sqlite'))).rejects.toThrow(TransientError);
});

test('a failing transaction leaves nothing behind', async () => {
  const database = await Database.open(path);
  const catalog = new SqliteCatalog(database);
  const record = recordOf('a', { settled: true, visibleRevision: 1 });
  const unwritable = { ...recordOf('b'), objectVersion: Symbol('unwritable') as unknown as string };
  await expect(catalog.write([record, unwritable].map((each) => ({ record: each, expected: 0 })))).rejects.toThrow(TypeError);
  expect(await catalog.read([record.documentId])).toEqual(new Map());
  expect(await catalog.changes(0, 10)).toEqual([]);
  expect(await catalog.write([{ record, expected: 0 }])).toEqual(['written']);
  database.close();
});
