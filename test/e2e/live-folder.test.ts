/** A folder that changes, and what the lake shows after the next ingest. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nearTextOf, textOf } from '../support/texts.ts';
import { LakeFolder } from './lake-folder.ts';

let folder: LakeFolder;
beforeEach(() => {
  folder = new LakeFolder();
});
afterEach(() => folder.remove());

const jsonl = (...seeds: number[]) => seeds.map((seed) => `${JSON.stringify({ id: `r${seed}`, text: textOf(seed) })}\n`).join('');

it('shows a file that was written over, and no longer one that was deleted', () => {
  folder.write('a.txt', textOf(1));
  folder.write('b.txt', textOf(2));
  folder.ingest();
  folder.write('a.txt', `${textOf(3)} and more`);
  folder.delete('b.txt');
  expect(folder.ingest()).toMatchObject({ objects: { seen: 2, changed: 2, failed: 0 }, deleted: 1 });
  expect(folder.query('SELECT source_key, body FROM articles')).toEqual([{ source_key: 'a.txt', body: `${textOf(3)} and more` }]);
  expect(folder.query('SELECT count(*) AS n FROM document_texts')).toEqual([{ n: 1 }]);
});

it('promotes the heirs of a deleted original, exact and near', () => {
  folder.write('1-original.txt', textOf(1));
  folder.write('2-copy.txt', textOf(1));
  folder.write('3-near.txt', nearTextOf(1, 1));
  folder.ingest();
  const verdicts = folder.verdicts();
  const [original] = Object.keys(verdicts).filter((name) => verdicts[name] === 'canonical');
  expect(Object.values(verdicts).filter((verdict) => verdict.endsWith(`of ${original}`))).toHaveLength(2);
  folder.delete(original!);
  folder.ingest();
  const heirs = folder.verdicts();
  const [heir] = Object.keys(heirs).filter((name) => heirs[name] === 'canonical');
  expect(Object.values(heirs).sort()).toEqual(['canonical', `near of ${heir}`]);
  folder.delete(heir!);
  folder.ingest();
  expect(Object.values(folder.verdicts())).toEqual(['canonical']);
});

it('follows a pack that shrinks from five records to two, and grows again', () => {
  folder.write('pack.jsonl', jsonl(1, 2, 3, 4, 5));
  folder.ingest();
  expect(Object.keys(folder.verdicts())).toHaveLength(5);
  folder.write('pack.jsonl', jsonl(6, 2));
  expect(folder.ingest()).toMatchObject({ documents: 2, deleted: 3 });
  expect(folder.query('SELECT record_index, body FROM articles ORDER BY 1')).toEqual([
    { record_index: 0, body: textOf(6) },
    { record_index: 1, body: textOf(2) },
  ]);
  folder.write('pack.jsonl', jsonl(6, 2, 7));
  folder.ingest();
  expect(Object.keys(folder.verdicts())).toEqual(['pack.jsonl', 'pack.jsonl#1', 'pack.jsonl#2']);
});

it('ingests the good ones beside files that are no articles', () => {
  folder.write('good.txt', textOf(1));
  folder.write('broken.json', '{"text": ');
  folder.write('broken.txt.gz', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]));
  folder.write('image.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1]));
  folder.write('nothing.txt', '');
  folder.write('also-good.md', textOf(2));
  expect(folder.ingest()).toMatchObject({ objects: { seen: 6, changed: 6, failed: 0 }, documents: 6, live: { canonical: 2 } });
  expect(folder.query('SELECT source_key FROM articles ORDER BY 1').map((row) => row.source_key)).toEqual([
    'also-good.md',
    'good.txt',
  ]);
  expect(folder.query('SELECT count(*) AS n FROM rejections')).toEqual([{ n: 4 }]);
});
