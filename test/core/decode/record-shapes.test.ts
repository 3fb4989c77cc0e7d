/** The JSON that news programs write: crawlers, content systems, search engines, data sets, scripts. */
import { describe, expect, it } from 'vitest';
import { decodeObject, isRejection } from '../../../lib/core/decode/decode.ts';
import type { DecodedRecord } from '../../../lib/core/model.ts';

const decode = (value: unknown, key = 'a.json') =>
  decodeObject(key, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
const outline = async (value: unknown, key?: string) =>
  (await decode(value, key)).map((one) => (isRejection(one) ? one.reason : one.content));
const record = async (value: unknown): Promise<DecodedRecord> => {
  const [one] = await decode(value);
  if (!one || isRejection(one)) throw new Error(one?.detail);
  return one;
};
const statedBy = async (fields: object) => (await record({ text: 'Text.', ...fields })).stated;

describe('where the text is', () => {
  const shapes: [string, unknown, string][] = [
    [
      'WordPress',
      { title: { rendered: 'T' }, content: { rendered: '<p>One.</p><p>Two.</p>', protected: false } },
      'One.\n\nTwo.',
    ],
    ['a list of paragraphs', { body: ['One.', ' ', 'Two.'] }, 'One.\n\nTwo.'],
    [
      'blocks of an editor',
      {
        content: [
          { type: 'paragraph', text: 'One.' },
          { type: 'image', url: 'x' },
          { type: 'list', content: [{ text: 'Two.' }] },
        ],
      },
      'One.\n\nTwo.',
    ],
    ['an article in an object', { article: { headline: { main: 'T' }, content: { body: 'One.' } } }, 'One.'],
    ['wrappers in wrappers', { data: { attributes: { body: 'One.' } } }, 'One.'],
    ['Markdown', { markdown: '# One\n\nThe **council** [voted](https://x.example/).' }, 'One\n\nThe council voted.'],
    ['a wrapper that has the text before one that has none', { source: { name: 'Courier' }, doc: { text: 'One.' } }, 'One.'],
    ['a text behind one that states nothing', { text: 'nan', maintext: null, content: 'One.' }, 'One.'],
  ];
  it.each(shapes)('%s', async (_, value, text) => {
    expect((await record(value)).content.replace(/\n{3,}/g, '\n\n')).toBe(text);
  });

  it('takes no list of articles, and no table, for one text', async () => {
    const articles = [
      { title: 'A', text: 'One.' },
      { title: 'B', text: 'Two.' },
    ];
    expect(await outline({ content: articles, totalPages: 1 })).toEqual(['One.', 'Two.']);
    expect(await outline({ title: ['A', 'B'], text: ['One.', 'Two.'] })).toEqual(['schema']);
    expect(await outline({ title: ['A'], text: ['One.', 'Two.'] })).toEqual(['One.\n\nTwo.']);
  });

  it('has none where programs wrote that they had none', async () => {
    expect(await outline({ text: 'NaN', body: 'None' })).toEqual(['no_body']);
    expect(await outline({ body: [{}], text: 7 })).toEqual(['schema']);
  });
});

describe('where the list of articles is', () => {
  const articles = [{ text: 'One.' }, { text: 'Two.' }];
  it.each([
    ['a search engine', { hits: { total: 2, hits: articles.map((_source) => ({ _id: 'a', _source })) } }],
    ['a news API', { response: { status: 'ok', results: articles } }],
    ['a list below two objects', { meta: { copyright: [{ x: 1 }] }, data: { articles } }],
  ])('%s', async (_, value) => expect(await outline(value)).toEqual(['One.', 'Two.']));

  it('takes the article of a JSON-LD graph, with the author it refers to', async () => {
    const graph = [
      { '@type': 'WebSite', name: 'Courier' },
      {
        '@type': 'NewsArticle',
        headline: 'T',
        articleBody: 'One.',
        author: { '@id': '#ada' },
        mainEntityOfPage: 'https://x.example/1',
      },
      { '@type': 'Person', '@id': '#ada', name: 'Ada Lind' },
    ];
    const { content, stated } = await record({ '@context': 'https://schema.org', '@graph': graph });
    expect({ content, ...stated }).toEqual({ content: 'One.', title: 'T', authors: ['Ada Lind'], url: 'https://x.example/1' });
  });
});

describe('JSON that is none', () => {
  it('reads what Python writes for numbers that are none, and leaves texts alone', async () => {
    const line = '{"text":"A NaN, \\"NaN\\" and -Infinity.","author":NaN,"score":-Infinity,"n":[NaN,1]}';
    expect(await outline(`${line}\n${line}`, 'a.jsonl')).toEqual(Array(2).fill('A NaN, "NaN" and -Infinity.'));
    expect(await outline('{"text":"x","n":NaNs}')).toEqual(['bad_json']);
  });

  it('reads raw line breaks and tabs in texts', async () => {
    expect(await outline('{"text":"One.\n\tTwo \\u0041."}')).toEqual(['One.\n\tTwo A.']);
  });

  it('reads objects one behind the other, over several lines, also when called .jsonl', async () => {
    const two = [{ text: 'One.' }, { text: 'Two.' }].map((one) => JSON.stringify(one, null, 2)).join('\n');
    for (const key of ['a.json', 'a.jsonl']) expect(await outline(two, key)).toEqual(['One.', 'Two.']);
    expect(await outline('[{"text":"One."},{"text":"Two."}]\n', 'a.jsonl')).toEqual(['One.', 'Two.']);
  });

  it('keeps the elements of a list around a damaged one, and before a cut', async () => {
    expect(await outline('[{"text":"One."},{"text":oops},{"text":"Two."}]')).toEqual(['One.', 'bad_json', 'Two.']);
    expect(await outline('[{"text":"One."},{"text":"Two."},{"te')).toEqual(['One.', 'Two.', 'truncated']);
    const text = `[${'{"text":"One."},'.repeat(3)}{"text":"x`;
    expect((await decode(text)).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  it('stays one rejection without a part that is whole', async () => {
    for (const text of ['{"text": "x"', '[', '["a', '{]', "{'text': 'x'}", '{"a":1}}'])
      expect(await outline(text)).toHaveLength(1);
  });
});

describe('what is stated', () => {
  it.each([
    ['a list that Python wrote as a string', "['Ada Lind', \"Tom O'Hara\"]", ['Ada Lind', "Tom O'Hara"]],
    ['a mail address behind', 'Ada Lind <ada@x.example>', ['Ada Lind']],
    ['a mail address before, as in RSS', 'ada@x.example (Ada Lind)', ['Ada Lind']],
    ['first and last names', [{ firstName: 'Ada', lastName: 'Lind' }], ['Ada Lind']],
    ['a byline in an object', { original: 'By Ada Lind', person: [] }, ['By Ada Lind']],
    ['the number of a user', 5, undefined],
    ['nothing, in words', ['None', 'nan'], undefined],
  ])('authors: %s', async (_, author, authors) => expect((await statedBy({ author })).authors).toEqual(authors));

  it('section: the first of several, with its entities whole', async () => {
    expect((await statedBy({ section: 'Metro &amp; Crime; News' })).section).toBe('Metro &amp; Crime');
  });

  it.each([
    ['MongoDB', { $date: { $numberLong: '1714723200000' } }, '1714723200000'],
    ['MongoDB, relaxed', { $date: '2024-05-03T08:00:00Z' }, '2024-05-03T08:00:00Z'],
  ])('dates: %s', async (_, date, published) => expect((await statedBy({ date })).published).toEqual([published]));

  it('tells the name of a source from its address', async () => {
    const { source_name, url } = await statedBy({ source: 'https://x.example/1', 'source-hostname': 'Courier' });
    expect([source_name, url]).toEqual(['Courier', 'https://x.example/1']);
  });

  it('takes sections that are words, the first of several', async () => {
    expect((await statedBy({ categories: 'News;Local' })).section).toBe('News');
    expect((await statedBy({ categories: [3, 7], tags: [1], section: 'https://x.example/news' })).section).toBeUndefined();
  });

  it('leaves out the emphasis of a headline, not what looks a bit like it', async () => {
    expect((await statedBy({ title: 'Bridge <em class="x">opens</em> again' })).title).toBe('Bridge opens again');
    expect((await statedBy({ title: 'If a <b, then b>a' })).title).toBe('If a <b, then b>a');
  });

  it('reads what stands aside of the text, which wins', async () => {
    const metadata = { title: 'Aside', url: 'https://x.example/1', description: 'Not the text.', id: 'x' };
    expect(await statedBy({ title: 'Bridge', metadata })).toEqual({ title: 'Bridge', url: 'https://x.example/1' });
    expect(await outline({ metadata })).toEqual(['no_body']);
  });

  it('has bounds: a catalog record is small', async () => {
    expect((await record({ text: 'x', id: 'i'.repeat(2_000) })).sourceRecordId).toBeNull();
  });
});
