import { headOf } from './charset.ts';
import { extensionOf } from './extension.ts';
import type { Format } from './format.ts';
import { looksLikeHtml } from './html-text.ts';
import { decodeJson, decodeJsonLines, isJson } from './json.ts';
import { OBJECT_BYTES, RECORD_BYTES, UNPACKED_PACK_BYTES, UNPACKED_TEXT_BYTES } from './limits.ts';
import { decodeHtml, decodeMarkdown, decodePlainText } from './text.ts';

/** The input formats. A new one is an entry here and, when it needs one, a file beside this. */
const FORMATS: readonly Format[] = [
  {
    name: 'jsonl',
    extensions: ['jsonl', 'ndjson'],
    mediaTypes: ['application/x-ndjson', 'application/jsonl'],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: (head) => /^\s*\{\s*"[^"\n]{0,200}"\s*:[^\n]*\}\s*\n\s*\{/.test(head),
    survivesCut: true,
    decode: decodeJsonLines,
  },
  {
    name: 'json',
    extensions: ['json'],
    mediaTypes: ['application/json', 'application/feed+json', 'application/ld+json'],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: (head) => /^\s*(?:\[\s*)?\{\s*"[^"\n]{0,200}"\s*:/.test(head),
    decode: decodeJson,
  },
  {
    name: 'feed',
    extensions: ['rss', 'atom', 'rdf', 'xml'],
    mediaTypes: ['application/rss+xml', 'application/atom+xml', 'application/rdf+xml', 'application/xml', 'text/xml'],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: (head) =>
      /^\s*<(?:\?xml|!--|rss|(?:atom:)?feed|rdf:RDF)\b/i.test(head) &&
      /<(?:rss|(?:atom:)?feed|rdf:RDF)(?:\s[^<>]*)?>\s*</i.test(head),
    survivesCut: true,
    decode: async (bytes, declared) => (await import('./feed.ts')).decodeFeed(bytes, declared),
  },
  {
    name: 'html',
    extensions: ['html', 'htm', 'xhtml'],
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    maxBytes: UNPACKED_TEXT_BYTES,
    sniff: (head) => /^\s*<(?:!doctype html|html|head|body)\b/i.test(head) && looksLikeHtml(`${head}</`),
    decode: decodeHtml,
  },
  {
    name: 'markdown',
    extensions: ['md', 'markdown'],
    mediaTypes: ['text/markdown'],
    maxBytes: UNPACKED_TEXT_BYTES,
    sniff: (head) => /^---\r?\n[\w-]+:/.test(head),
    decode: decodeMarkdown,
  },
  {
    name: 'warc',
    extensions: ['warc'],
    // An archive within an archive is none that crawlers write.
    mediaTypes: [],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: (head) => /^WARC\/\d/.test(head),
    survivesCut: true,
    decode: async (bytes, _, formats) => (await import('./warc.ts')).decodeWarc(bytes, formats),
  },
  {
    name: 'mbox',
    extensions: ['mbox'],
    mediaTypes: ['application/mbox'],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: (head) =>
      /^From \S+ [^\n]*\d{4}[^\n]*\r?\n[A-Za-z-]+:/.test(head) && hasMailHeaders(head.slice(head.indexOf('\n') + 1)),
    decode: async (bytes) => (await import('./mail.ts')).decodeMbox(bytes),
  },
  {
    name: 'mail',
    extensions: ['eml', 'mht', 'mhtml'],
    mediaTypes: ['message/rfc822'],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: hasMailHeaders,
    decode: async (bytes) => (await import('./mail.ts')).decodeMail(bytes),
  },
  {
    name: 'plain_text',
    extensions: ['txt', 'text'],
    mediaTypes: ['text/plain'],
    maxBytes: UNPACKED_TEXT_BYTES,
    sniff: () => true,
    decode: decodePlainText,
  },
];

/**
 * Whether a text begins with the headers that mail servers and programs write. Articles too begin with `From:` and `Date:`;
 * what tells a mail are the headers that no author writes.
 */
function hasMailHeaders(head: string): boolean {
  const lines = head.split(/\r?\n/);
  const end = lines.findIndex((line) => !/^(?:[A-Za-z][A-Za-z0-9-]*:|[ \t]\S)/.test(line));
  const names = (end < 0 ? lines : lines.slice(0, end)).map(nameOfHeader);
  return names.includes('from') && names.some((name) => /^(?:received|message-id|mime-version|return-path)$/.test(name));
}

const nameOfHeader = (line: string): string => line.slice(0, Math.max(0, line.indexOf(':'))).toLowerCase();

export const formatByExtension = (key: string): Format | undefined =>
  FORMATS.find((format) => format.extensions.includes(extensionOf(key)));

export const formatByMediaType = (type: string): Format | undefined =>
  FORMATS.find((format) => format.mediaTypes.includes(type.toLowerCase()));

/** So much is looked at to see which format it is. */
const SNIFFED_BYTES = 4_096;

export function formatBySniffing(bytes: Uint8Array): Format {
  const head = headOf(bytes, SNIFFED_BYTES);
  return FORMATS.find((format) => format.sniff(head))!;
}

/**
 * The format of bytes, which a name or a header may have said. Scrapers save what an API answers under the name of the page; a page
 * or an article may begin like JSON, but none is JSON from end to end.
 */
export function formatOf(bytes: Uint8Array, named: Format | undefined): Format {
  if (named && holdsMany(named)) return named;
  const sniffed = formatBySniffing(bytes);
  return !named || (/^jsonl?$/.test(sniffed.name) && isJson(bytes)) ? sniffed : named;
}

/** Whether an object of this format may hold many records. */
export const holdsMany = ({ maxBytes }: Format): boolean => maxBytes === UNPACKED_PACK_BYTES;

/** Bytes that an object of this name may have. A page or an article that is larger, compressed or not, is too long for a text; under other names there may be many. */
export function mostBytes(key: string): number {
  const named = formatByExtension(key);
  return named && named.name !== 'plain_text' && !holdsMany(named) ? RECORD_BYTES : OBJECT_BYTES;
}
