import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeObject, isRejection } from '../../lib/core/decode/decode.ts';
import { linesOf } from '../../lib/core/extract/lines.ts';
import { METADATA_COLUMNS } from '../../lib/core/lake/columns.ts';
import type { ParsedRecord } from '../../lib/core/model.ts';
import { loadModels } from '../../lib/core/models.ts';
import { parseRecord } from '../../lib/core/parser.ts';
import { originOf } from '../support/origin.ts';

await loadModels(['charset', 'language']);

const parse = async (key: string, bytes: Uint8Array | string): Promise<ParsedRecord[]> =>
  (await decodeObject(key, Buffer.from(bytes))).map((record) => parseRecord(record, originOf(key)));
const KEYS = ['a.txt', 'a.md', 'a.json', 'a.jsonl', 'a.html', 'a', 'a.txt.gz', 'a.rss', 'a.warc', 'a.warc.gz', 'a.eml', 'a.mbox'];

/** Pieces near every rule: what an article dump may be made of, in any order. */
const PIECES = [
  'Council votes to reopen the old harbour bridge',
  'By Ada Lind and Tom Bergh',
  'By',
  'Published: 3 May 2024',
  'Updated',
  'date 2024-05-03 ',
  'HARBOURTON: ',
  'Ada Lind',
  'Staff Writer',
  'Ada Lind is a writer who lives by the harbour with two cats and a boat.',
  'Author',
  'Written by Tom Bergh',
  'Harbour Company',
  'March 4, 2024 | Food',
  'By Ada Lind View all posts',
  'Enter your email address to subscribe',
  'Ten walks around the bay',
  'HARBOURTON, May 3 (AFP) — ',
  'Share this article',
  'icon-facebook icon-twitter',
  'Read more: Ferry returns to its old timetable',
  'Related stories',
  'Leave a Reply',
  'Source: Ada Lind, Courier.example',
  'Photo: the bridge at dawn',
  'Home › News',
  'The council of Harbourton voted on Tuesday to reopen the old bridge after two years of repairs.',
  '“We waited long,” the mayor said, and "nobody" believed it would ever come to an end.',
  'Council votes to reopen the old harbour',
  'PeopleÃ¢â‚¬â„¢s hall &amp;amp; more',
  '2024年5月3日',
  '市議会は火曜日、二年にわたる修理を終えた古い橋の再開を決めた。市長は喜びを語り、住民も祝った。',
  '\n',
  '\n\n',
  ' ',
  '.',
];
const dump = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 25 })
  .map((pieces) => pieces.join('\n'))
  .chain((text) =>
    fc.constantFrom(text, text.replaceAll('\n', '\n\n'), text.replaceAll('\n', ' '), text.replaceAll('\n', '\r\n')),
  );

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

describe('parseRecord', () => {
  it('is total on any bytes under any name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...KEYS), fc.uint8Array({ maxLength: 400 }), async (key, bytes) => {
        expect((await parse(key, bytes)).length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is total on any string, and every stored text is well formed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...KEYS), fc.string({ unit: 'binary', maxLength: 300 }), async (key, text) => {
        for (const parsed of await parse(key, text))
          if (parsed.kind === 'article') expect(parsed.article.body.isWellFormed()).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('fills every metadata column and says what it took out, word for word', async () => {
    await fc.assert(
      fc.asyncProperty(dump, async (text) => {
        for (const parsed of await parse('a.txt', text)) {
          if (parsed.kind === 'rejection') continue;
          expect(Object.keys(parsed.article.metadata).sort()).toEqual(METADATA_COLUMNS.map(({ name }) => name).sort());
          for (const { start, end } of parsed.article.removed)
            expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('accounts for every word: it is in the body or in what was taken out', async () => {
    await fc.assert(
      fc.asyncProperty(dump, async (text) => {
        for (const parsed of await parse('a.txt', text)) {
          if (parsed.kind === 'rejection') continue;
          const { body, removed } = parsed.article;
          const kept = [body, ...removed.map((removal) => removal.text)].flatMap(wordsOf);
          expect(kept.sort()).toEqual(
            linesOf(parsed.record.content)
              .lines.flatMap((line) => wordsOf(line.text))
              .sort(),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing in its own output', async () => {
    await fc.assert(
      fc.asyncProperty(dump, async (text) => {
        for (const parsed of await parse('a.txt', text)) {
          if (parsed.kind === 'rejection') continue;
          const { body, metadata } = parsed.article;
          const again = await parse(
            'a.json',
            JSON.stringify({ body, title: metadata.title, authors: metadata.authors, date: metadata.published_date }),
          );
          expect(again[0]!.kind === 'article' ? again[0]!.article.body : null).toBe(body);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps every stated value small, since a catalog record is', async () => {
    const long = 'word '.repeat(100_000);
    const list = Array.from({ length: 300 }, (_, i) => `${i} ${long.slice(0, 5_000)}`);
    const fields = { title: long, author: list, tags: list, section: long, source: long, id: long, language: long, date: long };
    const [parsed] = await parse(
      'a.json',
      JSON.stringify({ ...fields, url: `https://x.example/${'u'.repeat(9_000)}`, text: 'Text.' }),
    );
    if (parsed?.kind !== 'article') throw new Error('no article');
    expect(JSON.stringify(parsed.article.metadata).length).toBeLessThan(60_000);
    expect(parsed.article.metadata.url).toBeNull();
  });

  it('reads one long line and a million short ones', async () => {
    expect((await parse('a.txt', `${'The bridge is open again. '.repeat(350_000)}`))[0]!.kind).toBe('article');
    expect((await parse('a.txt', 'open\n'.repeat(1_000_000)))[0]!.kind).toBe('article');
  });
});

const shared = join(import.meta.dirname, '../../../shared');
const seeds = existsSync(join(shared, 'seeds')) ? readdirSync(join(shared, 'seeds')) : [];

describe.skipIf(seeds.length === 0)('the five scraped articles', () => {
  const gold = existsSync(join(shared, 'data')) ? JSON.parse(readFileSync(join(shared, 'data/seeds-gold.json'), 'utf8')) : {};
  const straight = (text: string) => text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim();

  it.each(seeds.filter((name) => name in gold))('%s', async (name) => {
    const parsed = parseRecord((await decodeObject(name, readFileSync(join(shared, 'seeds', name))))[0]!, originOf(name));
    if (parsed.kind === 'rejection') throw new Error(parsed.rejection.detail);
    const { body, metadata } = parsed.article;
    const want = gold[name];
    expect(body.split('\n\n').map(straight)).toEqual(want.paragraphs.map(straight));
    expect([want.title, ...(want.titleAccept ?? [])].map((title) => title && straight(title))).toContain(
      metadata.title && straight(metadata.title),
    );
    expect(metadata.published_date).toBe(want.published);
    expect(metadata.authors).toEqual(want.authors);
    expect(metadata.source_name).toBe(want.source);
    expect(metadata.dateline).toBe(want.dateline);
    expect(metadata.language).toBe(want.language);
  });
});

it('keeps a rejection as it is', async () => {
  const rejected = (await decodeObject('a.txt', new Uint8Array()))[0]!;
  expect(isRejection(rejected) && parseRecord(rejected, originOf('a.txt'))).toEqual({ kind: 'rejection', rejection: rejected });
});

describe('what was taken out of the characters', () => {
  const flagsOf = async (key: string, text: string) => {
    const [only] = await parse(key, text);
    return only?.kind === 'article' ? only.article.metadata.quality_flags : [];
  };

  it.each([
    ['control_characters', 'The bridge\u0001 is open to all again.'],
    ['control_characters', '\x1b[31mThe bridge\x1b[0m is open to all again.'],
    ['bidi_controls', 'The bridge \u202enepo si\u202c to all again.'],
  ])('is flagged: %s', async (flag, text) => {
    expect(await flagsOf('a.txt', text)).toContain(flag);
    expect(await flagsOf('a.json', JSON.stringify({ title: text, body: 'The bridge is open to all again.' }))).toContain(flag);
    expect(await flagsOf('a.html', `<p>${text}</p>`)).toContain(flag);
  });

  it('is not flagged where a text has what belongs to its script, or its lines', async () => {
    const flags = await flagsOf('a.txt', 'The bridge\tis open.\r\n\f\nהגשר\u200f פתוח שוב, می\u200cخواهم 👩\u200d🚀.');
    expect(flags.filter((flag) => !['short', 'no_title', 'undated'].includes(flag))).toEqual([]);
  });
});

describe('fields of more than a catalog record holds', () => {
  const many = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `Ada Lind${'abcdefghij'[i % 10]}${'klmnopqrst'[((i / 10) % 10) | 0]}${'uvwxyzabcd'[(i / 100) | 0]}`,
    );
  it.each([
    ['a list', (names: readonly string[]) => ({ authors: names, keywords: names })],
    [
      'a list as a string',
      (names: readonly string[]) => ({ authors: `[${names.map((name) => `'${name}'`)}]`, keywords: `${names}` }),
    ],
  ])('are cut, and flagged: %s', async (_, fields) => {
    const metadataOf = async (count: number) => {
      const [only] = await parse('a.json', JSON.stringify({ ...fields(many(count)), body: 'The bridge is open to all again.' }));
      if (only?.kind !== 'article') throw new Error('rejected');
      return only.article.metadata;
    };
    const { authors, keywords, quality_flags: flags } = await metadataOf(900);
    expect([authors.length, keywords.length]).toEqual([100, 100]);
    expect(flags).toContain('fields_cut');
    expect((await metadataOf(100)).quality_flags).not.toContain('fields_cut');
  });
});
