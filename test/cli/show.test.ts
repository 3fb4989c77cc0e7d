import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, ROOT, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'article-lake-show-'));
const lake = join(folder, 'lake');
const show = (...args: string[]) => runCli('show', ...args, '--lake', lake);

beforeAll(() => {
  mkdirSync(join(folder, 'inbox'));
  for (const name of ['comment-form.txt', 'mojibake-spot.txt'])
    copyFileSync(join(ROOT, 'seeds/articles', name), join(folder, 'inbox', name));
  runCli('ingest', join(folder, 'inbox'), '--lake', lake);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('show', () => {
  it('shows the fields that have a value, and the text', () => {
    const { status, stdout } = show('comment-form.txt');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^title {15}Puppet theatre opens its cellar of monsters$/m);
    expect(stdout).toContain('\nThe puppet theatre of Port Linden has kept');
    expect(stdout).not.toMatch(/^agency|email address will not be published/m);
  });

  it('gives rows as JSON', () => {
    const [row] = jsonLines(show('comment-form.txt', '--json').stdout);
    expect(row).toMatchObject({
      source_key: 'comment-form.txt',
      kicker: 'Culture',
      body: expect.stringContaining('puppet theatre'),
    });
  });

  it('shows with --diff what cleaning took out, by which rule, and what it changed', () => {
    const form = show('comment-form.txt', '--diff').stdout;
    expect(form).toMatch(/^- \[comment_form\] Please enter your comment!$/m);
    expect(form).toMatch(/^ {2}The puppet theatre of Port Linden/m);
    const spot = show('mojibake-spot.txt', '--diff').stdout;
    expect(spot).toMatch(/^- \[mojibake\]\n- The People‚Äôs/m);
    expect(spot).toMatch(/^\+ The People’s/m);
  });

  it('says when there is nothing to compare with', () => {
    rmSync(join(folder, 'inbox', 'mojibake-spot.txt'));
    expect(show('mojibake-spot.txt', '--diff')).toMatchObject({ status: 2, stderr: expect.stringMatching(/is gone/) });
    expect(show('mojibake-spot.txt').status).toBe(0);
  });
});

describe('normalize --explain', () => {
  it('tells rule by rule what was done', () => {
    const { status, stdout } = runCli('normalize', '--explain', 'seeds/articles/comment-form.txt');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}comment_form .*\n {4}- Join the conversation \(\d+–\d+\)$/m);
    expect(stdout).toMatch(/^ {2}kicker +Culture {2}← title$/m);
  });

  it('goes without --jsonl', () => {
    expect(runCli('normalize', '--explain', '--jsonl', 'seeds/articles').status).toBe(2);
  });
});
