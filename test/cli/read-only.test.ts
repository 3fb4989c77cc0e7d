/** Commands that only read, on a lake where this user may write nothing. */
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonLines, ROOT, runCli, runCliAs } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'article-lake-read-only-'));
const lake = join(folder, 'lake');
const names = () => readdirSync(lake, { recursive: true }).map(String).sort();

/** Root may write anywhere; as nobody it may not. Elsewhere permissions are enough. */
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
const read = (...args: string[]) => runCliAs(isRoot ? NOBODY : {}, ...args, '--lake', lake);
const canBeNobody = !isRoot || runCliAs(NOBODY, '--version').status === 0;
const hasPermissions = process.platform !== 'win32';

function allow(folders: number, files: number): void {
  chmodSync(lake, folders);
  for (const entry of readdirSync(lake, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? folders : files);
  }
}

beforeAll(() => {
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  for (const name of ['bridge-reopens.txt', 'bridge-reopens-copy.txt', 'school-lunch.txt']) {
    copyFileSync(join(ROOT, 'seeds/articles', name), join(inbox, name));
  }
  runCli('ingest', inbox, '--lake', lake);
  const [{ document_id: id }] = jsonLines(
    runCli('sql', "SELECT document_id FROM documents WHERE source_key = 'school-lunch.txt'", '--lake', lake, '--json').stdout,
  ) as [{ document_id: string }];
  runCli('forget', id, '--lake', lake);
  chmodSync(folder, 0o755);
  allow(0o555, 0o444);
});
afterAll(() => {
  allow(0o755, 0o644);
  rmSync(folder, { recursive: true });
});

test.runIf(hasPermissions && canBeNobody)('why, show and forget --list answer, and leave no trace', () => {
  const before = names();
  expect(before).not.toContain('catalog.sqlite-wal');
  const why = read('why', 'bridge-reopens-copy.txt');
  expect([why.stderr, why.stdout]).toEqual(['', expect.stringContaining('exact duplicate of inbox/bridge-reopens')]);
  const show = read('show', 'bridge-reopens.txt');
  expect([show.stderr, show.stdout]).toEqual(['', expect.stringContaining('Trams, cyclists and a brass band')]);
  const [takedown] = jsonLines(read('forget', '--list', '--json').stdout);
  expect(takedown).toMatchObject({ sources: [{ key: 'school-lunch.txt' }] });
  expect(names()).toEqual(before);
  const refused = read('stories');
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('permission')]);
});

test.runIf(hasPermissions && canBeNobody)('a log of changes that nobody took in is not passed over', () => {
  chmodSync(lake, 0o755);
  const log = join(lake, 'catalog.sqlite-wal');
  writeFileSync(log, '');
  chmodSync(lake, 0o555);
  const { status, stderr } = read('show', 'bridge-reopens.txt');
  expect([status, stderr]).toEqual([1, expect.stringContaining('catalog.sqlite')]);
});
