import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../lib/adapters/local/database.ts';
import { SqliteCatalog } from '../../lib/adapters/local/sqlite-catalog.ts';
import { SqliteQueue } from '../../lib/adapters/local/sqlite-queue.ts';
import { ManualClock } from '../../lib/adapters/memory/manual-clock.ts';
import { entriesOf, exactKey } from '../../lib/core/dedupe/index-keys.ts';
import { TerminalError, TransientError } from '../../lib/core/errors.ts';
import { METADATA_COLUMNS } from '../../lib/core/lake/columns.ts';
import { contentOf, postingOf, recordOf } from '../contracts/records.ts';
import { emptyRow } from '../support/empty-row.ts';
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

test('keys that the fingerprint has are not written with the exposures again', async () => {
  const content = contentOf('a');
  const keys = [exactKey(content.fingerprint), ...entriesOf(content.fingerprint).near];
  const exposures = [{ version: 1, order: content.order, keys }];
  const retired = [{ version: 0, order: 'an earlier one', keys: keys.slice(1, 2) }];
  const record = recordOf('a', { content, exposures, retired });
  const [one, two] = [await Database.open(path), await Database.open(path)];
  await new SqliteCatalog(one).write([{ record, expected: 0 }]);
  const written = one.prepare('SELECT record FROM records').get()!.record as string;
  expect(JSON.parse(written)[2]).toEqual([{ version: 1, keys: 'all' }]);
  expect((await new SqliteCatalog(two).read([record.documentId])).get(record.documentId)).toEqual(record);
  one.close();
  two.close();
});

test('what stays as long as a text fits half a page: sketch and near keys as bytes, and columns without their names', async () => {
  const metadata = { ...emptyRow(METADATA_COLUMNS), title: 'A bridge reopens', keywords: ['bridge'] };
  const sketch = Buffer.alloc(1030, 'sketch').toString('base64');
  const content = contentOf('a', { fingerprint: { ...contentOf('a').fingerprint, sketch }, metadata });
  const record = recordOf('a', { content });
  const [one, two] = [await Database.open(path), await Database.open(path)];
  await new SqliteCatalog(one).write([{ record, expected: 0 }]);
  const { bytes, values } = one.prepare('SELECT length(sketch) AS bytes, content AS "values" FROM contents').get()!;
  expect(bytes).toBe(1030 + 14);
  expect(JSON.parse(values as string).at(-1)).toEqual(METADATA_COLUMNS.map(({ name }) => metadata[name]));
  expect((await new SqliteCatalog(two).read([record.documentId])).get(record.documentId)).toEqual(record);

  // Written before the last column came.
  one.prepare("UPDATE contents SET content = json_remove(content, '$[5][#-1]')").run();
  const { [METADATA_COLUMNS.at(-1)!.name]: _, ...earlier } = metadata;
  const [reopened] = await Array.fromAsync(new SqliteCatalog(two).scan());
  expect(reopened!.content!.metadata).toEqual(earlier);
  one.close();
  two.close();
});

test.each([
  ['of the near tier', Array.from({ length: 13 }, (_, i) => `${String(i).padStart(16, '0')}+/az09AZ`)],
  ['of another kind', ['00ff00ff00ff00ffabcdefgh', '00FF00FF00FF00FFabcdefgh', 'short']],
  ['at all', []],
])('gives back keys %s', async (_, nearKeys) => {
  const record = recordOf('a', { content: contentOf('a', { fingerprint: { ...contentOf('a').fingerprint, nearKeys } }) });
  const [one, two] = [await Database.open(path), await Database.open(path)];
  await new SqliteCatalog(one).write([{ record, expected: 0 }]);
  expect((await new SqliteCatalog(two).read([record.documentId])).get(record.documentId)).toEqual(record);
  one.close();
  two.close();
});

test.each([1, 1000])('a catalog of another layout, %i, is refused, with what to do', async (layout) => {
  (await Database.open(path)).close();
  const raw = new DatabaseSync(path);
  raw.exec(`PRAGMA user_version = ${layout}`);
  raw.close();
  for (const open of [Database.open, Database.openReading]) {
    const error = await open(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TerminalError);
    expect((error as Error).message).toMatch(`${path} has layout ${layout}, and this article-lake knows only 6: use the version`);
    expect((error as Error).message).toContain('ingest its folders again');
  }
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
