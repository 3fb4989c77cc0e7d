import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderTakedown, renderTakedownList } from '../../lib/cli/render-takedown.ts';
import { LakeFolder } from '../e2e/lake-folder.ts';
import { textOf } from '../support/texts.ts';

const TAKEDOWN = {
  contentSha256: 'f'.repeat(64),
  documentIds: ['1'.repeat(32), '2'.repeat(32)],
  takenDownAt: '2026-03-07T10:00:00.000Z',
  sources: [{ documentId: '1'.repeat(32), bucket: 'inbox', key: 'a\u202e.txt' }],
};

describe('forget prints', () => {
  it('the documents with their files, where they are known, and nothing that steers a terminal', () => {
    const text = renderTakedown([TAKEDOWN], 'lake');
    expect(text).toContain(`  ${'1'.repeat(32)}  inbox/a\ufffd.txt\n  ${'2'.repeat(32)}\n`);
    expect(text).toContain('article-lake maintain --retention 2 --lake lake\n');
    expect(text).toContain(`article-lake forget --undo ${'1'.repeat(32)} --lake lake\n`);
  });

  it('when each takedown was made', () => {
    expect(renderTakedownList([TAKEDOWN])).toMatch(/^2026-03-07T10:00:00\.000Z\n {2}1{32} /);
    expect(renderTakedownList([])).toBe('Nothing is taken down.\n');
  });
});

describe('forget', () => {
  let folder: LakeFolder;
  beforeAll(() => {
    folder = new LakeFolder();
    folder.write('a.txt', textOf(1));
    folder.ingest();
  });
  afterAll(() => folder.remove());

  it.each([
    [['forget'], /Give the document ids, or --list/],
    [['forget', '0123\r'], /: 0123 is not a live document/],
    [['forget', '--undo', '0123'], /0123 is not taken down/],
    [['forget', '--list', '0123'], /--list goes alone/],
  ])('%j is a mistake that it explains, with exit code 2', (args, explanation) => {
    const { status, stdout, stderr } = folder.run(args[0]!, ...args.slice(1));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(explanation);
  });
});
