import type { StatedFields } from '../model.ts';
import type { Page } from './html-page.ts';
import { statedFieldsOf, type JsonObject } from './record-fields.ts';

/** Where heads of pages state each thing, best first. */
const META = {
  title: ['og:title', 'twitter:title', 'dc.title', 'parsely-title'],
  source: ['og:site_name', 'application-name', 'dc.publisher'],
  author: ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'byl', 'twitter:creator:name'],
  published: [
    'article:published_time',
    'article:published',
    'og:published_time',
    'datepublished',
    'parsely-pub-date',
    'sailthru.date',
    'publish-date',
    'publish_date',
    'publishdate',
    'pubdate',
    'dc.date.issued',
    'dcterms.created',
    'dcterms.date',
    'dc.date',
    'date',
  ],
  modified: ['article:modified_time', 'og:updated_time', 'datemodified', 'dcterms.modified', 'last-modified', 'lastmod'],
  section: ['article:section', 'parsely-section'],
  keywords: ['news_keywords', 'article:tag', 'keywords', 'parsely-tags'],
  url: ['og:url'],
} as const;

/** What a page states of its article: structured data first, then the head, then marks in the text. */
export function statedInPage(page: Page, jsonLd: JsonObject | null): StatedFields {
  const one = (names: readonly string[]) => names.flatMap((name) => page.meta.get(name) ?? [])[0];
  const many = (names: readonly string[]) => names.map((name) => page.meta.get(name) ?? []).find((values) => values.length > 0) ?? [];
  const fromMeta = statedFieldsOf({
    source: one(META.source),
    author: firstNames(META.author.map((name) => page.meta.get(name) ?? []), page.authors),
    published: one(META.published),
    modified: one(META.modified),
    section: one(META.section),
    keywords: many(META.keywords),
    language: page.language,
    url: page.canonicalUrl ?? one(META.url),
  });
  const { title: headline, ...fromJsonLd } = jsonLd ? statedFieldsOf(withoutAddresses(jsonLd)) : {};
  const title = titleOf(page, headline, one(META.title), fromJsonLd.source_name ?? fromMeta.source_name);
  return { ...fromMeta, ...fromJsonLd, ...(fromMeta.url && { url: fromMeta.url }), ...(title && { title }) };
}

/** Addresses of profiles stand where names should. */
const isAddress = (text: string): boolean => /^(?:https?:)?\/\/|^@/.test(text);

const firstNames = (lists: readonly (readonly string[])[], marked: readonly string[]): readonly string[] =>
  [...lists, marked].map((list) => [...new Set(list)].filter((name) => !isAddress(name))).find((list) => list.length > 0) ?? [];

function withoutAddresses(jsonLd: JsonObject): JsonObject {
  const names = [jsonLd.author].flat().filter((author) => !(typeof author === 'string' && isAddress(author)));
  return { ...jsonLd, author: names };
}

const folded = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** The heading that the head agrees with; without one, what the head says, freed of the outlet's name. */
function titleOf(page: Page, headline: string | undefined, meta: string | undefined, source: string | undefined): string | null {
  const stated = [headline, meta, page.title].filter((text) => text !== undefined && text !== '').map((text) => folded(text!));
  const agreed = page.headings.find((heading) => {
    const words = folded(heading);
    return words.length > 3 && stated.some((text) => text.includes(words) || (text.length > 3 && words.includes(text)));
  });
  if (agreed) return agreed;
  const title = headline ?? meta ?? (page.title || page.headings[0]);
  return title === undefined ? null : withoutOutlet(title, source);
}

/** `Headline - Outlet`, when the page says that this is the outlet. */
function withoutOutlet(title: string, source: string | undefined): string {
  const at = Math.max(...[' - ', ' – ', ' — ', ' | '].map((joint) => title.lastIndexOf(joint)));
  const outlet = source === undefined ? '' : folded(source);
  return at > 0 && outlet !== '' && folded(title.slice(at + 3)) === outlet ? title.slice(0, at).trim() : title;
}
