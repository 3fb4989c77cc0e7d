import { dateOfField } from '../extract/dates.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { personNames } from '../extract/names.ts';
import type { StatedFields } from '../model.ts';
import { type HeaderLines, headerLines, isPenName, labelledAuthors } from './html-header.ts';
import { PROSE_CHARS } from './html-landscape.ts';
import type { AuthorMark, Page } from './html-page.ts';
import { titleOf } from './html-title.ts';
import { titleIndex } from './html-words.ts';
import type { JsonObject } from './json-object.ts';
import { statedFieldsOf } from './stated-fields.ts';

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

/** Names that templates invent for the same things: `w-published-date`, `citation_author`. */
const PUBLISHED_NAME =
  /publish(?:ed)?(?:[-_.:]?(?:date|time|at|on))?$|pub[-_]?date$|publication[-_]?date$|date[-_.:]?(?:published|issued|created)$/;
const AUTHOR_NAME = /author(?:[-_]?name)?$/;

/** What a page states of its article: structured data first, then the head, then marks in the text. */
export function statedInPage(page: Page, jsonLd: JsonObject | null): StatedFields {
  const one = (names: readonly string[]) => names.flatMap((name) => page.meta.get(name) ?? [])[0];
  const many = (names: readonly string[]) =>
    names.map((name) => page.meta.get(name) ?? []).find((values) => values.length > 0) ?? [];
  const { title: headline, ...fromJsonLd } = jsonLd ? statedFieldsOf(withNames(jsonLd)) : {};
  const title = titleOf(page, headline, one(META.title), fromJsonLd.source_name ?? one(META.source));
  const at = titleIndex(page, title ?? undefined);
  const header = headerLines(page, at);
  const fromMeta = statedFieldsOf({
    source: one(META.source),
    author: authorsOf(page, at, header),
    published: [...datesOf(page, META.published, PUBLISHED_NAME), header.published, timeOf(page, at)],
    modified: one(META.modified) ?? header.modified,
    section: one(META.section),
    keywords: many(META.keywords),
    language: page.language,
    url: page.canonicalUrl ?? one(META.url),
  });
  // On labelled pages, people take the day of the update for the day of the article when the page shows no other.
  const published = [fromJsonLd.published, fromMeta.published, header.modified].flat().filter((date) => typeof date === 'string');
  return {
    ...fromMeta,
    ...fromJsonLd,
    ...(published.length > 0 && { published }),
    ...(fromMeta.url && { url: fromMeta.url }),
    ...(title && { title }),
  };
}

/** Values of these names, then of names of this shape. */
function valuesOf({ meta }: Page, names: readonly string[], shape: RegExp): string[] {
  const alike = [...meta.keys()].filter((name) => !names.includes(name) && shape.test(name));
  return [...names, ...alike].flatMap((name) => meta.get(name) ?? []);
}

const datesOf = (page: Page, names: readonly string[], shape: RegExp): string[] =>
  valuesOf(page, names, shape).filter((value) => dateOfField(value, 'day_first') !== null);

/** Blocks before and behind the headline where the date and the author of an article stand. */
const HEADER_BEFORE = 3;
const HEADER_BEHIND = 30;
const isNear = (block: number, title: number): boolean => block >= title - HEADER_BEFORE && block <= title + HEADER_BEHIND;

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

/** Addresses of profiles and unfilled templates stand where names should. */
const isNoName = (text: string): boolean =>
  /^(?:https?:)?\/\/|^@|^[a-z]+(?:[._][a-z]+)+$|^(?:[Aa]dmin|null|undefined|[Aa]uthor)$/.test(text);

/** What names the author, surest first: the head, marks beside the headline, its byline, marks and labels elsewhere. */
function authorsOf(page: Page, title: number, header: HeaderLines): readonly string[] {
  const near = page.authors.filter(({ block }) => title < 0 || isNear(block, title));
  const sure = near.filter(({ isGuess }) => !isGuess);
  const named = (marks: readonly AuthorMark[]) => marks.map(({ text }) => namesIn(text)).filter((names) => names.length > 0);
  const penNames = near.map(({ text }) => withoutLabel(text)).filter((text) => isPenName(text) && !isNoName(text));
  const lists = [
    statedAuthors(page),
    named(sure).flat(),
    header.authors,
    named(near)[0] ?? [],
    named(page.authors.filter(({ isGuess }) => !isGuess))[0] ?? [],
    labelledAuthors(page),
    penNames.slice(0, 1),
    named(page.authors)[0] ?? [],
  ];
  return cleaned(lists.map((list) => list.filter((name) => !isNoName(name))).find((list) => list.length > 0) ?? []);
}

/** All values of the first name that has some. */
const statedAuthors = (page: Page): readonly string[] =>
  [...META.author.map((name) => page.meta.get(name) ?? []), valuesOf(page, [], AUTHOR_NAME).slice(0, 1)]
    .map((list) => list.filter((author) => !isNoName(author)))
    .find((list) => list.length > 0) ?? [];

const namesIn = (text: string): readonly string[] => personNames(withoutLabel(text)) ?? metaLineOf(text)?.authors ?? [];

const withoutLabel = (text: string): string =>
  text.replace(/^(?:(?:written|posted|published) ?)?by(?:[\s:]+|(?=\p{Lu}))/iu, '').trim();

/** Names without the employer behind them; beside people, what is no name of a person is their employer too. */
function cleaned(names: readonly string[]): string[] {
  const short = names.map((name) => {
    const first = withoutLabel(name).split(/ [-–—|•·] /)[0]!;
    return personNames(first) ? first : name;
  });
  const people = short.filter((name) => personNames(name) !== null);
  return [...new Set(people.length > 0 ? people : short)];
}

/** Authors as structured data names them. */
function withNames(jsonLd: JsonObject): JsonObject {
  const { authors = [] } = statedFieldsOf({ authors: jsonLd.author });
  return { ...jsonLd, author: cleaned(authors.filter((name) => !isNoName(name))) };
}
