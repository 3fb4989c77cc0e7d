import type { StatedFields } from '../model.ts';

/** A JSON object as plain data. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Names under which scrapers keep each thing, best first; compared without case, `_`, `-` and `.`. */
export const NAMES = {
  content: [
    'body',
    'text',
    'articlebody',
    'maintext',
    'content',
    'contenttext',
    'fulltext',
    'article',
    'story',
    'html',
    'bodyhtml',
    'contenthtml',
    'description',
    'summary',
  ],
  title: ['title', 'headline', 'heading', 'ogtitle'],
  subtitle: ['subtitle', 'subheadline', 'subhead', 'dek', 'standfirst', 'deck'],
  authors: ['authors', 'author', 'byline', 'creator', 'writers', 'writer', 'dccreator'],
  url: ['url', 'link', 'canonicalurl', 'sourceurl', 'articleurl', 'uri', 'permalink', 'weburl'],
  source: ['source', 'publisher', 'sourcename', 'sitename', 'site', 'outlet', 'publication', 'newspaper', 'ogsitename'],
  section: ['section', 'category', 'articlesection', 'sectionname', 'categories', 'rubric'],
  keywords: ['keywords', 'tags', 'topics'],
  language: ['language', 'lang', 'inlanguage', 'locale'],
  published: [
    'published',
    'publishedat',
    'publisheddate',
    'datepublished',
    'datepublish',
    'publishdate',
    'pubdate',
    'publicationdate',
    'date',
    'publishtime',
    'publishedtime',
    'firstpublished',
    'created',
    'createdat',
    'timestamp',
    'time',
  ],
  modified: [
    'modified',
    'modifiedat',
    'datemodified',
    'datemodify',
    'updated',
    'updatedat',
    'lastmodified',
    'modifieddate',
    'dateupdated',
  ],
  id: ['sourcerecordid', 'id', 'guid', 'uuid', 'articleid', 'docid', 'documentid'],
} as const;

/** An object may hold the article under one of these (search engines, APIs). */
const WRAPPERS = ['source', 'article', 'document', 'doc', 'data', 'item', 'attributes', 'fields'];

const folded = (key: string): string => key.toLowerCase().replace(/[_\-.:\s]/g, '');
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The record's values by their folded names; the first of several counts. An article within a wrapper is taken out of it. */
export function byFoldedName(record: JsonObject): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const add = (object: JsonObject) => {
    for (const [key, value] of Object.entries(object)) if (!fields.has(folded(key))) fields.set(folded(key), value);
  };
  add(record);
  const hasText = NAMES.content.some((name) => typeof fields.get(name) === 'string');
  const wrapped = hasText ? undefined : WRAPPERS.map((name) => fields.get(name)).find(isObject);
  if (wrapped) {
    for (const name of WRAPPERS) fields.delete(name);
    add(wrapped);
  }
  return fields;
}

/** The values that a record states beside its text. */
export const statedFieldsOf = (record: JsonObject): StatedFields => statedOf(byFoldedName(record));

/** The same of values by their folded names. */
export function statedOf(fields: Map<string, unknown>): StatedFields {
  const one = (names: readonly string[]) => textOf(first(fields, names));
  const many = (names: readonly string[]) => listOf(first(fields, names));
  const title = one(NAMES.title);
  const subtitle = one(NAMES.subtitle);
  const authors = many(NAMES.authors);
  const url = one(NAMES.url);
  const source = one(NAMES.source);
  const section = many(NAMES.section)[0];
  const keywords = many(NAMES.keywords)
    .flatMap((text) => text.split(/[,;]/))
    .map((text) => text.trim())
    .filter(Boolean);
  const language = one(NAMES.language);
  const published = one(NAMES.published);
  const modified = one(NAMES.modified);
  return {
    ...(title && { title }),
    ...(subtitle && { subtitle }),
    ...(authors.length > 0 && { authors }),
    ...(url && { url }),
    ...(source && { source_name: source }),
    ...(section && { section }),
    ...(keywords.length > 0 && { keywords }),
    ...(language && { language }),
    ...(published && { published }),
    ...(modified && { modified }),
  };
}

export function first(fields: Map<string, unknown>, names: readonly string[]): unknown {
  return names.map((name) => fields.get(name)).find((value) => textOf(value) !== null || listOf(value).length > 0);
}

/** A string, a number, or what an object calls itself. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim().toWellFormed() || null;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (Array.isArray(value)) return textOf(value[0]);
  if (!isObject(value)) return null;
  const named = byName(value, ['name', 'title', 'text', 'value', 'rendered', 'date', '$oid', '#text']);
  return typeof named === 'string' ? named.trim().toWellFormed() || null : null;
}

/** More values than these are no byline and no tag list. */
const LIST_LENGTH = 100;

function listOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value.slice(0, LIST_LENGTH) : [value];
  return values.map((one) => (Array.isArray(one) ? null : textOf(one))).filter((text) => text !== null);
}

const byName = (object: JsonObject, names: readonly string[]): unknown =>
  names.map((name) => (Object.hasOwn(object, name) ? object[name] : undefined)).find((value) => value !== undefined);
