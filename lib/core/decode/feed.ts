import { charsetInHead, decodeText } from './charset.ts';
import { type Entry, type FeedParts, feedPartsOf } from './feed-entries.ts';
import { fieldsOfEntry, fieldsOfHead } from './feed-fields.ts';
import { recordOfFields } from './field-record.ts';
import { RECORD_BYTES } from './limits.ts';
import type { JsonObject } from './record-fields.ts';
import { type Decoded, reject } from './rejection.ts';

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
  if (feed.entries.length === 0) return [reject(whole, 'empty', 'The feed has no entries.')];
  const head = fieldsOfHead(feed);
  return feed.entries.map((entry, index) => {
    const isLast = index === feed.entries.length - 1;
    return decodeEntry(feed, head, entry, { index, isLast, charset: decoded.charset });
  });
}

function decodeEntry(
  feed: FeedParts,
  head: JsonObject,
  { text, closed }: Entry,
  { index, isLast, charset }: { index: number; isLast: boolean; charset: string },
): Decoded {
  const source = { index, bytes: Buffer.from(text) };
  if (source.bytes.length > RECORD_BYTES) return reject(source, 'too_large', `The entry is larger than ${RECORD_BYTES} bytes.`);
  if (!closed && isLast) return reject(source, 'truncated', 'The feed ends within the entry.');
  if (!closed) return reject(source, 'malformed', 'The entry has no end tag.');
  try {
    const fields = fieldsOfEntry(feed, text);
    if (!fields) return reject(source, 'no_body', 'The entry is empty.');
    return recordOfFields({ ...head, ...fields }, source, charset, 'feed');
  } catch (error) {
    const { message, cause } = error as Error;
    return reject(
      source,
      'malformed',
      `The XML of the entry can't be parsed: ${String((cause as Error)?.message ?? message).slice(0, 200)}`,
    );
  }
}
