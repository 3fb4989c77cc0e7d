import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeObject, isRejection } from '../../../lib/core/decode/decode.ts';
import type { DecodedRecord, Rejection } from '../../../lib/core/model.ts';
import { loadModels } from '../../../lib/core/models.ts';

await loadModels(['charset']);

type Decoded = DecodedRecord | Rejection;
const decode = (key: string, content: string | Uint8Array): Promise<Decoded[]> => decodeObject(key, Buffer.from(content));
/** Contents of records and reasons of rejections, in their order. */
const outline = (records: readonly Decoded[]) => records.map((one) => (isRejection(one) ? one.reason : one.content));
const outlineOf = async (key: string, content: string | Uint8Array) => outline(await decode(key, content));
const ids = (records: readonly Decoded[]) => records.map(({ sourceRecordId }) => sourceRecordId);

// --- Feeds

const rss = (items: string, head = '<title>Bay News</title><language>en-gb</language>') =>
  `<?xml version="1.0"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>${head}${items}</channel></rss>`;
const item = (n: number, text: string) => `<item><guid>g${n}</guid><title>T${n}</title><description>${text}</description></item>`;

describe('feeds', () => {
  it('reads what an RSS item states', async () => {
    const [record] = (await decode(
      'a.rss',
      rss(`<item><title>Ferry &lt;em&gt;back&lt;/em&gt; &amp; running</title><link>https://bay.example/1</link>
        <guid isPermaLink="false">n-1</guid><pubDate>Mon, 02 Mar 2026 08:15:00 +0100</pubDate><dc:creator>Ines Falk</dc:creator>
        <category>Bay</category><category>Boats</category><description>Short.</description>
        <content:encoded><![CDATA[<p>One &amp; two.</p><p>Three.</p>]]></content:encoded></item>`),
    )) as [DecodedRecord];
    expect(record).toMatchObject({
      index: 0,
      sourceRecordId: 'n-1',
      content: 'One & two.\n\nThree.',
      fromFields: true,
      container: 'feed',
      stated: {
        title: 'Ferry back & running',
        url: 'https://bay.example/1',
        authors: ['Ines Falk'],
        published: ['Mon, 02 Mar 2026 08:15:00 +0100'],
        source_name: 'Bay News',
        language: 'en-gb',
        keywords: ['Bay', 'Boats'],
      },
    });
  });

  it('reads Atom, whose entries inherit the author of the feed', async () => {
    const entries = `<entry xml:lang="fr"><id>tag:1</id><title type="text">a &lt; b</title><link rel="enclosure" href="https://x.example/mp3"/>
      <link href="https://x.example/1"/><updated>2026-03-04T10:00:00+01:00</updated><published>2026-03-03T10:00:00+01:00</published>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un.</p><p>Deux.</p></div></content></entry>
      <entry><id>tag:2</id><title>b</title><author><name>Tom Bergh</name></author><updated>2026-03-04T10:00:00Z</updated><summary>Text.</summary></entry>`;
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Feed</title><author><name>Ada Lind</name></author>${entries}</feed>`;
    for (const text of [
      feed,
      feed
        .replaceAll(/<(\/?)(?=feed|entry|id|title|link|updated|published|content|summary|author|name)/g, '<$1atom:')
        .replace('xmlns=', 'xmlns:atom='),
    ]) {
      expect(await decode('a.atom', text)).toMatchObject([
        {
          sourceRecordId: 'tag:1',
          content: 'Un.\n\nDeux.',
          stated: {
            title: 'a < b',
            url: 'https://x.example/1',
            authors: ['Ada Lind'],
            language: 'fr',
            published: ['2026-03-03T10:00:00+01:00', '2026-03-04T10:00:00+01:00'],
            modified: '2026-03-04T10:00:00+01:00',
          },
        },
        { sourceRecordId: 'tag:2', stated: { authors: ['Tom Bergh'], language: 'en', published: ['2026-03-04T10:00:00Z'] } },
      ]);
    }
  });

  it('reads RDF, whose items stand behind the channel', async () => {
    const text = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://x.example/"><title>RDF News</title><items><rdf:Seq><rdf:li rdf:resource="https://x.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://x.example/1"><title>T</title><link>https://x.example/1</link><description>Text.</description><dc:date>2026-03-03</dc:date></item></rdf:RDF>`;
    expect(await decode('a.rdf', text)).toMatchObject([
      { sourceRecordId: 'https://x.example/1', content: 'Text.', stated: { source_name: 'RDF News', published: ['2026-03-03'] } },
    ]);
  });

  it('reads JSON feeds, whose items inherit what the feed states', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'JSON News',
      description: 'No article of its own.',
      language: 'en',
      authors: [{ name: 'Ada Lind' }],
      items: [
        { id: '1', url: 'https://x.example/1', title: 'T', content_html: '<p>One.</p><p>Two.</p>', date_published: '2026-03-03' },
        { id: '2', content_text: 'Three.', author: { name: 'Tom Bergh' } },
      ],
    };
    expect(await decode('a.json', JSON.stringify(feed))).toMatchObject([
      {
        sourceRecordId: '1',
        content: 'One.\n\nTwo.',
        stated: { source_name: 'JSON News', authors: ['Ada Lind'], language: 'en' },
      },
      { sourceRecordId: '2', content: 'Three.', stated: { source_name: 'JSON News', authors: ['Tom Bergh'] } },
    ]);
  });

  it('makes addresses whole that are relative to the page of the feed', async () => {
    const links =
      '<link>/1</link>|<link>a b?c=1</link>|<link>https://x.example/3</link>|<link>//x.example/4</link>|<link>mailto:a@b.example</link>|';
    const items = links
      .split('|')
      .map((link) => `<item>${link}<description>Text.</description></item>`)
      .join('');
    const urlsOf = async (key: string, text: string) =>
      (await decode(key, text)).map((one) => (isRejection(one) ? one.reason : one.stated.url));
    expect(await urlsOf('a.rss', rss(items, '<link>https://bay.example/news/</link>'))).toEqual([
      'https://bay.example/1',
      'https://bay.example/news/a%20b?c=1',
      'https://x.example/3',
      'https://x.example/4',
      'mailto:a@b.example',
      undefined,
    ]);
    expect((await urlsOf('a.rss', rss(items, '<link>/news/</link>')))[0]).toBe('/1');
    const entry = '<entry><id>1</id><link href="1"/><summary>Text.</summary></entry>';
    const atom = (root: string, head: string) => `<feed xmlns="http://www.w3.org/2005/Atom"${root}>${head}${entry}</feed>`;
    const page = '<link rel="self" href="https://x.example/feed.xml"/><link href="https://x.example/blog/"/>';
    expect(await urlsOf('a.atom', atom('', page))).toEqual(['https://x.example/blog/1']);
    expect(await urlsOf('a.atom', atom(' xml:base="https://y.example/"', page))).toEqual(['https://y.example/1']);
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'https://x.example/',
      items: [{ id: 1, url: 'a/1', content_text: 'Text.' }],
    };
    expect(await urlsOf('a.json', JSON.stringify(json))).toEqual(['https://x.example/a/1']);
  });

  it('takes the charset from the declaration', async () => {
    const text = rss(item(1, 'Мост открыт')).replace('?>', ' encoding="windows-1251"?>');
    const bytes = Buffer.from(text.replace('Мост открыт', '\xcc\xee\xf1\xf2 \xee\xf2\xea\xf0\xfb\xf2'), 'latin1');
    expect(await decode('a.rss', bytes)).toMatchObject([{ content: 'Мост открыт', charset: 'windows-1251' }]);
  });

  it('lets a broken entry take no other with it', async () => {
    const broken = [
      '<item><description>a</item>',
      '<item><description>a<b</description></item>',
      '<item><title>a',
      '<item><![CDATA[a</item>',
    ];
    for (const bad of broken) {
      expect(await outlineOf('a.rss', rss(`${item(0, 'zero')}${bad}${item(2, 'two')}`))).toEqual(['zero', 'malformed', 'two']);
    }
    expect(await outlineOf('a.rss', rss(`${item(0, 'zero')}<item/>${item(2, 'two')}`))).toEqual(['zero', 'malformed', 'two']);
    expect(
      await outlineOf('a.rss', rss(`${item(0, '<![CDATA[an <item> in text</item>]]>')}<!-- <item> -->${item(2, 'two')}`)),
    ).toHaveLength(2);
  });

  it('keeps the entries before a cut', async () => {
    const whole = rss([0, 1, 2].map((n) => item(n, `text ${n}`)).join(''));
    expect(await outlineOf('a.rss', whole.slice(0, whole.indexOf('text 2') + 3))).toEqual(['text 0', 'text 1', 'truncated']);
  });

  it('expands and fetches nothing that a document type names', async () => {
    const laughs = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>${rss(item(1, '&b;')).slice(22)}`;
    expect(await outlineOf('a.rss', laughs)).toEqual(['bomb']);
    expect(
      await outlineOf('a.xml', `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss(item(1, '&x;')).slice(22)}`),
    ).toEqual(['bomb']);
    expect(await outlineOf('a.rss', `<!DOCTYPE rss SYSTEM "http://x.example/rss.dtd">${rss(item(1, '&x;')).slice(22)}`)).toEqual([
      '&x;',
    ]);
  });

  it('says of other XML that it is no feed', async () => {
    for (const text of ['<urlset><url/></urlset>', '<?xml version="1.0"?>', 'text', '<html><body>x</body></html>'])
      expect(await outlineOf('a.xml', text)).toEqual(['unsupported_format']);
    expect(await outlineOf('a.xml', rss(''))).toEqual(['empty']);
  });

  it('does not follow brackets of an author without end', async () => {
    const hostile = `<item><author>${'('.repeat(1_000_000)}</author><description>text</description></item>`;
    const plain = '<item><author><![CDATA[a@b.example (Ada Lind)]]></author><description>text</description></item>';
    expect(await decode('a.rss', rss(hostile))).toMatchObject([{ content: 'text', stated: {} }]);
    expect(await decode('a.rss', rss(plain))).toMatchObject([{ content: 'text', stated: { authors: ['Ada Lind'] } }]);
  });
});

// --- Web archives

const PAGE =
  '<!doctype html><html><head><title>Bridge</title></head><body><h1>Bridge</h1><p>The bridge is open again after two years of work on its piers.</p></body></html>';
const TEXT = 'The bridge is open again after two years of work on its piers.';

interface WarcPart {
  readonly type?: string;
  readonly url?: string;
  readonly contentType?: string;
  readonly block: Uint8Array | string;
  readonly length?: number;
}
function warcRecord(
  n: number,
  {
    type = 'response',
    url = `https://x.example/${n}`,
    contentType = 'application/http; msgtype=response',
    block,
    length,
  }: WarcPart,
): Buffer {
  const bytes = Buffer.from(block);
  const head = `WARC/1.1\r\nWARC-Type: ${type}\r\nWARC-Record-ID: <urn:uuid:${n}>\r\nWARC-Target-URI: ${url}\r\nContent-Type: ${contentType}\r\nContent-Length: ${length ?? bytes.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n\r\n')]);
}
const http = (body: Uint8Array | string, headers = 'Content-Type: text/html; charset=utf-8', status = '200 OK') =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`), Buffer.from(body)]);
const page = (n: number, text = PAGE) => warcRecord(n, { block: http(text) });

describe('web archives', () => {
  it('reads a page like a file of it, with its address and the id of the record', async () => {
    const [fromFile] = (await decode('a.html', PAGE)) as [DecodedRecord];
    const [fromArchive] = (await decode('a.warc', page(1))) as [DecodedRecord];
    expect(fromArchive).toEqual({
      ...fromFile,
      sourceRecordId: 'urn:uuid:1',
      stated: { ...fromFile.stated, url: 'https://x.example/1' },
      container: 'warc',
    });
  });

  it('passes over records about records, and says of the others why they are no document', async () => {
    const archive = Buffer.concat([
      warcRecord(0, { type: 'warcinfo', contentType: 'application/warc-fields', block: 'software: x\r\n' }),
      warcRecord(1, { type: 'request', contentType: 'application/http; msgtype=request', block: 'GET / HTTP/1.1\r\n\r\n' }),
      warcRecord(2, { url: 'dns:x.example', contentType: 'text/dns', block: '20260301\r\nx.example. 1 IN A 192.0.2.1\r\n' }),
      page(3),
      warcRecord(4, { block: http('gone', 'Content-Type: text/html', '404 Not Found') }),
      warcRecord(5, { block: http('', 'Location: /', '301 Moved Permanently') }),
      warcRecord(6, { block: http('\x89PNG\r\n\x1a\n', 'Content-Type: image/png') }),
      warcRecord(7, { type: 'revisit', block: http('', 'Content-Type: text/html') }),
      warcRecord(8, {
        url: 'https://x.example/robots.txt',
        block: http('User-agent: *\nDisallow: /', 'Content-Type: text/plain'),
      }),
      warcRecord(9, { block: http(PAGE, 'Server: x') }),
      warcRecord(10, { block: http('not a page', 'Server: x') }),
      warcRecord(11, { type: 'metadata', contentType: 'application/warc-fields', block: 'x: y' }),
      warcRecord(12, { type: 'conversion', contentType: 'text/plain', block: TEXT }),
      warcRecord(13, { block: http('{"headline":"T","articleBody":"One."}', 'Content-Type: application/json') }),
      warcRecord(14, { block: http(rss(item(1, 'one') + item(2, 'two')), 'Content-Type: application/rss+xml') }),
    ]);
    const records = await decode('a.warc', archive);
    expect(outline(records)).toEqual([
      TEXT,
      'http_status',
      'http_status',
      'unsupported_format',
      'no_body',
      'unsupported_format',
      TEXT,
      'unsupported_format',
      TEXT,
      'One.',
      'one',
      'two',
    ]);
    expect(records.map(({ index }) => index)).toEqual(records.map((_, i) => i));
    // What was found by its field is told from a page, and named after what had the fields.
    expect(records.slice(-4).map((one) => !isRejection(one) && one.container)).toEqual(['warc', undefined, 'feed', 'feed']);
    expect(ids(records)).toEqual([...[3, 4, 5, 6, 7, 8, 9, 10, 12, 13].map((n) => `urn:uuid:${n}`), 'g1', 'g2']);
    expect(await outlineOf('a.warc', archive.subarray(0, archive.indexOf('WARC/1.1', archive.indexOf('GET /'))))).toEqual([
      'empty',
    ]);
  });

  it('undoes chunks and codings, also where the archiver did so before', async () => {
    const chunked = (bytes: Uint8Array) =>
      Buffer.concat([
        ...[bytes.subarray(0, 40), bytes.subarray(40)].flatMap((part) => [
          Buffer.from(`${part.length.toString(16)}\r\n`),
          part,
          Buffer.from('\r\n'),
        ]),
        Buffer.from('0\r\n\r\n'),
      ]);
    const type = 'Content-Type: text/html';
    const bodies: [string, Uint8Array][] = [
      ['Transfer-Encoding: chunked', chunked(Buffer.from(PAGE))],
      ['Transfer-Encoding: Chunked\r\nContent-Encoding: gzip', chunked(gzipSync(PAGE))],
      ['Transfer-Encoding: chunked\r\nContent-Encoding: gzip', Buffer.from(PAGE)],
      ['Content-Encoding: br', brotliCompressSync(PAGE)],
      ['Content-Encoding: br', Buffer.from(PAGE)],
      ['Content-Encoding: zstd', zstdCompressSync(PAGE)],
    ];
    for (const [coding, body] of bodies) {
      expect(await outlineOf('a.warc', warcRecord(1, { block: http(body, `${type}\r\n${coding}`) }))).toEqual([TEXT]);
    }
  });

  it('takes the charset from the header before that of the page', async () => {
    const bytes = Buffer.from(
      '<html><head><meta charset="iso-8859-1"></head><body><p>\xcc\xee\xf1\xf2 \xee\xf2\xea\xf0\xfb\xf2</p></body></html>',
      'latin1',
    );
    const charset = async (header: string) =>
      (await decode('a.warc', warcRecord(1, { block: http(bytes, `Content-Type: text/html${header}`) })))[0];
    expect(await charset('; charset=windows-1251')).toMatchObject({ content: 'Мост открыт', charset: 'windows-1251' });
    expect(await charset('')).toMatchObject({ charset: 'windows-1252' });
    expect(await charset('; charset=nonsense')).toMatchObject({ content: expect.any(String) });
  });

  it('lets a damaged record take no other with it', async () => {
    const wrong = [1, 60, 5_000].map((length) => warcRecord(1, { block: http(PAGE), length }));
    const headless = Buffer.from(
      page(1)
        .toString('latin1')
        .replace(/Content-Length: \d+\r\n/, ''),
      'latin1',
    );
    const bomb = warcRecord(1, {
      block: http(gzipSync(Buffer.alloc(30 * 1024 * 1024)), 'Content-Type: text/html\r\nContent-Encoding: gzip'),
    });
    for (const bad of [...wrong, headless, bomb, Buffer.from('garbage\r\n'), warcRecord(1, { block: 'HTTP/1.1 200 OK' })]) {
      const records = await outlineOf('a.warc', Buffer.concat([page(0), bad, page(2)]));
      expect(records).toEqual([TEXT, expect.stringMatching(/malformed|bomb/), TEXT]);
    }
  });

  it('says what is wrong with a record', async () => {
    const detailOf = async (content: string | Uint8Array) =>
      (await decode('a.warc', content)).map((one) => isRejection(one) && one.detail);
    expect(await detailOf('An article in a file of the wrong name.')).toEqual(['Where a record should begin is something else.']);
    const long = page(1)
      .toString('latin1')
      .replace('\r\n', `\r\nX-Long: ${'h'.repeat(70_000)}\r\n`);
    expect(await detailOf(long)).toEqual(['The headers of the record do not end within 65536 bytes.']);
    expect(await detailOf(Buffer.concat([warcRecord(1, { block: http(PAGE), length: 1 }), page(2)]))).toEqual([
      'The record does not end where its Content-Length says.',
      false,
    ]);
  });

  it('reads one gzip member a record, within the limits of gzip', async () => {
    const packed = Buffer.concat([page(0), page(1), page(2)].map((record) => gzipSync(record)));
    expect(await outlineOf('a.warc.gz', packed)).toEqual([TEXT, TEXT, TEXT]);
    expect(await outlineOf('crawl', packed)).toEqual([TEXT, TEXT, TEXT]);
    const bomb = Buffer.concat([gzipSync(page(0)), gzipSync(Buffer.alloc(30 * 1024 * 1024))]);
    expect(await outlineOf('a.warc.gz', bomb)).toEqual(['bomb']);
  });

  it('keeps the records before a cut in compressed data', async () => {
    const members = [page(0), page(1), page(2)].map((record) => gzipSync(record));
    const packed = Buffer.concat(members);
    for (const rest of [1, 20, members[2]!.length - 1, members[2]!.length - 12]) {
      expect(await outlineOf('a.warc.gz', packed.subarray(0, packed.length - rest))).toEqual([
        TEXT,
        TEXT,
        expect.stringMatching(rest === 1 ? /The/ : /truncated/),
        ...(rest === 1 ? ['truncated'] : []),
      ]);
    }
    expect(await outlineOf('a.warc.gz', members[0]!.subarray(0, 12))).toEqual(['truncated']);
    expect((await outlineOf('a.warc.zst', zstdCompressSync(Buffer.concat([page(0), page(1)])).subarray(0, -20))).at(-1)).toBe(
      'truncated',
    );
  });
});

describe('compressed packs that end too early', () => {
  it.each(['a.rss', 'a.jsonl'])('%s keeps the records before the cut', async (key) => {
    const texts = Array.from({ length: 200 }, (_, i) => createHash('sha256').update(`${i}`).digest('hex'));
    const pack =
      key === 'a.rss'
        ? rss(texts.map((text, i) => item(i, text)).join(''))
        : texts.map((text) => `{"text":"${text}"}\n`).join('');
    for (const [ending, packed] of [
      ['gz', gzipSync(pack)],
      ['zst', zstdCompressSync(pack)],
    ] as const) {
      const found = await outlineOf(`${key}.${ending}`, packed.subarray(0, packed.length / 2));
      expect(found.at(-1)).toBe('truncated');
      const read = found.filter((text) => texts.includes(text));
      expect(read).toEqual(texts.slice(0, read.length));
      if (ending === 'gz') expect(read.length).toBeGreaterThan(50);
    }
  });
});

// --- Mail

const mail = (headers: string, body: string) =>
  `From: Ada Lind <ada@x.example>\r\nMessage-ID: <m1@x.example>\r\nDate: Tue, 03 Mar 2026 10:00:00 +0100\r\nSubject: Fwd: The bridge\r\n${headers}\r\n${body}`;
const multipart = (...parts: string[]) =>
  mail(
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
    `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
  );

describe('pages that a browser saved as one file', () => {
  const page = `<!DOCTYPE html><html lang="en"><head><title>Bridge opens again</title><meta property="article:published_time" content="2026-03-01">
    </head><body><nav><a href="/">Home</a> <a href="/n">All the news</a></nav><article><h1>Bridge opens again</h1><p>${'The council voted to open the bridge. '.repeat(8)}</p></article></body></html>`;
  const saved = (from: string, headers: string) =>
    `From: ${from}\n${headers}Subject: Bridge - Bay\nDate: Tue, 3 Mar 2026 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Location: https://bay.example/1\n\n${page}\n--b\nContent-Type: text/css\nContent-Location: cid:css\n\np { color: red }\n--b--\n`;

  it.each([
    ['Chrome', saved('<Saved by Blink>', 'Snapshot-Content-Location: https://bay.example/1\n'), 'https://bay.example/1'],
    ['others', saved('"Saved by Windows Internet Explorer 11"', ''), undefined],
  ])('are the page alone, with the date that it states: %s', async (_, text, url) => {
    for (const key of ['a.mhtml', 'a.mht', 'a']) {
      const records = await decode(key, text);
      expect(records).toMatchObject([{ stated: { title: 'Bridge opens again', published: ['2026-03-01'] } }]);
      const [{ content, stated }] = records as [DecodedRecord];
      expect([stated.url, stated.source_name, stated.authors]).toEqual([url, undefined, undefined]);
      expect(content).not.toMatch(/All the news|color/);
    }
  });
});

describe('mail', () => {
  it('reads subject, sender, date and text', async () => {
    expect(await decode('a.eml', mail('', TEXT))).toMatchObject([
      {
        index: 0,
        sourceRecordId: 'm1@x.example',
        content: expect.stringContaining(TEXT),
        container: 'mail',
        stated: { title: 'The bridge', authors: ['Ada Lind'], published: ['Tue, 03 Mar 2026 10:00:00 +0100'] },
      },
    ]);
  });

  it('names the charset of the part that is read, and that which stands for an unknown one', async () => {
    const part = (type: string, charset: string, text: string) => `Content-Type: ${type}; charset="${charset}"\r\n\r\n${text}`;
    const both = multipart(part('text/plain', 'iso-8859-2', TEXT), part('text/html', 'UTF-8', `<p>${TEXT}</p>`));
    expect(await decode('a.eml', both.replace('multipart/mixed', 'multipart/alternative'))).toMatchObject([{ charset: 'utf-8' }]);
    expect(await decode('a.eml', multipart(part('text/plain', 'x-nobody-knows', TEXT)))).toMatchObject([
      { charset: 'windows-1252' },
    ]);
    expect(await decode('a.eml', mail('', TEXT))).toMatchObject([{ charset: 'utf-8' }]);
  });

  it('takes a sender that is no person for the source', async () => {
    const [record] = await decode('a.eml', mail('', TEXT).replace('Ada Lind', '=?utf-8?Q?The_Bay_Lett=C3=A9r?='));
    expect(record).toMatchObject({ stated: { source_name: 'The Bay Lettér' } });
    expect(record).not.toHaveProperty('stated.authors');
  });

  it('joins the lines of plain text, not those broken on purpose', async () => {
    const wrapped =
      'The council of the harbour town voted on Tuesday evening to open the\nold bridge again.\n\n- one\n- two\n\nYours,\nAda';
    expect(await outlineOf('a.eml', mail('', wrapped))).toEqual([
      expect.stringContaining('open the old bridge again.\n\n- one\n- two\n\nYours,\nAda'),
    ]);
  });

  it('prefers HTML, unless the text is in the plain alternative only', async () => {
    const alternative = (html: string) =>
      mail(
        'Content-Type: multipart/alternative; boundary=b\r\n',
        `--b\r\nContent-Type: text/plain\r\n\r\n${TEXT} Plain.\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b--\r\n`,
      );
    expect(await outlineOf('a.eml', alternative(`<p>${TEXT}</p><p>Rich.</p>`))).toEqual([`${TEXT}\n\nRich.`]);
    expect(await outlineOf('a.eml', alternative(`<table><tr><td>${TEXT}</td></tr></table>`))).toEqual([TEXT]);
    expect(await outlineOf('a.eml', alternative('<img src="letter.png">'))).toEqual([expect.stringContaining('Plain.')]);
  });

  it('makes a document of each mail attached, and says what other attachments are not read', async () => {
    const attached = mail('', 'Attached text.').replace('m1@', 'm2@');
    const records = await decode(
      'a.eml',
      multipart(
        `Content-Type: text/plain\r\n\r\n${TEXT}`,
        `Content-Type: message/rfc822\r\n\r\n${attached}`,
        'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="plan.pdf"\r\n\r\n%PDF-1.7',
      ),
    );
    expect(outline(records)).toEqual([
      expect.stringContaining(TEXT),
      expect.stringContaining('Attached text.'),
      'unsupported_format',
    ]);
    expect(records.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(ids(records).slice(0, 2)).toEqual(['m1@x.example', 'm2@x.example']);
    expect(records[2]).toMatchObject({ detail: expect.stringContaining('plan.pdf') });
  });

  it('follows mails in mails, and parts in parts, only so far', async () => {
    let nested = mail('', 'Innermost.');
    for (let depth = 0; depth < 8; depth++) nested = mail('Content-Type: message/rfc822\r\n', nested);
    expect((await outlineOf('a.eml', nested)).at(-1)).toBe('unsupported_format');
    const deep = Array.from({ length: 300 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join(
      '',
    );
    expect(await outlineOf('a.eml', mail(deep, 'x'))).toEqual(['malformed']);
  });

  it('rejects what is no mail, what has no text and what has lines without end', async () => {
    expect(await outlineOf('a.eml', 'Only a text.')).toEqual(['unsupported_format']);
    expect(await outlineOf('a.eml', mail('', ''))).toEqual(['empty']);
    expect(await outlineOf('a.eml', mail('', '\n'.repeat(200_000)))).toEqual(['too_large']);
  });

  it('reads mailboxes', async () => {
    const box = `From ada@x.example Tue Mar  3 10:00:00 2026\n${mail('', 'First.\n>From here on it is text.')}\n\nFrom tom Wed Mar  4 10:00:00 2026\n${mail('', 'Second.')}\n`;
    const records = await decode('a.mbox', box);
    expect(outline(records)).toEqual([expect.stringContaining('First.\nFrom here'), expect.stringContaining('Second.')]);
    expect(await outlineOf('inbox', box)).toHaveLength(2);
    expect(await outlineOf('a.mbox', 'no mail')).toEqual(['unsupported_format']);
  });
});

// --- All of them

describe('containers', () => {
  it.each(['7', 'a.txt'])('are told by their first characters when the name, like %s, says nothing', async (key) => {
    const containerOf = async (content: string | Uint8Array) => {
      const [first] = await decode(key, content);
      return isRejection(first!) ? first.reason : (first!.container ?? first!.format);
    };
    expect(await containerOf(rss(item(1, 'one')))).toBe('feed');
    expect(await containerOf(page(1))).toBe('warc');
    expect(await containerOf(mail('', TEXT))).toBe('mail');
    expect(await containerOf(PAGE)).toBe('html');
    for (const charset of ['utf8', 'utf16le'] as const) {
      expect(await containerOf(Buffer.from(`\ufeff${rss(item(1, 'one'))}`, charset))).toBe('feed');
    }
    const articles = [
      'From: Ada Lind\nDate: 3 May 2026\nSubject: bridge\n\nThe bridge is open.',
      'From the harbour to the hill it is 2024 steps.\nBy: Ada Lind\n\nText.',
      'WARC is a format of archives.',
      '<rss> is how a feed begins, said the editor.',
      'Title: The bridge\n\nThe bridge is open.',
    ];
    for (const text of articles) expect(await containerOf(text)).toBe('plain_text');
  });

  const samples: [string, Buffer][] = [
    ['a.rss', Buffer.from(rss(item(0, '<![CDATA[<p>one</p>]]>') + item(1, 'two')))],
    ['a.warc', Buffer.concat([warcRecord(0, { type: 'warcinfo', block: 'a: b' }), page(1), page(2)])],
    ['a.warc.gz', Buffer.concat([gzipSync(page(1)), gzipSync(page(2))])],
    [
      'a.eml',
      Buffer.from(
        multipart(`Content-Type: text/html\r\n\r\n<p>${TEXT}</p>`, `Content-Type: message/rfc822\r\n\r\n${mail('', 'Inner.')}`),
      ),
    ],
    ['a.mbox', Buffer.from(`From a 2026\n${mail('', 'One.')}\n\nFrom b 2026\n${mail('', 'Two.')}`)],
  ];

  it.each(samples)('%s may end anywhere', async (key, bytes) => {
    const whole = await decode(key, bytes);
    for (let length = 0; length < bytes.length; length++) {
      const records = await decode(key, bytes.subarray(0, length));
      expect(records.length).toBeGreaterThan(0);
      expect(records.map(({ index }) => index)).toEqual(records.map((_, i) => i));
      // What came whole before the cut is read as it is read in the whole.
      const intact = records.slice(0, -2);
      if (key !== 'a.eml') expect(intact).toEqual(whole.slice(0, intact.length));
    }
  });

  it.each(samples)('%s may be damaged anywhere', async (key, bytes) => {
    const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(bytes);
        for (const { at, byte } of changes) damaged[at] = byte;
        const records = await decode(key, damaged);
        expect(records.length).toBeGreaterThan(0);
        expect(records.map(({ index }) => index)).toEqual(records.map((_, i) => i));
        for (const one of records) expect(one.rawSha256).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 60 },
    );
  });

  it('read the same bytes into the same records, by the same ids', async () => {
    for (const [key, bytes] of samples) expect(await decode(key, bytes)).toEqual(await decode(key, bytes));
  });
});
