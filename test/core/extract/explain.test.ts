import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeObject } from '../../../lib/core/decode/decode.ts';
import { isRejection } from '../../../lib/core/decode/rejection.ts';
import { articleOf } from '../../../lib/core/extract/article.ts';
import { type Explanation, explainRecord } from '../../../lib/core/extract/explain.ts';
import type { DecodedRecord } from '../../../lib/core/model.ts';
import { loadModels } from '../../../lib/core/models.ts';
import { originOf } from '../../support/origin.ts';

await loadModels(['charset', 'language']);

const decode = async (key: string, text: string | Uint8Array) =>
  (await decodeObject(key, typeof text === 'string' ? new TextEncoder().encode(text) : text)).filter(
    (record): record is DecodedRecord => !isRejection(record),
  );
const explain = async (text: string): Promise<Explanation> => explainRecord((await decode('a.txt', text))[0]!, originOf('a.txt'));

const TEXT = `Ferries return to the bay

By Ada Lind, March 4, 2026

The ferries&nbsp;return on Tuesday, the council said, after a winter in which the bay was closed to every ship but one.

Nobody knows yet who will pay for the new pier, which is longer than the old one and stands in deeper water than planned.`;

describe('explainRecord', () => {
  it('says which characters were cleaned, and by which rules', async () => {
    expect((await explain(TEXT)).characters).toMatchObject([
      {
        before: expect.stringContaining('ferries&nbsp;return'),
        after: expect.stringContaining('ferries return'),
        rules: ['html_entities', 'spaces'],
      },
    ]);
  });

  it('says what each rule took out, and which fields it found', async () => {
    const { steps, fields } = await explain(TEXT);
    expect(steps.map(({ rule }) => rule)).toEqual(['title', 'meta_line']);
    expect(steps[1]!.removed.map(({ text }) => text)).toEqual(['By Ada Lind, March 4, 2026']);
    expect(fields).toEqual(
      expect.arrayContaining([
        { name: 'title', value: 'Ferries return to the bay', from: 'title' },
        { name: 'authors', value: 'Ada Lind', from: 'meta_line' },
        { name: 'published_date', value: '2026-03-04', from: 'meta_line' },
        { name: 'charset', value: 'utf-8', from: 'decoding' },
      ]),
    );
  });

  it('tells stated fields from found ones', async () => {
    const record = (await decode('a.json', JSON.stringify({ title: 'Stated', text: TEXT })))[0]!;
    expect(explainRecord(record, originOf('a.json')).fields).toContainEqual({ name: 'title', value: 'Stated', from: 'stated' });
  });

  const seeds = join(import.meta.dirname, '../../../seeds/articles');
  it.each(readdirSync(seeds))('leaves out no span of %s, and changes nothing', async (name) => {
    for (const record of await decode(name, readFileSync(join(seeds, name)))) {
      const { result, steps } = explainRecord(record, originOf(name));
      expect(result).toEqual(articleOf(record, originOf(name)));
      if ('removed' in result)
        expect(steps.flatMap(({ removed }) => removed)).toEqual(expect.arrayContaining([...result.removed]));
    }
  });
});
