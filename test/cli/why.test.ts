import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Why } from '../../lib/pipeline/why.ts';
import { jsonLines, ROOT, runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'article-lake-why-'));
const lake = join(folder, 'lake');
const SEEDS = [
  'bridge-reopens.txt',
  'bridge-reopens-copy.txt',
  'bridge-reopens-reprint.txt',
  'logo.txt',
  'school-lunch.txt',
  'wire.jsonl',
];

const why = (...args: string[]) => runCli('why', ...args, '--lake', lake);
const asked = (...args: string[]) => jsonLines(why(...args, '--json').stdout)[0] as unknown as Why;

beforeAll(() => {
  mkdirSync(join(folder, 'inbox'));
  for (const name of SEEDS) copyFileSync(join(ROOT, 'seeds/articles', name), join(folder, 'inbox', name));
  runCli('ingest', join(folder, 'inbox'), '--lake', lake);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('why', () => {
  it('explains a near duplicate, with the shared passages', () => {
    const { status, stdout } = why('bridge-reopens-reprint.txt');
    expect(status).toBe(0);
    expect(stdout).toContain('near duplicate of inbox/bridge-reopens.txt\n');
    expect(stdout).toMatch(/verdict +near: jaccard 0\.\d\d reaches 0\.\d\d\n/);
    expect(stdout).toMatch(/^~ damaged +│ ~ cracked$/m);
    expect(stdout).not.toContain('\x1b');
  });

  it('says of an original what came near, and why that is no duplicate', () => {
    const { verdict, compared } = asked('school-lunch.txt');
    expect(verdict?.duplicateOf).toBeNull();
    expect(compared.every(({ relation }) => relation === 'none')).toBe(true);
    expect(why('school-lunch.txt').stdout).toContain('canonical: a duplicate of nothing earlier\n');
  });

  it('compares two documents that never met', () => {
    const { compared, passages } = asked('bridge-reopens.txt', 'school-lunch.txt');
    expect(compared).toMatchObject([{ relation: 'none', sharedKeys: [], otherIsEarlier: false }]);
    expect(passages?.sharedWords).toBe(0);
  });

  it('explains rejections', () => {
    expect(why('logo.txt').stdout).toMatch(/^rejected: binary \(decode\): /m);
  });

  it('tells every decision on a document', () => {
    const history = () => asked('school-lunch.txt').history.map(({ cause, verdict }) => `${cause} ${verdict}`);
    expect(history()).toEqual(['new canonical']);
    expect(why('school-lunch.txt').stdout).not.toContain('Decided');
    appendFileSync(join(folder, 'inbox/school-lunch.txt'), '\nOne more line about lunch.\n');
    runCli('ingest', join(folder, 'inbox'), '--lake', lake);
    expect(history()).toEqual(['new canonical', 'overwritten canonical']);
    expect(why('school-lunch.txt').stdout).toMatch(
      /^Decided:\n {2}[-\dT:]+Z {2}canonical \(new\)\n.*canonical \(overwritten\)$/m,
    );
  });

  it('takes ids, their first digits, and keys with a record number', () => {
    const { document } = asked('bridge-reopens.txt');
    expect(asked(document.documentId).document).toEqual(document);
    expect(asked(document.documentId.slice(0, 6)).document).toEqual(document);
    expect(asked('wire.jsonl#1').document.source).toBe('inbox/wire.jsonl#1');
  });

  it.each([
    [['nothing.txt'], /There is no document nothing\.txt/],
    [['logo.txt', 'logo.txt'], /are the same document/],
  ])('complains about %j', (args, message) => {
    const { status, stderr } = why(...args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
  });
});
