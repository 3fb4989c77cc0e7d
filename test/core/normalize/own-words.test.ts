import { describe, expect, it } from 'vitest';
import { decodeObject, isRejection } from '../../../lib/core/decode/decode.ts';
import { articleOf } from '../../../lib/core/extract/article.ts';
import { explainRecord } from '../../../lib/core/extract/explain.ts';
import { loadModels } from '../../../lib/core/models.ts';
import { originOf } from '../../support/origin.ts';

await loadModels(['charset', 'language']);

const recordOf = async (content: string, key = 'a.txt') => {
  const only = (await decodeObject(key, Buffer.from(content)))[0]!;
  if (isRejection(only)) throw new Error(only.detail);
  return only;
};
const outcome = async (content: string, key?: string) => {
  const article = articleOf(await recordOf(content, key), originOf('a.txt'));
  return 'body' in article ? article.body : article.reason;
};

const CREDITED = 'Passengers wait at the pier for the last ferry of the evening, late again. iStock.';

describe('a text of which the rules would leave nothing', () => {
  it('keeps a paragraph that ends as a caption does', async () => {
    expect(await outcome(CREDITED)).toBe(CREDITED);
    expect(await outcome(JSON.stringify({ title: 'Last ferry', text: CREDITED }), 'a.json')).toBe(CREDITED);
  });

  it('keeps a summary that nothing follows, and the fields around it', async () => {
    const title = 'Ferries return to the old timetable';
    const summary = 'The harbour office says that crews could not be found for more crossings in the evening.';
    const article = articleOf(
      await recordOf(`${title}\n\n${summary}\n\nBy Ada Lind\n\nPublished: 3 May 2024`),
      originOf('a.txt'),
    );
    expect(article).toMatchObject({ body: summary, metadata: { title, subtitle: null, authors: ['Ada Lind'] } });
  });

  it('keeps what a field calls the text, if all of it repeats the headline', async () => {
    const text = 'Harbour bridge reopens after fourteen months of repairs';
    expect(await outcome(JSON.stringify({ title: text, text }), 'a.json')).toBe(text);
  });

  it('is none when it states fields alone, or holds no words', async () => {
    expect(await outcome('Published: 3 May 2024')).toBe('no_body');
    expect(await outcome('* * *')).toBe('no_body');
  });

  it('gives the caption back whole: it is removed no more, and no caption', async () => {
    const article = articleOf(await recordOf(CREDITED), originOf('a.txt'));
    expect(article).toMatchObject({ captions: [], removed: [] });
    expect((await explainOf(CREDITED)).at(-1)).toBe('own_words');
  });

  it('stays as it is where one sentence is left', async () => {
    expect(await outcome(`The last ferry was late again on Tuesday evening.\n\n${CREDITED}`)).toBe(
      'The last ferry was late again on Tuesday evening.',
    );
  });
});

const explainOf = async (content: string) =>
  explainRecord(await recordOf(content), originOf('a.txt')).steps.map(({ rule }) => rule);
