import { personNames } from '../extract/names.ts';
import type { StatedFields } from '../model.ts';
import type { Page } from './html-page.ts';
import { type JsonObject, statedFieldsOf } from './record-fields.ts';

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
  const many = (names: readonly string[]) =>
    names.map((name) => page.meta.get(name) ?? []).find((values) => values.length > 0) ?? [];
  const fromMeta = statedFieldsOf({
    source: one(META.source),
    author: authorsOf(page),
    published: one(META.published) ?? page.publishedTime ?? page.firstTime,
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

/** The first mark that holds names; those in the text must look like names of people. */
function authorsOf(page: Page): readonly string[] {
  const stated = META.author.map((name) => (page.meta.get(name) ?? []).filter((author) => !isAddress(author)));
  const marked = page.authors.filter(isByline);
  const likely = page.likelyAuthors.filter(isByline).slice(0, 1);
  return [...stated, marked, likely].map((list) => [...new Set(list)]).find((list) => list.length > 0) ?? [];
}

const isByline = (text: string): boolean => personNames(text.replace(/^(?:written )?by[\s:]+/i, '')) !== null;

function withoutAddresses(jsonLd: JsonObject): JsonObject {
  const names = [jsonLd.author].flat().filter((author) => !(typeof author === 'string' && isAddress(author)));
  return { ...jsonLd, author: names };
}

const folded = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** A heading is the headline when it shares this much of its words with what the head states. */
const AGREEMENT = 0.4;

/** The heading that the head agrees with; without one, what the head says, freed of the outlet's name. */
function titleOf(page: Page, headline: string | undefined, meta: string | undefined, source: string | undefined): string | null {
  const stated = [headline, meta, page.title].filter((text) => text !== undefined && text !== '').map((text) => wordsOf(text!));
  const outlet = folded(source ?? '');
  const agreed = page.headings.find((heading) => {
    if (folded(heading) === outlet) return false;
    const words = wordsOf(heading);
    return words.size > 1 && stated.some((other) => shared(words, other) >= AGREEMENT * Math.min(words.size, other.size));
  });
  if (agreed) return agreed;
  const title = headline ?? meta ?? (page.title || page.headings[0]);
  return title === undefined ? null : withoutOutlet(title, source);
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(folded(text).split(' '));
const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((word) => b.has(word)).length;

/** `Headline - Outlet`, when the page says that this is the outlet. */
function withoutOutlet(title: string, source: string | undefined): string {
  const at = Math.max(...[' - ', ' – ', ' — ', ' | '].map((joint) => title.lastIndexOf(joint)));
  const outlet = source === undefined ? '' : folded(source);
  return at > 0 && outlet !== '' && folded(title.slice(at + 3)) === outlet ? title.slice(0, at).trim() : title;
}
