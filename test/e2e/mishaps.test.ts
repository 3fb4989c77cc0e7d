/** Mishaps of a lake on one machine, and the way back. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateArticles, writeFiles } from '../../bench/generate-corpus.ts';
import { BIN } from '../cli/run-cli.ts';
import { textOf } from '../support/texts.ts';
import { LakeFolder, REJECTED, ROWS } from './lake-folder.ts';

let folder: LakeFolder;
beforeEach(() => {
  folder = new LakeFolder();
});
afterEach(() => folder.remove());

const rows = () => [folder.query(ROWS), folder.query(REJECTED)];

function loseCatalog(): void {
  for (const name of readdirSync(folder.lake)) if (name.startsWith('catalog.sqlite')) rmSync(join(folder.lake, name));
}

it('Ctrl-C ends an ingest after its batch; the next one completes it as if nothing had been', async () => {
  writeFiles(folder.inbox, generateArticles({ count: 1000, seed: 3 }));
  const stopped = await interrupted();
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toBe('Stopped before the end; the same command does the rest.\n');
  const { seen } = (JSON.parse(stopped.stdout) as { objects: { seen: number } }).objects;
  expect(seen).toBeGreaterThan(0);
  expect(seen).toBeLessThan(1000);
  expect(
    folder.query('SELECT count(*) AS n FROM (SELECT document_id FROM documents UNION ALL SELECT document_id FROM rejections)'),
  ).toEqual([{ n: seen }]);

  expect(folder.ingest()).toMatchObject({ objects: { seen: 1000, unchanged: seen, failed: 0 } });
  const completed = rows();
  rmSync(folder.lake, { recursive: true });
  folder.ingest();
  expect(completed).toEqual(rows());
});

async function interrupted(): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [BIN, 'ingest', folder.inbox, '--lake', folder.lake, '--json']);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  // The first segment says that the first of several batches is under way.
  const segments = join(folder.lake, 'lake/segments');
  while (child.exitCode === null && !(existsSync(segments) && readdirSync(segments).length > 0)) await sleep(5);
  child.kill('SIGINT');
  return { code: await ended, stdout, stderr };
}

describe('a lost catalog', () => {
  it('is made anew from the folder, and no row is doubled, old or left over', () => {
    writeFiles(folder.inbox, generateArticles({ count: 120, seed: 4 }));
    folder.write('pack.jsonl', `${JSON.stringify({ text: textOf(1) })}\n${JSON.stringify({ text: textOf(2) })}\n`);
    folder.write('changes.txt', textOf(3));
    folder.write('goes.txt', textOf(4));
    folder.ingest();
    folder.write('changes.txt', textOf(5));
    folder.ingest();

    loseCatalog();
    folder.write('changes.txt', textOf(6));
    folder.write('pack.jsonl', `${JSON.stringify({ text: textOf(2) })}\n`);
    folder.delete('goes.txt');
    expect(folder.ingest()).toMatchObject({ objects: { seen: 122, changed: 122, failed: 0 } });
    expect(folder.report('maintain')).toMatchObject({ swept: { missed: 0, stale: 2 } });
    expect(folder.report('maintain')).toMatchObject({ swept: { missed: 0, stale: 0 }, exported: 0 });
    const mended = rows();
    expect(folder.query("SELECT body FROM articles WHERE source_key = 'changes.txt'")).toEqual([{ body: textOf(6) }]);

    rmSync(folder.lake, { recursive: true });
    folder.ingest();
    expect(mended).toEqual(rows());
  });

  it('is named when it is missing; questions are answered from the tables', () => {
    folder.write('a.txt', textOf(1));
    folder.ingest();
    loseCatalog();
    expect(folder.run('sql', 'SELECT count(*) AS n FROM articles', '--json').stdout).toBe('{"n":1}\n');
    const { status, stderr } = folder.run('maintain');
    expect(status).toBe(2);
    expect(stderr).toMatch(/has lost its catalog\.sqlite\. Ingest its folders again/);
    expect(existsSync(join(folder.lake, 'catalog.sqlite'))).toBe(false);
  });

  it('must not be replaced by an older copy, whose changes the tables would take for known ones', () => {
    folder.write('a.txt', textOf(1));
    folder.ingest();
    cpSync(join(folder.lake, 'catalog.sqlite'), join(folder.home, 'copy.sqlite'));
    folder.write('b.txt', textOf(2));
    folder.ingest();
    loseCatalog();
    cpSync(join(folder.home, 'copy.sqlite'), join(folder.lake, 'catalog.sqlite'));
    for (const args of [['ingest', folder.inbox], ['maintain']]) {
      const { status, stderr } = folder.run(args[0]!, ...args.slice(1));
      expect(status).toBe(2);
      expect(stderr).toMatch(/catalog\.sqlite is older than the tables.*move it away and ingest again/);
    }
    loseCatalog();
    folder.ingest();
    expect(Object.keys(folder.verdicts())).toEqual(['a.txt', 'b.txt']);
  });
});

describe('mistakes', () => {
  it.each([['maintain'], ['forget', '0123'], ['sql', 'SELECT 1']])('%s on a lake that is not there makes none', (...args) => {
    const { status, stderr } = folder.run(args[0]!, ...args.slice(1));
    expect(status).toBe(2);
    expect(stderr).toMatch(/^article-lake: There is no lake in .* Make one first: article-lake ingest PATH/);
    expect(existsSync(folder.lake)).toBe(false);
  });

  it('explains a path that is not there and a question that is no SQL, with exit code 2', () => {
    folder.write('a.txt', textOf(1));
    folder.ingest();
    expect(folder.run('ingest', join(folder.home, 'nowhere'))).toMatchObject({ status: 2, stdout: '' });
    const { status, stderr } = folder.run('sql', 'SELEC 1');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^article-lake: .*SELEC.*\n$/);
  });

  it.each(['', 'soon', '-1'])('asks for a number of hours rather than %j', (hours) => {
    const { status, stderr } = folder.run('maintain', `--retention=${hours}`);
    expect(status).toBe(2);
    expect(stderr).toMatch(/number of hours/);
  });
});
