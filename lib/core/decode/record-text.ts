import { isObject, type JsonObject } from './json-object.ts';
import { markdownToText } from './markdown-text.ts';
import { isNothing } from './nothing.ts';

/** Under these a field of text may be an object (WordPress, MongoDB, editors' blocks). */
const INNER = ['rendered', 'text', 'value', 'plain', 'html', 'body', 'content', 'markdown', '#text'];
/** Lists in lists in objects: editors' blocks have three. */
const DEPTH = 6;
const MARKDOWN = /^(?:markdown|md)$/;

/** What an article has, and no paragraph: a list of such is no text. */
const OF_ARTICLES = ['title', 'headline'];

/** The text in the field of this name: a string, what an object holds as its text, or a list of paragraphs; null when there is none. */
export function textIn(name: string, value: unknown): string | null {
  const text = plainTextIn(value, DEPTH);
  return text !== null && MARKDOWN.test(name) ? markdownToText(text) : text;
}

function plainTextIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return isNothing(value) ? null : value;
  if (depth === 0) return null;
  if (Array.isArray(value)) {
    if (value.some((one) => isObject(one) && OF_ARTICLES.some((name) => Object.hasOwn(one, name)))) return null;
    return joined(value.map((one) => plainTextIn(one, depth - 1)).filter((text) => text !== null));
  }
  return isObject(value) ? innerText(value, depth) : null;
}

const innerText = (object: JsonObject, depth: number): string | null =>
  INNER.map((name) => (Object.hasOwn(object, name) ? plainTextIn(object[name], depth - 1) : null)).find(
    (text) => text !== null,
  ) ?? null;

const joined = (paragraphs: readonly string[]): string | null => (paragraphs.length > 0 ? paragraphs.join('\n\n') : null);
