import { type AtomFeed, parseAtomFeed, parseRdfFeed, parseRssFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import type { FeedParts } from './feed-entries.ts';
import type { JsonObject } from './json-object.ts';

/** A call of the parser costs as much as ten entries; a batch with a broken one is read again one by one. */
const BATCH_ENTRIES = 64;
const BATCH_CHARS = 1_000_000;

/** What an entry states, under the names by which records state it, or why it can't be read. */
export type EntryFields = JsonObject | Error;

/** So many entries of a feed are read one by one; a feed with more in broken batches is broken itself. */
const MOST_ALONE = 2_000;

/** The values of entries, in their order. */
export function fieldsOfEntries(feed: FeedParts, entries: readonly string[]): EntryFields[] {
  let alone = 0;
  return batches(entries).flatMap((batch) => {
    const found = read(feed, batch);
    if (Array.isArray(found) && found.length === batch.length) return found;
    alone += batch.length;
    if (alone > MOST_ALONE) return batch.map(() => new Error('too many entries of the feed are broken.'));
    return batch.map((entry) => {
      const only = read(feed, [entry]);
      return Array.isArray(only) ? (only[0] ?? new Error('it holds nothing.')) : only;
    });
  });
}

function batches(entries: readonly string[]): string[][] {
  const out: string[][] = [];
  let chars = 0;
  for (const entry of entries) {
    const last = out.at(-1);
    if (last && last.length < BATCH_ENTRIES && chars + entry.length <= BATCH_CHARS) last.push(entry);
    else out.push([entry]);
    chars = out.at(-1)!.length === 1 ? entry.length : chars + entry.length;
  }
  return out;
}

function read({ kind, open, close }: FeedParts, batch: readonly string[]): JsonObject[] | Error {
  const inside = batch.join('');
  try {
    if (kind === 'atom') return (parseAtomFeed(`${open}${inside}${close}`).entries ?? []).map(atomFields);
    if (kind === 'rdf') return (parseRdfFeed(`${open}${inside}${close}`).items ?? []).map(itemFields);
    const items = batch.map(withPlainAuthors).join('');
    return (parseRssFeed(`${open}<channel>${items}</channel>${close}`).items ?? []).map(itemFields);
  } catch (error) {
    return (error as Error).cause instanceof Error ? ((error as Error).cause as Error) : (error as Error);
  }
}

/** More than this is a head with something else in it; and feedsmith takes quadratic time for one made of brackets. */
const HEAD_CHARS = 16_384;

/** What the feed states for all its entries: its name, its language, the address that theirs start from, and in Atom its authors. */
export function fieldsOfHead({ kind, open, close, head }: FeedParts): JsonObject {
  const start = head.slice(0, HEAD_CHARS);
  try {
    if (kind === 'atom') {
      const { title, authors, links, xml } = parseAtomFeed(`${open}${start}${close}`);
      const base = xml?.base ?? pageOf(links)?.href;
      return { source: plain(title?.value), authors: authors?.map(({ name }) => name), language: xml?.lang, base };
    }
    if (kind === 'rdf') {
      const { title, link, dc } = parseRdfFeed(`${open}${start}${close}`);
      return { source: plain(title), language: dc?.languages?.[0], base: link };
    }
    const { title, link, language, dc } = parseRssFeed(`${open}${start}</channel>${close}`);
    return { source: plain(title), language: language ?? dc?.languages?.[0], base: link };
  } catch {
    return {}; // the entries are worth reading without it
  }
}

function itemFields(item: RssFeed.Item<string> & RdfFeed.Item<string>): JsonObject {
  const { guid, dc, dcterms } = item;
  const permalink = guid?.isPermaLink !== false && /^https?:/.test(guid?.value ?? '') ? guid?.value : undefined;
  return defined({
    id: guid?.value ?? item.rdf?.about ?? item.link,
    title: plain(item.title),
    url: item.link ?? permalink,
    authors: dc?.creators ?? item.authors?.map(({ name }) => name),
    published: [item.pubDate, dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0]],
    modified: item.atom?.updated ?? dcterms?.modified?.[0],
    source: item.source?.title,
    tags: item.categories?.map(({ name }) => name) ?? dc?.subjects,
    language: dc?.languages?.[0],
    body: item.content?.encoded ?? item.description ?? dc?.descriptions?.[0],
  });
}

function atomFields(entry: AtomFeed.Entry<string>): JsonObject {
  const link = pageOf(entry.links);
  return defined({
    id: entry.id ?? link?.href,
    title: plain(entry.title?.value),
    url: link?.href,
    authors: entry.authors?.map(({ name }) => name),
    // Most feeds state only the update, which is of the publication until there is another.
    published: [entry.published, entry.updated],
    modified: entry.updated,
    source: plain(entry.source?.title?.value),
    tags: entry.categories?.map(({ label, term }) => label ?? term),
    language: entry.xml?.lang,
    body: entry.content?.value ?? entry.summary?.value,
  });
}

/** Of several links, the one to what is read. */
const pageOf = (links: AtomFeed.Feed<string>['links']) =>
  links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links?.[0];

/** A title may hold the markup of a line. */
const plain = (title: string | undefined): string | undefined =>
  title?.replace(/<\/?(?:a|abbr|b|br|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,300})?\/?>/gi, '');

const defined = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Names of persons have far less. */
const AUTHOR =
  /<author(?:\s[^<>]{0,200})?>\s{0,40}(?:<name>)?(?:<!\[CDATA\[)?[^<>]{0,300}(?:\]\]>)?(?:<\/name>)?\s{0,40}<\/author\s*>/gi;

/** Hides authors that are no short text: feedsmith takes quadratic time for one made of brackets. */
function withPlainAuthors(item: string): string {
  const all = item.match(/<author(?=[\s/>])/gi)?.length ?? 0;
  const isPlain = all === (item.match(AUTHOR)?.length ?? 0);
  return isPlain ? item : item.replace(/<(\/?)author(?=[\s/>])/gi, '<$1unread-author');
}
