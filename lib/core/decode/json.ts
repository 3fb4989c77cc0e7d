import type { Rejection, RejectionReason } from '../model.ts';
import { decodeText } from './charset.ts';
import { recordOfFields, withWholeUrl } from './field-record.ts';
import { articleAmong } from './json-ld.ts';
import { mendedJson } from './json-mended.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { type JsonProblem, type JsonShape, pathOf, scanJson } from './json-scan.ts';
import { JSON_VALUES, RECORD_BYTES } from './limits.ts';
import { fieldsOf } from './record-fields.ts';
import { type Decoded, hasTooMany, isRejection, type RecordSource, reject, tooManyRecords } from './rejection.ts';

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
  'content',
];
/** Members of an object that hold an object with such a list (search engines, APIs). */
const LIST_HOLDERS = ['response', 'result', 'results', 'data', 'hits', 'payload', 'feed'];

/**
 * A `.json` file: one object, a list of them, an object with a list of articles, or several objects one behind the other. What is
 * not JSON as a whole may be so in its parts: in a list that was cut or has a damaged element, the other elements live.
 */
export function decodeJson(bytes: Uint8Array, declared: string | null = null): Decoded[] {
  const source = { index: 0, bytes };
  const decoded = decodeText(bytes, declared);
  if (!decoded) return [reject(source, 'binary', 'The file is no text.')];
  const { charset } = decoded;
  const text = withoutMark(decoded.text);
  if (text.trim() === '') return [reject(source, 'empty', 'The file holds only white space.')];
  const shape = scanJson(text);
  if (shape.problem) return [refusal(source, shape.problem)];
  const root = parse(text, source);
  if (isRejection(root)) return linesOfJson(text) ? decodeJsonLines(bytes, declared) : decodeParts(text, shape, charset, root);
  const list = listIn(root.value);
  if (list === null) return [decodeLine(text, 0, charset, { bytes })];
  const spans = shape.elements.filter((span) => span.path === list.path);
  if (spans.length === 0) return [reject(source, 'empty', 'The list of articles is empty.')];
  const shared = isJsonFeed(root.value) ? sharedByItems(root.value) : {};
  return spans.map((span, index) => decodeLine(text.slice(span.start, span.end), index, charset, { shared }));
}

/** The parts of what is no JSON as a whole; its rejection when it has none, or stands for a last one that is cut. */
function decodeParts(text: string, { elements, roots, closed }: JsonShape, charset: string, whole: Rejection): Decoded[] {
  const isList = text.trimStart().startsWith('[');
  const spans = isList ? elements.filter(({ path }) => path === null) : roots;
  if (spans.length < (closed ? 2 : 1)) return [whole];
  const records = spans.map((span, index) => decodeLine(text.slice(span.start, span.end), index, charset));
  const detail = `Behind record ${records.length - 1} the JSON ends too early.`;
  return closed ? records : [...records, { ...whole, index: records.length, reason: 'truncated', detail }];
}

/** Whether bytes are JSON from end to end: one object or list, or one a line. */
export function isJson(bytes: Uint8Array): boolean {
  const text = withoutMark(decodeText(bytes)?.text ?? '');
  const isOne = (json: string) => typeof (parsedOrUndefined(json) ?? '') === 'object';
  return isOne(text) || text.split('\n').every((line) => line.trim() === '' || isOne(line));
}

/** A `.jsonl` file: one object a line. A bad line is that line's rejection, the others live. */
export function decodeJsonLines(bytes: Uint8Array, declared: string | null = null): Decoded[] {
  const decoded = decodeText(bytes, declared);
  if (!decoded) return [reject({ index: 0, bytes }, 'binary', 'The file is no text.')];
  const text = withoutMark(decoded.text);
  if (isSpread(text)) return decodeJson(bytes, declared);
  if (hasTooMany(text, '\n')) return [tooManyRecords({ index: 0, bytes })];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return [reject({ index: 0, bytes }, 'empty', 'The file holds only white space.')];
  return lines.map((line, index) => decodeLine(line.endsWith('\r') ? line.slice(0, -1) : line, index, decoded.charset));
}

const REFUSALS: Readonly<Record<Exclude<JsonProblem, 'too_many_records'>, readonly [RejectionReason, string]>> = {
  too_deep: ['too_deep', 'The JSON is nested too deeply.'],
  too_many_members: ['schema', 'An object has too many members.'],
  too_many_values: ['too_large', `The JSON has more than ${JSON_VALUES} values: split it.`],
};

const refusal = (source: RecordSource, problem: JsonProblem): Rejection =>
  problem === 'too_many_records' ? tooManyRecords(source) : reject(source, ...REFUSALS[problem]);

function decodeLine(
  line: string,
  index: number,
  charset: string,
  { bytes = Buffer.from(line), shared = {} }: { bytes?: Uint8Array; shared?: JsonObject } = {},
): Decoded {
  const source = { index, bytes };
  if (source.bytes.length > RECORD_BYTES) return reject(source, 'too_large', `The record is larger than ${RECORD_BYTES} bytes.`);
  const shape = scanJson(line);
  if (shape.problem) return refusal(source, shape.problem);
  if (shape.tooManyMembers) return refusal(source, 'too_many_members');
  const root = parse(line, source);
  if (isRejection(root)) return root;
  const decoded = decodeValue(root.value, source, line, { charset, shared });
  const isAmbiguous = !isRejection(decoded) && shape.members > memberCount(root.value);
  return isAmbiguous ? { ...decoded, flags: ['duplicate_keys'] } : decoded;
}

/** The members of all objects in a value: fewer than its text has where a key stands twice, of which the last counts. */
const memberCount = (value: unknown): number =>
  Array.isArray(value)
    ? value.reduce((sum: number, one) => sum + memberCount(one), 0)
    : isObject(value)
      ? Object.values(value).reduce((sum: number, one) => sum + 1 + memberCount(one), 0)
      : 0;

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
  const article = '@graph' in value ? (articleAmong([value]) ?? value) : value;
  return recordOfFields(withWholeUrl({ ...rest, ...article }, base), source, charset);
}

function parse(text: string, source: RecordSource): { readonly value: unknown } | Rejection {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const value = parsedOrUndefined(mendedJson(text));
    if (value !== undefined) return { value };
    return reject(source, 'bad_json', `The JSON can't be parsed: ${(error as Error).message.slice(0, 200)}`);
  }
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller reports what was wrong with the text as it came
  }
}

/** Where the list of articles is: the root itself, or below it; null when the root is one article. */
function listIn(root: unknown): { readonly path: string | null } | null {
  if (Array.isArray(root)) return { path: null };
  if (isJsonFeed(root)) return { path: 'items' };
  if (!isObject(root) || !('problem' in fieldsOf(root)) || '@graph' in root) return null;
  const own = listMember(root);
  if (own !== undefined) return { path: own };
  for (const holder of LIST_HOLDERS) {
    const inner = Object.hasOwn(root, holder) ? root[holder] : null;
    const key = isObject(inner) ? listMember(inner) : undefined;
    if (key !== undefined) return { path: pathOf(holder, key) };
  }
  return null;
}

const listMember = (object: JsonObject): string | undefined =>
  LISTS.find((name) => {
    const list: unknown = Object.hasOwn(object, name) ? object[name] : null;
    return Array.isArray(list) && list.some((one) => typeof one === 'object' && one !== null);
  });

/** https://www.jsonfeed.org/version/1.1/ */
const isJsonFeed = (root: unknown): root is JsonObject =>
  isObject(root) && /jsonfeed\.org\/version\//.test(String((root as JsonObject).version));

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

/** Whether a file called .jsonl is JSON over several lines, or one list in a line. */
function isSpread(text: string): boolean {
  const [first = ''] = /^\s*\S[^\n]*/.exec(text) ?? [];
  return /^[[{]$/.test(first.trim()) || (first.trim().startsWith('[') && text.trim() === first.trim());
}
