import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, ROOT, runCli } from './run-cli.ts';

const nowhere = () => join(mkdtempSync(join(tmpdir(), 'article-lake-')), 'lake');

describe('article-lake', () => {
  it('states its version', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(runCli('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [[]],
    [['ingest']],
    [['sql']],
    [['normalize']],
    [['maintain']],
    [['forget']],
    [['ddl']],
    [['export']],
    [['demo']],
    [['redrive']],
  ])('%j --help shows an example', (command) => {
    const { status, stdout, stderr } = runCli(...command, '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/Examples?:\n {2}\$ article-lake /);
  });

  it.each([
    [['sql', 'SELECT 1'], /--lake <folder>/],
    [['ingest', '--lake', 'x'], /missing required argument 'path'/],
    [['ingset'], /Did you mean ingest\?/],
    [['sql', 'SELECT 1', '--lake', 'x', '--format', 'xml'], /table, vertical, jsonl, csv, arrow/],
    [['redrive', 'WorkDeadLetters', '--all'], /WorkDeadLetters is no queue's address: give the output DeadLettersUrl/],
    [['redrive', 'https://queue', '--all', '--cause', 'x'], /--all or --cause, not both/],
    [['normalize', 'not-there.txt'], /not-there\.txt can't be read: give a file or a folder that exists/],
  ])('%j is a mistake that it explains, with exit code 2', (args, explanation) => {
    const { status, stdout, stderr } = runCli(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(explanation);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('shows where an error comes from with --debug', () => {
    expect(runCli('normalize', 'not-there.txt', '--debug').stderr).toMatch(/UsageError.*\n\s+at /);
  });

  it('says how to make a lake that is not there, and makes none', () => {
    const lake = nowhere();
    const { status, stderr } = runCli('sql', 'SELECT 1', '--lake', lake);
    expect(status).toBe(2);
    expect(stderr).toBe(`article-lake: There is no lake in ${lake}. Make one first: article-lake ingest PATH --lake ${lake}\n`);
    expect(existsSync(lake)).toBe(false);
  });

  it('makes no lake in the folder of the articles', () => {
    const folder = nowhere();
    mkdirSync(join(folder, 'articles'), { recursive: true });
    writeFileSync(join(folder, 'a.txt'), 'The harbour bridge is open again.');
    for (const path of [folder, join(folder, 'articles'), join(folder, 'a.txt')]) {
      const { status, stderr } = runCli('ingest', path, '--lake', folder);
      expect(status).toBe(2);
      expect(stderr).toMatch(/ is inside the lake .*: give a file or folder outside it\.\n$/);
    }
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'articles']);
  });

  it('makes no lake for files that are not there', () => {
    const lake = nowhere();
    expect(runCli('ingest', 'not-there.txt', '--lake', lake).status).toBe(2);
    expect(existsSync(lake)).toBe(false);
  });

  it('wants a folder for the lake', () => {
    const folder = nowhere();
    mkdirSync(folder);
    writeFileSync(join(folder, 'a.txt'), 'The harbour bridge is open again.');
    const lake = join(folder, 'a.txt');
    expect(runCli('ingest', 'seeds/articles', '--lake', lake)).toMatchObject({
      status: 2,
      stderr: `article-lake: ${lake} is a file: give a folder for the lake, one that may be new.\n`,
    });
  });

  it.skipIf(!existsSync('/dev/full'))('says in one line that its answer could not be written', () => {
    const shell = `'${process.execPath}' '${BIN}' normalize seeds/articles/school-lunch.txt > /dev/full`;
    const { status, stderr } = spawnSync('sh', ['-c', shell], { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^article-lake: Writing the answer failed: ENOSPC.* \(--debug shows more\)\n$/),
    });
  });
});
