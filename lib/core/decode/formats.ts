import { looksLikeHtml } from './html-text.ts';
import { decodeJson, decodeJsonLines } from './json.ts';
import { UNPACKED_PACK_BYTES, UNPACKED_TEXT_BYTES } from './limits.ts';
import type { Decoded } from './rejection.ts';
import { decodeHtml, decodeMarkdown, decodePlainText } from './text.ts';

/** An input format. A new one is an entry below and, when it needs one, a file beside this. */
export interface Format {
  readonly name: string;
  readonly extensions: readonly string[];
  /** Bytes that one object may have, unfolded. */
  readonly maxBytes: number;
  /** Whether the first characters look like it; asked, in order, when the extension says nothing. */
  readonly sniff: (head: string) => boolean;
  readonly decode: (bytes: Uint8Array) => Decoded[];
}

export const FORMATS: readonly Format[] = [
  {
    name: 'jsonl',
    extensions: ['jsonl', 'ndjson'],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: (head) => /^\s*\{[^\n]*\}\s*\n\s*\{/.test(head),
    decode: decodeJsonLines,
  },
  {
    name: 'json',
    extensions: ['json'],
    maxBytes: UNPACKED_PACK_BYTES,
    sniff: (head) => /^\s*(?:\{\s*"|\[\s*\{)/.test(head),
    decode: decodeJson,
  },
  {
    name: 'html',
    extensions: ['html', 'htm', 'xhtml'],
    maxBytes: UNPACKED_TEXT_BYTES,
    sniff: (head) => /^\s*<(?:!doctype html|html|head|body)\b/i.test(head) && looksLikeHtml(`${head}</`),
    decode: decodeHtml,
  },
  {
    name: 'markdown',
    extensions: ['md', 'markdown'],
    maxBytes: UNPACKED_TEXT_BYTES,
    sniff: (head) => /^---\r?\n[\w-]+:/.test(head),
    decode: decodeMarkdown,
  },
  { name: 'plain_text', extensions: ['txt', 'text'], maxBytes: UNPACKED_TEXT_BYTES, sniff: () => true, decode: decodePlainText },
];

/** Compressions are no formats: each format may wear one of these endings. */
const COMPRESSIONS = ['gz', 'gzip', 'zst', 'zstd'];

/** The last extension of a key, not counting one of a compression. */
function extensionOf(key: string): string {
  const parts = key
    .slice(key.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.');
  if (parts.length > 1 && COMPRESSIONS.includes(parts.at(-1)!)) parts.pop();
  return parts.length > 1 ? parts.at(-1)! : '';
}

export const formatByExtension = (key: string): Format | undefined =>
  FORMATS.find((format) => format.extensions.includes(extensionOf(key)));

export const formatBySniffing = (head: string): Format => FORMATS.find((format) => format.sniff(head))!;
