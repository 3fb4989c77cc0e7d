/** A takedown from the first command to the proof that the text is in no file. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nearTextOf, textOf } from '../support/texts.ts';
import { LakeFolder } from './lake-folder.ts';

const BODY = textOf(1);
/** Only the copies have it: what the near copy shares with them stays. */
const PROOF = 'Nobody but them says quixotic gramophones.';

let folder: LakeFolder;
beforeEach(() => {
  folder = new LakeFolder();
  folder.write('a.txt', `${BODY}\n\n${PROOF}`);
  folder.write('b.txt', `${BODY}\n\n${PROOF}`);
  folder.write('near.txt', nearTextOf(1, 1));
  folder.write('other.txt', textOf(2));
  folder.ingest();
});
afterEach(() => folder.remove());

describe('forget', () => {
  it('takes the document and its copies out of the tables, and says what is left to do', () => {
    const id = folder.idOf('a.txt');
    const copy = folder.idOf('b.txt');
    const { status, stdout } = folder.run('forget', id);
    expect(status).toBe(0);
    expect(stdout).toContain(`${id}  inbox/a.txt`);
    expect(stdout).toContain(`${copy}  inbox/b.txt`);
    expect(stdout).toContain(`article-lake maintain --retention 2 --lake ${folder.lake}`);
    expect(stdout).toMatch(/raw files were not touched/);
    expect(folder.verdicts()).toEqual({ 'near.txt': 'canonical', 'other.txt': 'canonical' });
    expect(folder.query('SELECT source_key, stage, reason FROM rejections ORDER BY 1')).toEqual([
      { source_key: 'a.txt', stage: 'policy', reason: 'blocked' },
      { source_key: 'b.txt', stage: 'policy', reason: 'blocked' },
    ]);
    expect(readdirSync(folder.inbox)).toContain('a.txt');
  });

  it('leaves the text in no file of the lake after the purge window, and in the catalog not at all', async () => {
    expect((await folder.filesWith(PROOF)).map((path) => path.split('/')[1]).sort()).toEqual(['document_texts', 'segments']);
    folder.run('forget', folder.idOf('a.txt'));
    expect(folder.report('maintain', '--retention', '2')).toMatchObject({ vacuumed: { dataFiles: 0, segments: 0 } });
    expect(await folder.filesWith(PROOF)).not.toEqual([]);
    folder.run('maintain', '--retention', '0');
    expect(await folder.filesWith(PROOF)).toEqual([]);
    // Titles and leads are in the catalog while their document lives.
    expect(await folder.filesWith(BODY.slice(0, 60))).toContain('catalog.sqlite');
    folder.run('forget', folder.idOf('near.txt'));
    folder.run('maintain', '--retention', '0');
    expect(await folder.filesWith(BODY.slice(0, 60))).toEqual([]);
  });

  it('refuses the text when it is delivered again, under any name', () => {
    const id = folder.idOf('a.txt');
    folder.run('forget', id);
    folder.write('again.txt', `${BODY}\n\n${PROOF}`);
    expect(folder.ingest()).toMatchObject({ documents: 1, rejected: { 'policy: blocked': 1 } });
    folder.write('a.txt', textOf(9));
    folder.ingest();
    expect(Object.keys(folder.verdicts())).toEqual(['near.txt', 'other.txt']);
  });

  it('is undone by the id of any of its documents, for all that it refused', () => {
    const before = folder.verdicts();
    const copy = folder.idOf('b.txt');
    folder.run('forget', folder.idOf('a.txt'));
    folder.write('again.txt', `${BODY}\n\n${PROOF}`);
    folder.ingest();
    folder.run('maintain', '--retention', '0');
    const { status, stdout } = folder.run('forget', '--undo', copy);
    expect(status).toBe(0);
    expect(stdout).toContain(copy);
    const after = folder.verdicts();
    expect(after['again.txt']).toMatch(/^exact of /);
    delete after['again.txt'];
    expect(after).toEqual(before);
    expect(folder.run('forget', '--list').stdout).toBe('Nothing is taken down.\n');
  });

  it('may be asked for again, and lists what is in force', () => {
    const id = folder.idOf('a.txt');
    const first = folder.report('forget', id);
    expect(folder.report('forget', id)).toEqual(first);
    expect(folder.report('forget', '--list')).toEqual(first);
  });

  it('stays in force when the catalog is lost', () => {
    folder.run('forget', folder.idOf('a.txt'));
    for (const name of readdirSync(folder.lake)) if (name.startsWith('catalog.sqlite')) rmSync(join(folder.lake, name));
    expect(folder.ingest()).toMatchObject({ rejected: { 'policy: blocked': 2 } });
    expect(Object.keys(folder.verdicts())).toEqual(['near.txt', 'other.txt']);
  });
});
