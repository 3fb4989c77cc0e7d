import type { Rejection } from '../model.ts';
import { charsetInHead, decodeText } from './charset.ts';
import { type Entry, feedPartsOf } from './feed-entries.ts';
import { type EntryFields, fieldsOfEntries, fieldsOfHead } from './feed-fields.ts';
import { recordOfFields, withWholeUrl } from './field-record.ts';
import type { JsonObject } from './json-object.ts';
import { RECORD_BYTES } from './limits.ts';
import { type Decoded, isRejection, type RecordSource, reject, tooManyRecords } from './rejection.ts';

/** An RSS, Atom or RDF feed: a record an entry. A broken entry is its own rejection, the others live. */
export function decodeFeed(bytes: Uint8Array, declared: string | null): Decoded[] {
  const whole = { index: 0, bytes };
  const decoded = decodeText(bytes, declared ?? charsetInHead(bytes));
  if (!decoded) return [reject(whole, 'binary', 'The file is no text.')];
  const feed = feedPartsOf(decoded.text);
  if (feed === 'entities') return [reject(whole, 'bomb', 'The XML defines entities, which are never expanded.')];
  if (feed === 'no_feed') {
    return [reject(whole, 'unsupported_format', 'The XML is no feed: its root element is neither rss nor feed nor RDF.')];
  }
  if (feed === 'too_many') return [tooManyRecords(whole)];
  if (feed.entries.length === 0) return [reject(whole, 'empty', 'The feed has no entries.')];
  const head = fieldsOfHead(feed);
  const sources = feed.entries.map(({ text }, index) => ({ index, bytes: Buffer.from(text) }));
  const problems = feed.entries.map((entry, index) => problemOf(entry, sources[index]!, index === sources.length - 1));
  const sound = feed.entries.filter((_, index) => problems[index] === null);
  const fields = fieldsOfEntries(
    feed,
    sound.map(({ text }) => text),
  ).values();
  return sources.map((source, index) => problems[index] ?? recordOf(fields.next().value!, head, source, decoded.charset));
}

/** What is wrong with an entry before it is read. */
function problemOf({ closed }: Entry, source: RecordSource, isLast: boolean): Rejection | null {
  if (source.bytes.length > RECORD_BYTES) return reject(source, 'too_large', `The entry is larger than ${RECORD_BYTES} bytes.`);
  if (closed) return null;
  return isLast
    ? reject(source, 'truncated', 'The feed ends within the entry.')
    : reject(source, 'malformed', 'The entry has no end tag.');
}

function recordOf(fields: EntryFields, head: JsonObject, source: RecordSource, charset: string): Decoded {
  if (fields instanceof Error) {
    return reject(source, 'malformed', `The entry can't be read: ${fields.message.slice(0, 200)}`);
  }
  const { base, ...shared } = head;
  const decoded = recordOfFields(withWholeUrl({ ...shared, ...fields }, base), source, charset, 'feed');
  return isRejection(decoded) && decoded.reason === 'no_body' ? { ...decoded, detail: 'The entry holds no text.' } : decoded;
}
