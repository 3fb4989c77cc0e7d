import { describe, expect, it } from 'vitest';
import { FEATURE_COUNT, featuresOf } from '../../../lib/core/decode/html-features.ts';
import { landscapeOf } from '../../../lib/core/decode/html-landscape.ts';
import { readPage } from '../../../lib/core/decode/html-read.ts';
import { subtitleOf } from '../../../lib/core/decode/html-subtitle.ts';
import { htmlToText } from '../../../lib/core/decode/html-text.ts';
import { BLOCK_FOREST } from '../../../lib/core/decode/html-weights.ts';
import { decodeHtml } from '../../../lib/core/decode/text.ts';
import { articleOf } from '../../../lib/core/extract/article.ts';
import type { Article, DecodedRecord } from '../../../lib/core/model.ts';
import { nodesOf } from '../../../lib/core/trees.ts';

const PARAGRAPHS = [
  'The council voted on Tuesday to reopen the old cannery as a market hall, after two years of argument over who should pay for the roof.',
  'Work is to begin in spring, said the mayor, and forty traders have already asked for a stall under the restored iron beams.',
  'Neighbours had feared noise at night; the plan that was adopted closes the doors at nine and moves deliveries to the harbour side.',
  'The roof alone will cost four million, half of which comes from a fund for industrial monuments, the rest from the city itself.',
];
const article = (header = '') => `${header}${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}`;
const pageOf = (main: string, head = '') => `<!doctype html><html lang="en"><head>${head}</head><body>
  <header><a href="/">The Harbour Post</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
  <main><article class="post">${main}</article></main>
  <aside class="sidebar"><h3>Most read</h3><ul><li><a href="/a">Ferry delayed by ice again</a></li><li><a href="/b">School wins prize for its garden</a></li></ul></aside>
  <footer><p>Copyright The Harbour Post. All rights reserved.</p></footer></body></html>`;
const stated = (html: string) => htmlToText(html)!.stated;

describe('the text of a page', () => {
  it('is the article, without menus, teasers, comments and footer', () => {
    const comments = `<section class="comments"><h3>2 comments</h3><ol><li class="comment"><p>${'I was there when it closed, and I will be there when it opens. '.repeat(4)}</p></li></ol></section>`;
    const { text } = htmlToText(pageOf(article('<h1>Market hall to open</h1>') + comments))!;
    expect(text.split('\n\n')).toEqual(PARAGRAPHS);
  });

  it('is without comments that are longer than it, in whatever language, and without captions and newsletter boxes', () => {
    const comment = `<div class="komentarz"><b>Ola</b><p>${'I was there when it closed, and I will be there when it opens. '.repeat(4)}</p></div>`;
    const figure =
      '<figure><img src="a.jpg"><figcaption>The cannery on a quiet morning in the autumn of last year.</figcaption></figure>';
    const box =
      '<div class="newsletter-signup"><h4>The morning letter</h4><p>The news of the harbour in your inbox every day at six.</p></div>';
    const main = `<h1>Market hall to open</h1>${figure}${article()}${box}<div class="komentarze">${comment.repeat(9)}</div>`;
    expect(htmlToText(pageOf(main))!.text.split('\n\n')).toEqual(PARAGRAPHS);
  });

  it.each(['hidden', 'style="display:none"', 'aria-hidden="true"'])('is without a paragraph that is %s', (attribute) => {
    const text = 'Listen to this story in the app of the paper, which plays it for you while it finds the next one.';
    const main = `<h1>Market hall to open</h1>${article(`<p ${attribute}>${text}</p>`)}`;
    expect(htmlToText(pageOf(main))!.text.split('\n\n')).toEqual(PARAGRAPHS);
  });

  it('is what a page hides, where that is most of its text', () => {
    expect(
      htmlToText(pageOf(`<div style="display:none">${article('<h1>Market hall to open</h1>')}</div>`))!.text.split('\n\n'),
    ).toEqual(PARAGRAPHS);
  });

  it('is without what stands above the headline, and without a byline and a date below it', () => {
    const header =
      '<span>Town and country</span><h1>Market hall to open</h1><p>The roof alone costs four million.</p><address>By Ada Lind</address><time>3 May 2024</time>';
    expect(htmlToText(pageOf(article(header)))!.text.split('\n\n')).toEqual([
      'The roof alone costs four million.',
      ...PARAGRAPHS,
    ]);
    const below = `${article()}<h1>Market hall to open</h1>`;
    expect(htmlToText(pageOf(below))!.text.split('\n\n')).toEqual(PARAGRAPHS);
  });

  it('keeps labels apart that only style sets apart', () => {
    const text = (html: string) => htmlToText(html)!.text;
    expect(text('<p><span>Ada Lind</span><time>3 May 2024</time><a>News</a></p>')).toBe('Ada Lind 3 May 2024 News');
    expect(text('<p><span>김하늘 기자</span><span>입력</span></p>')).toBe('김하늘 기자 입력');
    expect(text('<p><span>T</span><span>he</span> Mc<b>Lean</b><span>田中</span><span>実</span></p>')).toBe('The McLean田中実');
  });

  it('is nothing of what is shown where there are no frames', () => {
    expect(htmlToText('<html><frameset><noframes><body><p>No frames.</p></body></noframes></frameset></html>')!.text).toBe('');
  });

  it('of a fragment is all of it', () => {
    expect(htmlToText('<h2>One</h2><ul><li>two</li></ul>three<br><br>four<p hidden>no')!.text).toBe(
      'One\n\ntwo\n\nthree\n\nfour',
    );
  });

  it('keeps a page that has no article as it is', () => {
    expect(htmlToText('<html><body><p>Gone.</p></body></html>')!.text).toBe('Gone.');
  });

  it('is the stated body where scripts build the page', () => {
    const data = JSON.stringify({ '@type': 'NewsArticle', articleBody: PARAGRAPHS.join('\n') });
    const page = `<html><head><script type="application/ld+json">${data}</script></head><body><div id="app"></div></body></html>`;
    expect(htmlToText(page)!.text).toBe(PARAGRAPHS.join('\n\n'));
  });
});

describe('the title of a page', () => {
  it.each([
    [
      'the heading that the head agrees with',
      '<h1>The Post</h1><h1>Market hall opens</h1>',
      'Market hall opens | The Post',
      'Market hall opens',
    ],
    [
      'not a heading that names a section',
      '<h1>City News</h1>',
      'News: market hall opens in spring',
      'News: market hall opens in spring',
    ],
    ['without the host', '', 'Market hall opens - Harbour Post', 'Market hall opens'],
    [
      'the part that is shown',
      '<h2>What the market hall will cost</h2>',
      'What the market hall will cost | City blog',
      'What the market hall will cost',
    ],
    [
      'what the head states of a heading with a kicker',
      '<h1><small>Town and country</small> What the market hall will cost <span>87</span></h1>',
      'What the market hall will cost - Harbour Post',
      'What the market hall will cost',
    ],
    [
      'a heading that is marked, below the name of the blog',
      '<h1>City notes</h1><h3 class="post-title entry-title">What the market hall costs</h3>',
      'City notes: What the market hall costs',
      'What the market hall costs',
    ],
  ])('is %s', (_, heading, title, expected) => {
    const head = `<title>${title}</title><link rel="canonical" href="https://www.harbourpost.example/1">`;
    expect(stated(pageOf(article(heading), head)).title).toBe(expected);
  });
});

describe('what stands beside the text of a page', () => {
  const head = '<title>Market hall to open</title><meta name="description" content="The roof will cost four million.">';
  const figure = (text: string) => `<figure><img src="a.jpg"><figcaption>${text}</figcaption></figure>`;

  it.each([
    [
      'a heading right below the headline',
      '<h2>Forty traders have asked for a stall</h2><p>By Ada Lind</p>',
      'Forty traders have asked for a stall',
    ],
    [
      'what the head states as well',
      '<p>By Ada Lind</p><p>The roof will cost four million.</p>',
      'The roof will cost four million.',
    ],
    [
      'what is named a summary',
      '<p class="article-dek">Forty traders have asked for a stall</p>',
      'Forty traders have asked for a stall',
    ],
    ['nothing that repeats the headline', '<h2>Market hall to open</h2>', null],
    ['no byline', '<h2>By Ada Lind and Jo Berg</h2>', null],
  ])('the subtitle is %s', (_, line, subtitle) => {
    const page = readPage(pageOf(`<h1>Market hall to open</h1>${line}${article()}`, head))!;
    const main = page.blocks.filter(({ text }) => PARAGRAPHS.includes(text));
    expect(
      subtitleOf(
        page,
        page.blocks.findIndex(({ text }) => text === 'Market hall to open'),
        main,
      ),
    ).toBe(subtitle);
  });

  it('captions are those of the article, without those of teasers', () => {
    const teaser = `<div class="related-posts">${figure('Another story about a ferry')}</div>`;
    const main = `<h1>Market hall to open</h1>${figure('The cannery. Photo: Jo Berg')}${teaser}${article()}`;
    expect(stated(pageOf(main, head)).captions).toEqual(['The cannery. Photo: Jo Berg']);
  });
});

describe('date and authors of a page', () => {
  const title = '<title>Market hall to open</title>';
  it.each([
    ['a line below the headline', '<p>May 3, 2024 | 5 min</p>', '2024-05-03'],
    ['a time below the headline', '<time datetime="2024-05-03T08:00:00+02:00">today</time>', '2024-05-03T08:00:00+02:00'],
    ['a marked property', '<span itemprop="dateModified datePublished" content="2024-05-03">x</span>', '2024-05-03'],
    ['the update when the page shows no other', '<p>Last updated: 4 May 2024</p>', '2024-05-04'],
    ['the order that the page writes days in', '<p>03/05/2024</p><p>29/04/2024</p>', '2024-05-03'],
  ])('published is %s', (_, line, published) => {
    expect(stated(pageOf(article(`<h1>Market hall to open</h1>${line}`), title)).published?.[0]).toBe(published);
  });

  it.each([
    [
      'a marked property of RDFa',
      '<span property="schema:dateCreated" content="2024-05-03T08:00:00+02:00"></span>',
      '2024-05-03T08:00:00+02:00',
    ],
    ['a microformat', '<abbr class="published" title="2024-05-03T08:00:00+02:00">today</abbr>', '2024-05-03T08:00:00+02:00'],
  ])('published is %s', (_, line, published) => {
    const main = article(`<h1>Market hall to open</h1>${line}`);
    expect(stated(pageOf(main, title)).published?.[0]).toBe(published);
  });

  const read = (line: string, time: string) => {
    const head = `${title}<meta property="article:published_time" content="${time}">`;
    const decoded = decodeHtml(Buffer.from(pageOf(article(`<h1>Market hall to open</h1>${line}`), head)))[0]! as DecodedRecord;
    return (articleOf(decoded, { key: 'a.html', receivedAt: Date.UTC(2026, 0, 1) }) as Article).metadata;
  };

  it.each([
    ['the day that it shows, where its head has another', '<p>30 December 2013</p>', '2013-12-30'],
    ['that of its head, where it shows an update', '<p>Updated 9 August 2024</p>', '2024-08-07'],
    ['that of its head, where another stands below the text', `${article()}<p>30 December 2013</p>`, '2024-08-07'],
  ])('is of %s', (_, line, day) => {
    expect(read(line, '2024-08-07T12:01:51Z').published_date).toBe(day);
  });

  it('keeps an instant that is of the day that the page shows, in its zone', () => {
    expect(read('<p>4 May 2024, 01:30</p>', '2024-05-03T22:30:00Z')).toMatchObject({
      published_date: '2024-05-04',
      published_at: '2024-05-03T22:30:00.000Z',
    });
  });

  it('reads days in the order of the language that the page states', () => {
    const page = pageOf(article('<h1>Market hall to open</h1><p>Por Ada Lind, sáb, 04/05/2024 - 09:15</p>'), title);
    expect(stated(page.replace('lang="en"', 'lang="es"')).published?.[0]).toBe('2024-05-04');
  });

  it('finds the headline below a trail of links that repeats it', () => {
    const trail = '<ul class="breadcrumb"><li>Market hall to open</li></ul>';
    const page = pageOf(
      article('<h1>Market hall to open</h1><a title="x" href="/authors/ada">Ada Lind</a><p>3 May 2024</p>'),
      title,
    );
    const menu = Array.from({ length: 40 }, (_, i) => `<li>Entry number ${i}</li>`).join('');
    expect(stated(page.replace('<main>', `${trail}<ul>${menu}</ul><main>`))).toMatchObject({
      authors: ['Ada Lind'],
      published: ['2024-05-03'],
    });
  });

  it('knows the names that templates invent', () => {
    const head = `${title}<meta name="w-published-date" content="2024-05-03"><meta name="x:author" content="Ada Lind">`;
    expect(stated(pageOf(article(), head))).toMatchObject({ published: ['2024-05-03'], authors: ['Ada Lind'] });
  });

  it('does not take the date of a teaser', () => {
    const teasers = Array.from(
      { length: 40 },
      (_, i) => `<p><time datetime="2020-01-${10 + (i % 9)}">x</time> More of it</p>`,
    ).join('');
    expect(stated(pageOf(article('<h1>Market hall to open</h1>') + teasers, title)).published).toBeUndefined();
  });

  it.each([
    ['a marked link', '<a rel="author">By Ada Lind</a>', ['Ada Lind']],
    ['microdata', '<span itemprop="author"><meta itemprop="name" content="Ada Lind"></span>', ['Ada Lind']],
    ['a label and a team', '<div>By</div><div>The Harbour Team</div>', ['The Harbour Team']],
    ['a class, with the date in it', '<div class="byline"><span>Ada Lind</span><div>3 May 2024</div></div>', ['Ada Lind']],
    ['a name beside the date', '<div>3 May 2024</div><div><a href="https://ada.example">Ada Lind</a></div>', ['Ada Lind']],
    ['a box below the article', `${article()}<h3>Written by Ada Lind</h3>`, ['Ada Lind']],
  ])('an author is %s', (_, mark, authors) => {
    expect(stated(pageOf(article(`<h1>Market hall to open</h1>${mark}`), title)).authors).toEqual(authors);
  });

  it.each([
    ['people beside their employer', [{ name: 'Ada Lind' }, { name: 'The Harbour Post on Paper' }], ['Ada Lind']],
    ['people without their employer', [{ name: 'Ada Lind | City Desk' }], ['Ada Lind']],
    ['an outlet alone', [{ name: 'The Harbour Post' }], ['The Harbour Post']],
  ])('structured data names %s', (_, author, authors) => {
    const data = JSON.stringify({
      '@type': 'WebPage',
      mainEntity: { '@type': 'NewsArticle', headline: 'Market hall to open', author },
    });
    expect(stated(pageOf(article(), `<script type="application/ld+json">${data}</script>`)).authors).toEqual(authors);
  });

  it.each([
    ['by a byline with another name than the system states', { name: 'Web Desk Three' }, '<p>By Ada Lind</p>', ['Ada Lind']],
    [
      'as stated, when a byline has but one of them',
      [{ name: 'Ada Lind' }, { name: 'Jo Berg' }],
      '<p>By Ada Lind</p>',
      ['Ada Lind', 'Jo Berg'],
    ],
    [
      'by a mark, when the outlet states itself',
      { '@type': 'Organization', name: 'Bay Press' },
      '<p class="byline"><span>Ada Lind</span><span>Bay Press</span></p>',
      ['Ada Lind'],
    ],
    [
      'as stated, when only a teaser below the text has another',
      { name: 'Ada Lind' },
      `${article()}<p>By Jo Berg</p>`,
      ['Ada Lind'],
    ],
  ])('is signed %s', (_, author, line, authors) => {
    const data = JSON.stringify({ '@type': 'NewsArticle', headline: 'Market hall to open', author });
    const head = `${title}<script type="application/ld+json">${data}</script>`;
    expect(stated(pageOf(article(`<h1>Market hall to open</h1>${line}`), head)).authors).toEqual(authors);
  });

  it.each([
    ['a line break in a string', '{"@type":"NewsArticle","headline":"Market\nhall","datePublished":"2024-05-03",}'],
    ['comments', '//<![CDATA[\n{"@type":"NewsArticle",\n  // made by a machine\n"datePublished":"2024-05-03"}\n//]]>'],
  ])('mends structured data with %s', (_, data) => {
    expect(stated(pageOf(article(), `<script type="application/ld+json">${data}</script>`)).published).toEqual(['2024-05-03']);
  });
});

describe('the classifier', () => {
  it('has as many numbers as its weights were made for', () => {
    const page = readPage(pageOf(article()))!;
    const row = new Float64Array(FEATURE_COUNT + 1).fill(Number.NaN);
    featuresOf(page, landscapeOf(page, 'Market hall', 0))(0, row);
    expect(row.findIndex(Number.isNaN)).toBe(FEATURE_COUNT);
    const { features, leaves } = nodesOf(BLOCK_FOREST);
    expect(features.every((feature) => feature < FEATURE_COUNT)).toBe(true);
    expect(features.length / (2 ** BLOCK_FOREST.depth - 1)).toBe(leaves.length / 2 ** BLOCK_FOREST.depth);
  });
});
