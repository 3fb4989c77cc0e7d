import { dateOfField } from '../extract/dates.ts';
import type { StatedFields } from '../model.ts';
import { authorsOf } from './html-authors.ts';
import { headerLines, isNear } from './html-header.ts';
import { PROSE_CHARS } from './html-landscape.ts';
import { valuesOf } from './html-meta.ts';
import type { Page } from './html-page.ts';
import { outletsOf, titleOf } from './html-title.ts';
import { headingLike, titleIndex } from './html-words.ts';
import type { JsonObject } from './json-object.ts';
import { statedFieldsOf } from './stated-fields.ts';

/** Where heads of pages state each thing, best first. */
const META = {
  title: ['og:title', 'twitter:title', 'dc.title', 'parsely-title'],
  source: ['og:site_name', 'application-name', 'dc.publisher'],
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

/** Names that templates invent for the same things: `w-published-date`, `citation_author`. */
const PUBLISHED_NAME =
  /publish(?:ed)?(?:[-_.:]?(?:date|time|at|on))?$|pub[-_]?date$|publication[-_]?date$|date[-_.:]?(?:published|issued|created)$/;

/** What a page states; the first of its blocks with the words of the headline, and the headline itself; -1 when there is none. */
export interface StatedInPage {
  readonly stated: StatedFields;
  readonly titleAt: number;
  readonly headline: number;
}

/** What a page states of its article: structured data first, then the head, then marks in the text. */
export function statedInPage(page: Page, jsonLd: JsonObject | null): StatedInPage {
  const one = (names: readonly string[]) => names.flatMap((name) => page.meta.get(name) ?? [])[0];
  const many = (names: readonly string[]) =>
    names.map((name) => page.meta.get(name) ?? []).find((values) => values.length > 0) ?? [];
  const { title: ofJsonLd, ...fromJsonLd } = jsonLd ? statedFieldsOf(jsonLd) : {};
  const outlets = outletsOf(page, fromJsonLd.source_name ?? one(META.source));
  const title = titleOf(page, ofJsonLd, one(META.title), outlets);
  const at = titleIndex(page, title ?? undefined);
  const headline = headingLike(page, at);
  const header = headerLines(page, headline);
  const fromMeta = statedFieldsOf({
    source: one(META.source),
    published: [...datesOf(page, META.published, PUBLISHED_NAME), header.published, timeOf(page, headline)],
    modified: one(META.modified) ?? header.modified,
    section: one(META.section),
    keywords: many(META.keywords),
    language: page.language,
    url: page.canonicalUrl ?? one(META.url),
  });
  // On labelled pages, people take the day of the update for the day of the article when the page shows no other.
  const published = [fromJsonLd.published, fromMeta.published, header.modified].flat().filter((date) => typeof date === 'string');
  const updated = dateOfField(fromJsonLd.modified ?? fromMeta.modified ?? '')?.date;
  const day = header.day ?? (header.published === updated ? header.published : null);
  const authors = authorsOf(page, headline, header, jsonLd?.author, outlets);
  const stated = {
    ...fromMeta,
    ...fromJsonLd,
    ...(published.length > 0 && { published }),
    ...(day && { shown_day: day }),
    ...(authors.length > 0 && { authors }),
    ...(fromMeta.url && { url: fromMeta.url }),
    ...(title && { title }),
  };
  return { stated, titleAt: at, headline };
}

const datesOf = (page: Page, names: readonly string[], shape: RegExp): string[] =>
  valuesOf(page, names, shape).filter((value) => dateOfField(value, 'day_first') !== null);

/** No more than a summary and a lead stand between a headline and the date. */
const HEADER_PROSE = 2;

/** The time that is marked as the publication, or the first beside the headline, or the only one; others are those of teasers. */
function timeOf({ times, blocks }: Page, title: number): string | undefined {
  const prose = blocks.flatMap(({ text }, i) => (i > title && text.length >= PROSE_CHARS ? [i] : []));
  const end = prose[HEADER_PROSE] ?? blocks.length;
  const dated = times.filter(({ value, kind }) => kind !== 'modified' && dateOfField(value, 'day_first') !== null);
  const near = dated.filter(({ block }) => isNear(block, title) && block <= end);
  const best = near.find(({ kind }) => kind === 'published') ?? near.find(({ block }) => block >= title) ?? near[0];
  const isOnly = new Set(dated.map(({ value }) => value)).size === 1;
  return (best ?? dated.find(({ kind }) => kind === 'published') ?? (isOnly ? dated[0] : undefined))?.value;
}
