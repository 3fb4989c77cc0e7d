import { createHash, randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeObject, isRejection } from '../../../lib/core/decode/decode.ts';
import { scanJson } from '../../../lib/core/decode/json-scan.ts';
import type { DecodedRecord } from '../../../lib/core/model.ts';
import { loadModels } from '../../../lib/core/models.ts';

await loadModels(['charset']);

const decode = (key: string, content: string | Uint8Array) =>
  decodeObject(key, typeof content === 'string' ? Buffer.from(content) : content);
const record = async (key: string, content: string | Uint8Array): Promise<DecodedRecord> => {
  const only = (await decode(key, content))[0]!;
  if (isRejection(only)) throw new Error(`${only.reason}: ${only.detail}`);
  return only;
};
const reasons = async (key: string, content: string | Uint8Array) =>
  (await decode(key, content)).map((one) => (isRejection(one) ? one.reason : 'read'));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('objects that cannot be read', () => {
  const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1);
  const news = Buffer.from(Array.from({ length: 500 }, (_, i) => `Line ${i * 7919} of the council’s minutes.`).join('\n'));
  const counted = (bytes: number) => Buffer.from(Array.from({ length: bytes / 8 }, (_, i) => `${1_000_000 + i}\n`).join(''));
  const cases: [string, string, string | Uint8Array, string][] = [
    ['no bytes', 'a.txt', '', 'empty'],
    ['white space', 'a.txt', ' \n\t\u00a0', 'empty'],
    ['white space as JSON lines', 'a.jsonl', '\n \n', 'empty'],
    ['an 11 MB text', 'a.txt', 'a'.repeat(11 * 1024 * 1024), 'too_large'],
    ['an 11 MB record', 'a.json', JSON.stringify({ body: 'a'.repeat(11 * 1024 * 1024) }), 'too_large'],
    ['a gzip bomb', 'a.txt', gzipSync(Buffer.alloc(30 * 1024 * 1024)), 'bomb'],
    ['a gzip bomb within the ratio', 'a.txt.gz', gzipSync(counted(26_000_000), { level: 1 }), 'bomb'],
    ['a gzip bomb that a name hides', 'a', gzipSync(counted(26_000_000), { level: 1 }), 'bomb'],
    ['a zstd bomb', 'a.jsonl', zstdCompressSync(Buffer.alloc(30 * 1024 * 1024)), 'bomb'],
    ['gzip within gzip', 'a.txt.gz', gzipSync(gzipSync('text')), 'unsupported_format'],
    ['truncated gzip', 'a.txt.gz', half(gzipSync(news)), 'truncated'],
    ['truncated zstd', 'a.txt.zst', half(zstdCompressSync(news)), 'truncated'],
    ['damaged gzip', 'a.txt.gz', Buffer.from(gzipSync(news)).fill(0x55, 30, 90), 'unsupported_format'],
    ['a ZIP archive', 'a.txt', Buffer.from('PK\x03\x04rest'), 'unsupported_format'],
    ['a PNG called .txt', 'a.txt', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'binary'],
    ['a PDF called .txt', 'a.txt', '%PDF-1.7\n', 'binary'],
    ['random controls', 'a.txt', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 29), 'binary'],
    ['JSON that breaks off', 'a.json', '{"body": "x"', 'bad_json'],
    ['JSON nested 200 deep', 'a.json', `${'['.repeat(200)}${']'.repeat(200)}`, 'too_deep'],
    ['JSON nested 100,000 deep', 'a.jsonl', '[{"a":'.repeat(50_000), 'too_deep'],
    ['a million keys', 'a.json', `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join()}}`, 'schema'],
    ['a million keys, in a text for which one is too many', 'a.json', `{${'"k":1,'.repeat(2_000_000)}"k":1}`, 'schema'],
    ['JSON of more values than memory holds', 'a.json', `{"a":{"b":{"c":[${'[],'.repeat(10_000_001)}1]}}}`, 'too_large'],
    ['numbers among other values', 'a.json', `{"a":{"b":{"c":[${'1,'.repeat(10_000_001)}null]}}}`, 'too_large'],
    ['more numbers than memory holds', 'a.json', `{"a":{"b":{"c":[${'1,'.repeat(40_000_005)}1]}}}`, 'too_large'],
    ['a list of more articles than memory holds', 'a.json', `[${'{},'.repeat(1_000_001)}{}]`, 'too_large'],
    ['objects behind each other, too many', 'a.json', '{}'.repeat(1_000_001), 'too_large'],
    ['lines, too many', 'a.jsonl', '1\n'.repeat(1_000_002), 'too_large'],
    ['entries, too many', 'a.rss', `<rss><channel>${'<item/>'.repeat(1_000_001)}</channel></rss>`, 'too_large'],
    ['records of an archive, too many', 'a.warc', 'WARC/1.0\n'.repeat(1_000_003), 'too_large'],
    ['mails, too many', 'a.mbox', '\n\nFrom a\n'.repeat(1_000_002), 'too_large'],
    ['a number as record', 'a.jsonl', '7', 'schema'],
    ['a list as body', 'a.json', '{"title":"T","body":[]}', 'schema'],
    ['an object as body', 'a.json', '{"body":{"a":1}}', 'schema'],
    ['no body', 'a.json', '{"title":"T"}', 'no_body'],
    ['an empty list', 'a.json', '[]', 'empty'],
  ];
  it.each(cases)('%s', async (_, key, content, reason) => {
    expect(await reasons(key, content)).toEqual([reason]);
  });
});

describe('what is no article', () => {
  it.each(['a.csv', 'a.tsv.gz', 'data/part-0.snappy.parquet', 'b/page_files/app.min.js', 'a.PDF', 'a.docx', 'mail.msg'])(
    '%s is rejected with advice',
    async (key) => {
      const [one] = await decode(key, 'title,text\nBridge,It is open again.\n');
      expect(one).toMatchObject({ reason: 'unsupported_format', detail: expect.stringMatching(/^\.\w+ is an? .+: .+\.$/) });
    },
  );

  it('is no name with some other dot in it', async () => {
    for (const key of ['a.csv.txt', 'report.2024', 'csv', 'v1.2/a', 'a.jsonl.parquet/b'])
      expect(await reasons(key, 'It is open again.')).toEqual(['read']);
  });

  it('is not told by letters that a text may have in the same place', async () => {
    expect(await reasons('a.txt', `${'a'.repeat(256)}mustard and the industry`)).toEqual(['read']);
    expect(await reasons('a.txt', 'What is WEBP, and who needs it?')).toEqual(['read']);
    const tar = Buffer.alloc(512, 'a');
    for (const magic of ['ustar\x0000', 'ustar  \0']) {
      tar.write(magic, 257, 'latin1');
      expect(await reasons('a.txt', tar)).toEqual(['unsupported_format']);
    }
    expect(await reasons('a.txt', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'))).toEqual(['binary']);
  });
});

describe('containers', () => {
  it('reads compressed text whatever it is called', async () => {
    expect((await record('a.txt', gzipSync('Hello'))).content).toBe('Hello');
    expect((await record('a.json.zst', zstdCompressSync('{"text":"Hello"}'))).content).toBe('Hello');
  });

  it('keeps the good lines around a bad one, in their order', async () => {
    const lines = await decode('a.jsonl', '\ufeff{"body":"one","id":7}\r\n\n{bad\n{"body":"three"}');
    expect(lines.map((one) => (isRejection(one) ? one.reason : one.content))).toEqual(['one', 'bad_json', 'three']);
    expect(lines.map((one) => one.index)).toEqual([0, 1, 2]);
    expect(lines[0]!.sourceRecordId).toBe('7');
    expect(lines[0]!.rawSha256).toBe(sha256('{"body":"one","id":7}'));
  });

  it('keeps the good elements beside one that is too wide', async () => {
    const wide = `{"body":"w",${Array.from({ length: 10_001 }, (_, i) => `"k${i}":1`).join()}}`;
    for (const text of [`[${wide},{"body":"one"}]`, `{"n":1,"articles":[{"body":"one"},${wide}]}`])
      expect((await reasons('a.json', text)).sort()).toEqual(['read', 'schema']);
  });

  it('reads lists of articles, each with the hash of its own text', async () => {
    for (const text of ['[{"body":"one"},\n {"body": "two"}]', '{"n":1,"articles":[{"body":"one"},\n {"body": "two"}]}']) {
      const records = (await decode('a.json', text)) as DecodedRecord[];
      expect(records.map((one) => one.content)).toEqual(['one', 'two']);
      expect(records[1]!.rawSha256).toBe(sha256('{"body": "two"}'));
    }
  });

  it('reads JSON lines in a file called .json', async () => {
    expect(await reasons('a.json', '{"body":"one"}\n{"body":"two"}\n')).toEqual(['read', 'read']);
  });

  it('lets a pack unfold as far as a pack may, whatever it is called', async () => {
    const lines = Array.from({ length: 3_000 }, (_, i) =>
      JSON.stringify({ body: `${i} ${randomBytes(4_000).toString('base64')}` }),
    );
    const packed = gzipSync(lines.join('\n'), { level: 1 });
    for (const key of ['a.txt.gz', 'a', 'a.jsonl.gz']) expect(await reasons(key, packed)).toEqual(lines.map(() => 'read'));
  });

  it('guesses the format when the name says nothing', async () => {
    expect((await record('articles/7', '{"body":"one"}')).fromFields).toBe(true);
    expect((await record('articles/7', '<!doctype html><p>one</p>')).format).toBe('html');
    expect((await record('articles/7', 'one')).format).toBe('plain_text');
  });
});

describe('fields of a record', () => {
  it('reads the usual names, in any case', async () => {
    const { content, stated, sourceRecordId } = await record(
      'a.json',
      JSON.stringify({
        _id: { $oid: 'a1' },
        Headline: 'T',
        articleBody: 'text',
        author: [{ name: 'Ada Lind' }, 'Tom Bergh'],
        datePublished: '2024-05-03',
        publisher: { name: 'Courier' },
        tags: 'bridge, ferry',
        URL: 'https://example.org/a',
        inLanguage: 'en-GB',
        articleSection: ['News'],
      }),
    );
    expect(content).toBe('text');
    expect(sourceRecordId).toBe('a1');
    expect(stated).toEqual({
      title: 'T',
      authors: ['Ada Lind', 'Tom Bergh'],
      published: ['2024-05-03'],
      source_name: 'Courier',
      keywords: ['bridge', 'ferry'],
      url: 'https://example.org/a',
      language: 'en-GB',
      section: 'News',
    });
  });

  it('treats __proto__ as data', async () => {
    expect(await reasons('a.json', '{"__proto__":{"body":"x","polluted":1},"constructor":{"prototype":{"polluted":1}}}')).toEqual(
      ['no_body'],
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('mends lone surrogates', async () => {
    expect((await record('a.json', '{"body":"a\\ud800b"}')).content).toBe('a\ufffdb');
  });

  it('takes HTML in a text field apart by blocks', async () => {
    expect(
      (await record('a.json', '{"html":"<h1>T</h1><p>one &amp; <b>two</b><script>x()</script></p><p>three<br>four"}')).content,
    ).toBe('T\n\none & two\n\nthree\nfour');
  });

  it('rejects HTML that is nested too deeply', async () => {
    const deep = `<!doctype html>${'<div>'.repeat(30_000)}text`;
    expect(await decodeObject('a.html', Buffer.from(deep))).toMatchObject([{ stage: 'decode', reason: 'too_deep' }]);
    expect(await decodeObject('a.json', Buffer.from(JSON.stringify({ html: `${deep}</div>` })))).toMatchObject([
      { reason: 'schema' },
    ]);
  });

  it('keeps the text when a menu is never closed', async () => {
    const article = 'The council voted on Tuesday to open the old cannery as a market hall. '.repeat(4).trim();
    expect((await record('a.html', `<!doctype html><body><nav><a>Home</a><div><p>${article}</p>`)).content).toContain(article);
  });

  it('reads front matter and plain text of Markdown', async () => {
    const { content, stated } = await record(
      'a.md',
      '---\ntitle: "Bridge: open"\nauthor:\n  - Ada Lind\ntags: [bridge, ferry]\ndate: 2024-05-03\n---\n# Bridge\n\nThe **old** [bridge](http://x) is _open_.\n\n![dawn](x.png)\nsnake_case_name\n',
    );
    expect(stated).toEqual({
      title: 'Bridge: open',
      authors: ['Ada Lind'],
      keywords: ['bridge', 'ferry'],
      published: ['2024-05-03'],
    });
    expect(content).toBe('\nBridge\n\nThe old bridge is open.\n\n\nsnake_case_name\n'.slice(1));
  });
});

describe('charsets', () => {
  const text = 'Zoë’s café';
  const utf16 = (big: boolean, mark: boolean) => {
    const bytes = Buffer.from((mark ? '\ufeff' : '') + text.repeat(4), 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  it.each([
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`), text, 'utf-8'],
    ['UTF-16 LE', utf16(false, true), text.repeat(4), 'utf-16le'],
    ['UTF-16 BE', utf16(true, true), text.repeat(4), 'utf-16be'],
    ['UTF-16 LE without mark', utf16(false, false), text.repeat(4), 'utf-16le'],
    ['UTF-32 LE', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0, 0x00, 0xf6, 0x01, 0]), 'A😀', 'utf-32le'],
    ['windows-1252', Buffer.from('Zo\xeb\x92s caf\xe9 is open again', 'latin1'), 'Zoë’s café is open again', 'windows-1252'],
    [
      'windows-1251',
      Buffer.from(
        '\xcc\xee\xf1\xf2 \xf1\xed\xee\xe2\xe0 \xee\xf2\xea\xf0\xfb\xf2 \xe4\xeb\xff \xe2\xf1\xe5\xf5 \xe6\xe8\xf2\xe5\xeb\xe5\xe9',
        'latin1',
      ),
      'Мост снова открыт для всех жителей',
      'windows-1251',
    ],
    [
      'UTF-8 with one bad byte',
      Buffer.concat([Buffer.from('Zoë’s café — “open”, été, '), Buffer.from([0xff]), Buffer.from(' Zoë')]),
      'Zoë’s café — “open”, été, \ufffd Zoë',
      'utf-8',
    ],
    [
      'overlong UTF-8',
      Buffer.from('Open \xc0\xaf and \xe0\x80\xafagain', 'latin1'),
      'Open \ufffd\ufffd and \ufffd\ufffd\ufffdagain',
      'utf-8',
    ],
    ['surrogates in UTF-8', Buffer.from('Open \xed\xa0\xbd\xed\xba\xa2 again', 'latin1'), 'Open 🚢 again', 'utf-8'],
    [
      'a letter that begins as such a surrogate does',
      Buffer.from('Ma\xed\xa0 again, caf\xe9', 'latin1'),
      'Maí\u00a0 again, café',
      'windows-1252',
    ],
  ])('%s', async (_, bytes, content, charset) => {
    const read = await record('a.txt', bytes);
    expect([read.content, read.charset]).toEqual([content, charset]);
  });

  describe('without a mark', () => {
    const texts = [
      ['Russian', 'Мост снова открыт для всех жителей города.\n'],
      ['Arabic', 'أعيد فتح الجسر أمام جميع سكان المدينة.\n'],
      ['Chinese', '大橋今天重新開放，所有居民都可以通行。一年的維修終於結束了。'],
      ['Japanese', 'おおはしは、きょうからまたとおれるようになりました。'],
      ['Korean', '다리가 오늘 모든 주민에게 다시 열렸다.\n'],
      ['emoji', 'Die Brücke ist wieder offen 🚢🚢, für alle.\n'],
    ] as const;
    const bytesOf = (text: string) => {
      const little = Buffer.from(text, 'utf16le');
      const wide = Buffer.alloc([...text].length * 4);
      for (const [i, char] of [...text].entries()) wide.writeUInt32LE(char.codePointAt(0)!, i * 4);
      return [
        ['utf-16le', little],
        ['utf-16be', Buffer.from(little).swap16()],
        ['utf-32le', wide],
        ['utf-32be', Buffer.from(wide).swap32()],
      ] as const;
    };
    it.each(texts)('%s', async (_, text) => {
      for (const [charset, bytes] of bytesOf(text.repeat(3))) {
        const { content, charset: found } = await record('a.txt', bytes);
        expect({ content, found }).toEqual({ content: text.repeat(3), found: charset });
      }
    });

    it('takes no text of single bytes for it, be there zeros in it', async () => {
      const lines = [
        'The bridge is open\0 to all again, at last.\n',
        'QmFzZTY0YW5kbm90aGluZ0JlaGluZEl0\0\n',
        'Zoë’s café is open to all again, at last.\0\n',
      ];
      for (const line of lines) expect((await record('a.txt', Buffer.from(line.repeat(6)))).charset).toBe('utf-8');
    });
  });
});

describe('what to beware of', () => {
  const flags = async (json: string) => (await record('a.json', json)).flags ?? [];

  it('is a key that stands twice in one object, whichever', async () => {
    expect(await flags('{"title":"One","title":"Two","body":"text"}')).toEqual(['duplicate_keys']);
    expect((await record('a.json', '{"title":"One","title":"Two","body":"text"}')).stated.title).toBe('Two');
    expect(await flags('{"body":"text","meta":[{"a":1,"\\u0061":2}]}')).toEqual(['duplicate_keys']);
    expect(await flags('{"body":"a: b","meta":[{"a":{}},{"a":{"a":[]}}],"__proto__":{"a":1}}')).toEqual([]);
    expect(await flags('{"body":"text","x":NaN}')).toEqual([]);
  });
});

describe('JSON under the name of a page or an article', () => {
  const fields = { title: 'Bridge', body: 'The bridge is open again.' };
  const one = JSON.stringify(fields, null, 1);
  const list = JSON.stringify([fields, { ...fields, title: 'Ferry' }]);
  it.each([
    ['an object', one, ['Bridge']],
    ['a list', `\ufeff\n${list}\n`, ['Bridge', 'Ferry']],
    ['lines', `${JSON.stringify(fields)}\n\n${JSON.stringify(fields)}\n`, ['Bridge', 'Bridge']],
    ['what an API answers', JSON.stringify({ status: 'ok', articles: [fields] }), ['Bridge']],
  ])('%s is read as JSON', async (_, json, titles) => {
    for (const key of ['a.html', 'a.htm.gz', 'a.md', 'a.txt', 'a']) {
      const records = await decodeObject(key, key.endsWith('.gz') ? gzipSync(json) : Buffer.from(json));
      expect(records.map((found) => (isRejection(found) ? found.reason : found.stated.title))).toEqual(titles);
    }
  });

  it('has the reasons of JSON', async () => {
    expect(await reasons('a.html', '{"status": "error", "code": 404}')).toEqual(['no_body']);
  });

  it.each([
    ['[{"quote": "unfinished', ['a.html', 'a.md']],
    ['{"@type": "NewsArticle"}\n<p>The bridge is open again.</p>', ['a.html', 'a.md']],
    ['[Update] The bridge is open again.', ['a.html', 'a.md', 'a.txt', 'a']],
    ['["Open", he said] The bridge is open again.', ['a.html', 'a.md', 'a.txt', 'a']],
    ['{"Open at last"} is what the mayor called her speech.', ['a.html', 'a.md', 'a.txt', 'a']],
    ['[{Update} The bridge is open again.', ['a.html', 'a.md', 'a.txt', 'a']],
    ['[{}] The bridge is open again.', ['a.html', 'a.md', 'a.txt', 'a']],
    ['"The bridge is open again."', ['a.html', 'a.md', 'a.txt', 'a']],
  ])('but %s is a text', async (text, keys) => {
    for (const key of keys) expect((await record(key, text)).fromFields).toBe(false);
  });
});

it('reads a list of articles with long vectors of numbers', () => {
  const vector = `[ ${'-1,\n '.repeat(1535)}1 ]`;
  const article = `{"title": "Bridge", "embedding": ${vector}}`;
  const shape = scanJson(`[${`${article},`.repeat(7_999)}${article}]`);
  expect([shape.problem, shape.elements.length]).toEqual([null, 8_000]);
});
