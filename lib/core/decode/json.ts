import type { Rejection } from '../model.ts';
import { decodeText } from './charset.ts';
import { recordOfFields, withWholeUrl } from './field-record.ts';
import { scanJson } from './json-scan.ts';
import { RECORD_BYTES } from './limits.ts';
import { fieldsOf } from './record-fields.ts';
import { type Decoded, isRejection, type RecordSource, reject } from './rejection.ts';
import type { JsonObject } from './stated-fields.ts';

/** Members of an object that hold a list of articles (JSON Feed, news APIs, search results). */
const LISTS = [
  'articles',
  'items',
  'results',
  'docs',
  'documents',
  'records',
  'entries',
  'stories',
  'posts',
  'news',
  'data',
  'hits',
];

/** A `.json` file: one object, a list of them, or an object with a list of articles. */
export function decodeJson(bytes: Uint8Array, declared: string | null = null): Decoded[] {
  const source = { index: 0, bytes };
  const decoded = decodeText(bytes, declared);
  if (!decoded) return [reject(source, 'binary', 'The file is no text.')];
  const { charset } = decoded;
  const text = withoutMark(decoded.text);
  if (text.trim() === '') return [reject(source, 'empty', 'The file holds only white space.')];
  const shape = scanJson(text);
  if (shape.tooDeep) return [reject(source, 'too_deep', 'The JSON is nested too deeply.')];
  const root = parse(text, source);
  if (isRejection(root)) return linesOfJson(text) ? decodeJsonLines(bytes, declared) : [root];
  const list = listIn(root.value);
  if (list === null) return [decodeLine(text, 0, charset, { bytes })];
  const spans = shape.elements.filter((span) => span.key === list.key);
  if (spans.length === 0) return [reject(source, 'empty', 'The list of articles is empty.')];
  const shared = isJsonFeed(root.value) ? sharedByItems(root.value) : {};
  return spans.map((span, index) => decodeLine(text.slice(span.start, span.end), index, charset, { shared }));
}

/** A `.jsonl` file: one object a line. A bad line is that line's rejection, the others live. */
export function decodeJsonLines(bytes: Uint8Array, declared: string | null = null): Decoded[] {
  const decoded = decodeText(bytes, declared);
  if (!decoded) return [reject({ index: 0, bytes }, 'binary', 'The file is no text.')];
  const lines = withoutMark(decoded.text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return [reject({ index: 0, bytes }, 'empty', 'The file holds only white space.')];
  return lines.map((line, index) => decodeLine(line.endsWith('\r') ? line.slice(0, -1) : line, index, decoded.charset));
}

function decodeLine(
  line: string,
  index: number,
  charset: string,
  { bytes = Buffer.from(line), shared = {} }: { bytes?: Uint8Array; shared?: JsonObject } = {},
): Decoded {
  const source = { index, bytes };
  if (source.bytes.length > RECORD_BYTES) return reject(source, 'too_large', `The record is larger than ${RECORD_BYTES} bytes.`);
  const shape = scanJson(line);
  if (shape.tooDeep) return reject(source, 'too_deep', 'The JSON is nested too deeply.');
  if (shape.tooManyKeys) return reject(source, 'schema', 'An object has too many members.');
  const root = parse(line, source);
  return isRejection(root) ? root : decodeValue(root.value, source, line, { charset, shared });
}

function decodeValue(
  value: unknown,
  source: RecordSource,
  text: string,
  { charset, shared }: { charset: string; shared: JsonObject },
): Decoded {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return reject(source, 'schema', `The record is no JSON object but ${text.slice(0, 40)}.`);
  }
  const { base, ...rest } = shared;
  return recordOfFields(withWholeUrl({ ...rest, ...value }, base), source, charset);
}

function parse(text: string, source: RecordSource): { readonly value: unknown } | Rejection {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return reject(source, 'bad_json', `The JSON can't be parsed: ${(error as Error).message.slice(0, 200)}`);
  }
}

/** Where the list of articles is: the root itself, or a member of it; null when the root is one article. */
function listIn(root: unknown): { readonly key: string | null } | null {
  if (Array.isArray(root)) return { key: null };
  if (isJsonFeed(root)) return { key: 'items' };
  if (typeof root !== 'object' || root === null || !('problem' in fieldsOf(root as JsonObject))) return null;
  const key = LISTS.find((name) => {
    const list: unknown = Object.hasOwn(root, name) ? (root as JsonObject)[name] : null;
    return Array.isArray(list) && list.some((one) => typeof one === 'object' && one !== null);
  });
  return key === undefined ? null : { key };
}

/** https://www.jsonfeed.org/version/1.1/ */
const isJsonFeed = (root: unknown): root is JsonObject =>
  typeof root === 'object' && root !== null && /jsonfeed\.org\/version\//.test(String((root as JsonObject).version));

/** What a JSON feed states for all its items; the author of an item is its own or, in version 1, called `author`. */
const sharedByItems = ({ title, language, authors, author, home_page_url: base }: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries({ source_name: title, language, creator: authors ?? author, base }).filter(([, value]) => value !== undefined),
  );

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

/** Whether a file called .json is one object a line. */
function linesOfJson(text: string): boolean {
  const lines = text.split('\n', 3).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => /^\s*\{.*\}\s*$/.test(line));
}
