import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeObject } from '../../../lib/core/decode/decode.ts';
import { explainRecord } from '../../../lib/core/extract/explain.ts';
import { latestDate } from '../../../lib/core/extract/possible-dates.ts';
import type { MetadataRow } from '../../../lib/core/lake/columns.ts';
import type { DecodedRecord } from '../../../lib/core/model.ts';
import { loadModels } from '../../../lib/core/models.ts';
import { parseRecord } from '../../../lib/core/parser.ts';

await loadModels(['charset', 'language']);

const NOON = Date.UTC(2027, 0, 10, 12);
const BODY = 'The council of Harbourton voted on Tuesday to reopen the old bridge after two years of repairs.';
const TITLE = 'Council votes to reopen the old harbour bridge';

async function metadataOf(key: string, content: string, receivedAt = NOON): Promise<MetadataRow> {
  const parsed = parseRecord((await decodeObject(key, Buffer.from(content)))[0]!, { key, receivedAt });
  if (parsed.kind !== 'article') throw new Error(parsed.rejection.detail);
  return parsed.article.metadata;
}

const dateOf = async (...args: Parameters<typeof metadataOf>) => {
  const { published_date, date_source, quality_flags } = await metadataOf(...args);
  return [published_date, date_source, quality_flags.includes('future_date')];
};

const json = (fields: object): string => JSON.stringify({ title: TITLE, body: BODY, ...fields });
const page = (head: string, below = ''): string =>
  `<html><head><title>${TITLE}</title>${head}</head><body><article><h1>${TITLE}</h1>${below}<p>${`${BODY} `.repeat(4)}</p></article></body></html>`;
const jsonLd = (datePublished: string): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: TITLE, datePublished })}</script>`;

describe('a date that lies in the future', () => {
  it.each([
    ['another field', 'a.json', json({ published: '2031-05-03', date: '2026-05-03' }), '2026-05-03', 'metadata'],
    [
      'the text of a record',
      'a.json',
      json({ published: '2031-05-03', body: `May 3, 2026\n\n${BODY}` }),
      '2026-05-03',
      'date_line',
    ],
    [
      'the head of a page',
      'a.html',
      page(`${jsonLd('2031-05-03')}<meta name="date" content="2026-05-03">`),
      '2026-05-03',
      'metadata',
    ],
    ['a line of a page', 'a.html', page(jsonLd('2031-05-03'), '<p>May 3, 2026</p>'), '2026-05-03', 'metadata'],
    [
      'another line',
      'a.txt',
      `${TITLE}\n\nBy Ada Lind | 3 May 2031\n\nPublished: 3 May 2026\n\n${BODY}`,
      '2026-05-03',
      'date_line',
    ],
    ['the dateline', 'a.txt', `${TITLE}\n\n3 May 2031\n\nHARBOURTON, May 3, 2026 (AFP) — ${BODY}`, '2026-05-03', 'dateline'],
    ['the address', 'a.json', json({ published: '2031-05-03', url: 'https://x.example/2026/05/03/bridge' }), '2026-05-03', 'url'],
    [
      'the name of the file',
      '2026-05-03-council-votes.txt',
      `${TITLE}\n\nPublished: 3 May 2031\n\n${BODY}`,
      '2026-05-03',
      'filename',
    ],
    ['the update', 'a.txt', `${TITLE}\n\nPublished: 3 May 2031\n\nUpdated: 4 May 2026\n\n${BODY}`, '2026-05-04', 'updated_line'],
    ['nothing', 'a.txt', `${TITLE}\n\nBy Ada Lind | 3 May 2031\n\n${BODY}`, null, null],
    ['nothing, of an inline date', 'a.txt', `${TITLE}\n\ndate 2031-05-03 ${BODY}`, null, null],
    ['nothing, of an address', 'a.json', json({ url: 'https://x.example/2031/05/03/bridge' }), null, null],
  ])('gives way to %s, and is flagged', async (_, key, content, date, source) => {
    expect(await dateOf(key, content)).toEqual([date, source, true]);
  });

  it('is still no part of the text', async () => {
    const { authors, word_count } = await metadataOf('a.txt', `${TITLE}\n\nBy Ada Lind | 3 May 2031\n\n${BODY}`);
    expect({ authors, word_count }).toEqual({ authors: ['Ada Lind'], word_count: 17 });
  });

  it('of an update is none either', async () => {
    const { modified_at, quality_flags } = await metadataOf('a.json', json({ modified: '2031-05-03T10:00:00Z' }));
    expect(modified_at).toBeNull();
    expect(quality_flags).toContain('future_date');
  });

  it('stays where it fills a line of the text without a label: it may be of an event', async () => {
    const parsed = await metadataOf('a.txt', `${TITLE}\n\n${BODY}\n\n${BODY}\n\n3 May 2031\n\n${BODY}`);
    expect([parsed.published_date, parsed.paragraph_count]).toEqual([null, 4]);
  });

  it('is told of by the explanation', async () => {
    const content = page(`${jsonLd('2031-05-03')}<meta name="date" content="2026-05-03">`);
    const record = (await decodeObject('a.html', Buffer.from(content)))[0] as DecodedRecord;
    expect(explainRecord(record, { key: 'a.html', receivedAt: NOON }).refused).toEqual([
      { date: '2031-05-03', source: 'metadata', latest: '2027-01-12' },
    ]);
  });
});

describe('what is not the future', () => {
  it.each([
    ['2027-01-12', '2027-01-12', false],
    ['2027-01-13', null, true],
    ['2027-01-12T11:59:59Z', '2027-01-12', false],
    ['2027-01-12T12:00:01Z', null, true],
    ['2027-01-12T23:30:00+13:00', '2027-01-12', false],
    ['1605-01-01', '1605-01-01', false],
    ['1604-12-31', null, false],
    ['1970-01-01T00:00:00Z', null, false],
    ['9999-12-31', null, false],
  ])('%s, received on 10 January at noon', async (published, date, flagged) => {
    expect(await dateOf('a.json', json({ published }))).toEqual([date, date && 'metadata', flagged]);
  });

  it('is known to a clock that stands before these rules were written', async () => {
    expect(await dateOf('a.json', json({ published: '2026-03-07' }), 0)).toEqual(['2026-03-07', 'metadata', false]);
  });

  it('may be what it was not, a year later', async () => {
    const content = json({ published: '2028-01-01' });
    expect(await dateOf('a.json', content)).toEqual([null, null, true]);
    expect(await dateOf('a.json', content, Date.UTC(2028, 0, 1))).toEqual(['2028-01-01', 'metadata', false]);
  });

  it('is all that comes out, whatever comes in', async () => {
    const instant = fc.date({ min: new Date(Date.UTC(2026, 10, 1)), max: new Date(Date.UTC(2029, 0, 1)), noInvalidDate: true });
    const zone = fc.constantFrom('Z', '+14:00', '-12:00', '+05:30');
    const written = fc.oneof(
      fc.tuple(instant, zone).map(([date, offset]) => date.toISOString().replace(/\.\d+Z$/, offset)),
      instant.map((date) => date.toISOString().slice(0, 10)),
      instant.map((date) => String(date.getTime())),
    );
    const day = written.map((text) => (/^\d{13}$/.test(text) ? new Date(Number(text)).toISOString() : text).slice(0, 10));
    const document = fc.oneof(
      fc
        .record({ published: written, date: written, modified: written })
        .map((fields): [string, string] => ['a.json', json(fields)]),
      fc
        .tuple(written, day)
        .map(([published, path]): [string, string] => [
          'a.json',
          json({ published, url: `https://x.example/${path.replaceAll('-', '/')}/bridge` }),
        ]),
      fc
        .tuple(day, day, day)
        .map(([name, line, update]): [string, string] => [
          `${name}-council-votes.txt`,
          `${TITLE}\n\nPublished: ${line}\n\nUpdated: ${update}\n\n${BODY}`,
        ]),
      fc
        .tuple(written, written, day)
        .map(([ld, meta, line]): [string, string] => [
          'a.html',
          page(`${jsonLd(ld)}<meta name="date" content="${meta}">`, `<p>${line}</p>`),
        ]),
    );
    await fc.assert(
      fc.asyncProperty(document, instant, async ([key, content], receivedAt) => {
        const latest = latestDate(receivedAt.getTime());
        const { published_date, published_at, modified_at } = await metadataOf(key, content, receivedAt.getTime());
        expect((published_date ?? '') <= latest.day).toBe(true);
        for (const at of [published_at, modified_at]) expect((at ?? '') <= latest.at).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
