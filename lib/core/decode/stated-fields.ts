import type { StatedFields } from '../model.ts';
import { NAMES } from './field-names.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { isNothing } from './nothing.ts';

/** An object may hold the article under one of these (search engines, APIs). */
const WRAPPERS = ['source', 'article', 'document', 'doc', 'data', 'item', 'attributes', 'fields'];
/** Wrappers within wrappers: `{"data": {"attributes": {…}}}`. */
const WRAPPED = 3;
/** What an object may state beside the text, in an object of its own. */
const ASIDE = ['metadata', 'meta'];

const folded = (key: string): string => key.toLowerCase().replace(/[_\-.:\s]/g, '');

/**
 * The record's values by their folded names; the first of several counts. An article within a wrapper is taken out of it, and
 * what stands aside of the text is added.
 */
export function byFoldedName(record: JsonObject): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  add(fields, record);
  for (let depth = 0; depth < WRAPPED && !hasText(fields); depth++) {
    const wrapped = WRAPPERS.map((name) => fields.get(name)).filter(isObject);
    const inner = wrapped.find((object) => hasText(add(new Map(), object))) ?? wrapped[0];
    if (!inner) break;
    for (const name of WRAPPERS) fields.delete(name);
    add(fields, inner);
  }
  for (const aside of ASIDE.map((name) => fields.get(name)).filter(isObject))
    add(fields, Object.fromEntries(Object.entries(aside).filter(([key]) => IS_STATED.has(folded(key)))));
  return fields;
}

const IS_STATED: ReadonlySet<string> = new Set(
  Object.entries(NAMES).flatMap(([kind, names]) => (kind === 'content' || kind === 'id' ? [] : names)),
);

function add(fields: Map<string, unknown>, object: JsonObject): Map<string, unknown> {
  for (const [key, value] of Object.entries(object)) if (!fields.has(folded(key))) fields.set(folded(key), value);
  return fields;
}

const hasText = (fields: Map<string, unknown>): boolean =>
  NAMES.content.some((name) => typeof fields.get(name) === 'string' || Array.isArray(fields.get(name)));

/** The values that a record states beside its text. */
export const statedFieldsOf = (record: JsonObject): StatedFields => statedOf(byFoldedName(record));

/** The same of values by their folded names. */
export function statedOf(fields: Map<string, unknown>): StatedFields {
  const one = (names: readonly string[]) => textOf(first(fields, names));
  const many = (names: readonly string[]) => listOf(first(fields, names));
  const sources = NAMES.source.map((name) => textOf(fields.get(name))).filter((text) => text !== null);
  const keywords = many(NAMES.keywords)
    .flatMap((text) => text.split(/[,;]/))
    .map((text) => text.trim())
    .filter(Boolean);
  const section = many(NAMES.section).find((text) => !ADDRESS.test(text));
  const stated = {
    title: withoutTags(one(NAMES.title) ?? ''),
    subtitle: withoutTags(one(NAMES.subtitle) ?? ''),
    authors: many(NAMES.authors).flatMap(namesInList),
    url: one(NAMES.url) ?? pageOf(fields) ?? sources.find((text) => ADDRESS.test(text)),
    source_name: sources.find((text) => !ADDRESS.test(text)),
    section: section?.split(LIST_SEPARATOR)[0]?.trim(),
    keywords,
    language: one(NAMES.language),
    published: [...new Set(NAMES.published.flatMap((name) => textsOf(fields.get(name))))],
    modified: one(NAMES.modified),
  };
  const paid = /^false$/i.test(String(fields.get('isaccessibleforfree')));
  return {
    ...Object.fromEntries(Object.entries(stated).filter(([, value]) => value && value.length > 0)),
    ...(paid && { paid }),
  };
}

/** A semicolon, but for that of an entity. */
const LIST_SEPARATOR = /(?<!&#?\w{1,8});/;
const ADDRESS = /^https?:\/\//i;

/** The page that structured data says to be about. */
function pageOf(fields: Map<string, unknown>): string | null {
  const page = fields.get('mainentityofpage');
  const address = isObject(page) ? page['@id'] : page;
  return typeof address === 'string' && ADDRESS.test(address) ? address.trim().toWellFormed() : null;
}

/** Emphasis in a headline. Only elements that stand in a line, since `<` may be meant. */
const INLINE_TAG = /<\/?(?:b|i|em|strong|u|s|span|mark|small|sub|sup|font|br|wbr|q|cite)(?:\s[^<>]{0,200})?\/?>/gi;
const withoutTags = (text: string): string => text.replace(INLINE_TAG, '').trim();

/** Python's way to write a list of names as a string. */
const WRITTEN_LIST = /^\[\s*['"].*['"]\s*\]$/s;
/** `Ada Lind <ada@x.example>`, and the same as RSS wants it: `ada@x.example (Ada Lind)`. */
const ADDRESSED = /^([^<>@]+)<[^<>\s]*>$|^\S+@\S+ \(([^()]+)\)$/;

function namesInList(text: string): string[] {
  const list = WRITTEN_LIST.test(text)
    ? text
        .slice(1, -1)
        .split(/(?<=['"])\s*,\s*(?=['"])/)
        .map((name) => name.trim().slice(1, -1))
    : [text];
  return list.map((name) => ADDRESSED.exec(name)).map((found, i) => (found?.[1] ?? found?.[2] ?? list[i]!).trim());
}

export function first(fields: Map<string, unknown>, names: readonly string[]): unknown {
  return names.map((name) => fields.get(name)).find((value) => textOf(value) !== null || listOf(value).length > 0);
}

/** What an object calls itself; `$` names are MongoDB's, `original` and `main` those of news APIs. */
const CALLED = [
  'name',
  'title',
  'text',
  'value',
  'rendered',
  'date',
  'main',
  'original',
  '$oid',
  '$date',
  '$numberLong',
  '#text',
  'displayName',
  'full_name',
];
/** The parts of a person's name. */
const NAME_PARTS = [
  ['first_name', 'last_name'],
  ['firstName', 'lastName'],
  ['firstname', 'lastname'],
  ['givenName', 'familyName'],
] as const;

/** A string, a number, or what an object calls itself. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return isNothing(value) ? null : value.trim().toWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (Array.isArray(value)) return textOf(value[0]);
  if (!isObject(value)) return null;
  const called = CALLED.map((name) => (Object.hasOwn(value, name) ? textOf(value[name]) : null));
  return called.find((text) => text !== null) ?? wholeNameOf(value);
}

function wholeNameOf(object: JsonObject): string | null {
  const parts = NAME_PARTS.map((names) => names.map((name) => object[name]).filter((part) => typeof part === 'string'));
  return textOf(parts.find((found) => found.length > 0)?.join(' '));
}

/** What a field states, or each of what it lists. */
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.slice(0, LIST_LENGTH) : [value]).map(textOf).filter((text) => text !== null);

/** Of a list so many are read: one more than are kept, which tells that it was longer. */
const LIST_LENGTH = 101;

/** The texts of a list, or the one; numbers in it are references to what is not there. */
function listOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value.slice(0, LIST_LENGTH) : [value];
  return values
    .map((one) => (Array.isArray(one) || typeof one === 'number' ? null : textOf(one)))
    .filter((text) => text !== null);
}
