import { model } from '../models.ts';
import { latin1Of } from './latin1.ts';
import { SAMPLE_BYTES } from './limits.ts';
import { hzText, isEbcdic } from './old-escapes.ts';
import { oldLatin } from './old-latin.ts';
import { looksBinary } from './signature.ts';
import { decodeUnits, unmarkedUnicode } from './unmarked-unicode.ts';
import { isOverlong, withoutSurrogates } from './utf8-variants.ts';

export interface CharsetText {
  readonly text: string;
  readonly charset: string;
}

/** Below it the detector has seen next to nothing; Western text with few accents is the likeliest. */
const TRUSTED_CONFIDENCE = 0.1;
/** For these the detector sometimes names a Central European code page, which shares most accents. */
const WESTERN = new Set(['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'sv', 'no', 'da', 'fi', 'is', 'ca']);
/** Charsets of several bytes a character. */
const EAST_ASIAN = /^(?:gb|big5|euc|shift|cp9|iso-2022|hz)/;
/** Names of the detector that TextDecoder knows otherwise. */
const LABELS: Readonly<Record<string, string>> = { cp932: 'shift_jis', cp949: 'euc-kr' };
/** Damaged places that UTF-8 may hold and still be UTF-8, a whole sequence. */
const DAMAGE_SHARE = 0.2;

/**
 * Reads bytes as text by the first evidence that holds; null when they are no text in any charset. What the bytes themselves
 * prove comes before what a header or the document declares of them.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): CharsetText | null {
  const marked = byMark(bytes);
  if (marked) return marked;
  const sample = latin1Of(bytes.subarray(0, SAMPLE_BYTES));
  // Wide units, binary files and escapes hold control bytes, of which most texts have none.
  if (CONTROL.test(sample)) {
    const unicode = byUnits(bytes);
    if (unicode) return unicode;
    if (looksBinary(bytes)) return null;
    const escaped = byEscapes(bytes);
    if (escaped) return escaped;
  }
  // HZ is all ASCII, and would pass as UTF-8.
  const hz = sample.includes('~{') ? hzText(bytes) : null;
  if (hz !== null) return { text: hz, charset: 'hz-gb-2312' };
  const utf8 = byStrictUtf8(bytes);
  if (utf8 || isEbcdic(sample)) return utf8;
  return byDamagedUtf8(bytes) ?? byDeclaration(bytes, declared) ?? byDetection(bytes);
}

const CONTROL = /[\0-\x08\x0e-\x1f]/;

/** The first characters of a text, for a look at what it is: markup is ASCII, so that any other charset may pass as Latin-1. */
export function headOf(bytes: Uint8Array, length: number): string {
  const head = bytes.subarray(0, length);
  return (byMark(head) ?? byUnits(head))?.text ?? latin1Of(head);
}

/** Where HTML and XML declare their charset: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCAN_BYTES = 1_024;
const DECLARATION = /(?:<\?xml\s[^<>]{0,200}?\bencoding|<meta\s[^<>]{0,200}?\bcharset)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})/i;

/** The charset that a page or an XML document names in its first bytes. */
export function charsetInHead(bytes: Uint8Array): string | null {
  return DECLARATION.exec(latin1Of(bytes.subarray(0, PRESCAN_BYTES)))?.[1] ?? null;
}

function byMark(bytes: Uint8Array): CharsetText | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return read(bytes, 'utf-8');
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return readUtf32(bytes, 'utf-32le');
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return readUtf32(bytes, 'utf-32be');
  if (a === 0xff && b === 0xfe) return read(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return read(bytes, 'utf-16be');
  return null;
}

function byUnits(bytes: Uint8Array): CharsetText | null {
  const charset = unmarkedUnicode(bytes);
  return charset === null ? null : { text: decodeUnits(bytes, charset), charset };
}

function byStrictUtf8(bytes: Uint8Array): CharsetText | null {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8' };
  } catch {
    return null;
  }
}

/** ISO-2022-JP is ASCII bytes between escapes, so it would pass as UTF-8. */
function byEscapes(bytes: Uint8Array): CharsetText | null {
  const sample = latin1Of(bytes.subarray(0, SAMPLE_BYTES));
  return /\x1b\$[@B][!-~]{2}/.test(sample) ? read(bytes, 'iso-2022-jp') : null;
}

/** One bad byte does not make another charset of a text with many good sequences, nor do bytes that only a wrong UTF-8 has. */
function byDamagedUtf8(bytes: Uint8Array): CharsetText | null {
  const mended = withoutSurrogates(bytes);
  const { text } = read(mended.subarray(0, SAMPLE_BYTES), 'utf-8');
  const damaged = text.match(/\ufffd+/g)?.length ?? 0;
  const sound = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return damaged < sound * DAMAGE_SHARE || isOverlong(mended) ? read(mended, 'utf-8') : null;
}

function byDeclaration(bytes: Uint8Array, label: string | null): CharsetText | null {
  try {
    const found = label === null ? null : read(bytes, label);
    // UTF-8 was tried already, and of UTF-16 there was no trace.
    return found && !found.charset.startsWith('utf-') && found.charset !== 'replacement' ? found : null;
  } catch {
    return null; // a name that TextDecoder does not know
  }
}

function byDetection(bytes: Uint8Array): CharsetText {
  const { encoding, confidence, language } = model('charset')(Buffer.from(bytes.subarray(0, SAMPLE_BYTES)));
  const name = encoding?.toLowerCase() ?? '';
  const isTrusted = name !== '' && confidence >= TRUSTED_CONFIDENCE;
  const old = isTrusted && EAST_ASIAN.test(name) ? null : oldLatin(bytes);
  if (old) return old;
  if (!isTrusted || WESTERN.has(language ?? '')) return read(bytes, 'windows-1252');
  try {
    return read(bytes, LABELS[name] ?? name);
  } catch {
    return read(bytes, 'windows-1252'); // a charset that TextDecoder does not know
  }
}

function read(bytes: Uint8Array, label: string): CharsetText {
  const decoder = new TextDecoder(label);
  return { text: decoder.decode(bytes), charset: decoder.encoding };
}

const readUtf32 = (bytes: Uint8Array, charset: string): CharsetText => ({
  text: decodeUnits(bytes.subarray(4), charset),
  charset,
});
