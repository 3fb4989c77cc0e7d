import { type AtomFeed, parseAtomFeed, parseRdfFeed, parseRssFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import type { FeedParts } from './feed-entries.ts';
import type { JsonObject } from './record-fields.ts';

/** An entry's values under the names by which records state them; null when the XML holds none. */
export function fieldsOfEntry({ kind, open, close }: FeedParts, entry: string): JsonObject | null {
  if (kind === 'atom') {
    const found = parseAtomFeed(`${open}${entry}${close}`).entries?.[0];
    return found ? atomFields(found) : null;
  }
  const found =
    kind === 'rdf'
      ? parseRdfFeed(`${open}${entry}${close}`).items?.[0]
      : parseRssFeed(`${open}<channel>${withPlainAuthors(entry)}</channel>${close}`).items?.[0];
  return found ? itemFields(found) : null;
}

/** More than this is a head with something else in it; and feedsmith takes quadratic time for one made of brackets. */
const HEAD_CHARS = 16_384;

/** What the feed states for all its entries: its name, its language, and in Atom its authors. */
export function fieldsOfHead({ kind, open, close, head }: FeedParts): JsonObject {
  const start = head.slice(0, HEAD_CHARS);
  try {
    if (kind === 'atom') {
      const { title, authors, xml } = parseAtomFeed(`${open}${start}${close}`);
      return { source: plain(title?.value), authors: authors?.map(({ name }) => name), language: xml?.lang };
    }
    if (kind === 'rdf') {
      const { title, dc } = parseRdfFeed(`${open}${start}${close}`);
      return { source: plain(title), language: dc?.languages?.[0] };
    }
    const { title, language, dc } = parseRssFeed(`${open}${start}</channel>${close}`);
    return { source: plain(title), language: language ?? dc?.languages?.[0] };
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
    published: item.pubDate ?? dc?.dates?.[0] ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0],
    modified: item.atom?.updated ?? dcterms?.modified?.[0],
    source: item.source?.title,
    tags: item.categories?.map(({ name }) => name) ?? dc?.subjects,
    language: dc?.languages?.[0],
    body: item.content?.encoded ?? item.description ?? dc?.descriptions?.[0],
  });
}

function atomFields(entry: AtomFeed.Entry<string>): JsonObject {
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0];
  return defined({
    id: entry.id ?? link?.href,
    title: plain(entry.title?.value),
    url: link?.href,
    authors: entry.authors?.map(({ name }) => name),
    // Most feeds state only the update, which is of the publication until there is another.
    published: entry.published ?? entry.updated,
    modified: entry.updated,
    source: plain(entry.source?.title?.value),
    tags: entry.categories?.map(({ label, term }) => label ?? term),
    language: entry.xml?.lang,
    body: entry.content?.value ?? entry.summary?.value,
  });
}

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
