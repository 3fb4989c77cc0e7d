import type { StatedFields } from '../model.ts';
import { NAMES } from './field-names.ts';
import { htmlToText, looksLikeHtml } from './html-text.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { textIn } from './record-text.ts';
import { byFoldedName, first, statedOf, textOf } from './stated-fields.ts';

/** What the named fields of a record say. */
export interface RecordFields {
  readonly content: string;
  readonly stated: StatedFields;
  readonly sourceRecordId: string | null;
}

/** As long as a key of S3 may be; what is longer names nothing. */
const LONGEST_ID = 1_024;

/** Reads a record; a string says what is wrong with it. `no_body:` starts the one that only lacks a text. */
export function fieldsOf(
  record: JsonObject,
): RecordFields | { readonly problem: 'schema' | 'no_body'; readonly detail: string; readonly id: string | null } {
  const fields = byFoldedName(record);
  const stated = textOf(first(fields, NAMES.id));
  const id = stated !== null && stated.length <= LONGEST_ID ? stated : null;
  if (isTable(fields)) return { problem: 'schema', detail: TABLE, id };
  const content = firstTextIn(fields);
  if (content === null) {
    const wrong = NAMES.content
      .map((name) => fields.get(name))
      .find((value) => value !== undefined && value !== null && typeof value !== 'string');
    if (wrong === undefined)
      return { problem: 'no_body', detail: 'No field holds a text (text, body, content, articleBody, …).', id };
    return { problem: 'schema', detail: `The text of the record is ${kindOf(wrong)}, not a string.`, id };
  }
  const isHtml = looksLikeHtml(content);
  const html = isHtml ? htmlToText(content) : null;
  if (isHtml && !html) return { problem: 'schema', detail: 'The HTML of the record is nested too deeply.', id };
  return {
    content: (html?.text ?? content).toWellFormed(),
    stated: { ...html?.stated, ...statedOf(fields) },
    sourceRecordId: id,
  };
}

const TABLE = 'The record is a table, a list for each column: write it as one object an article.';

/** Whether title and text are lists of the same length, as data frames are written by column. */
function isTable(fields: Map<string, unknown>): boolean {
  const title = first(fields, NAMES.title);
  return Array.isArray(title) && title.length > 1 && NAMES.content.some((name) => lengthOf(fields.get(name)) === title.length);
}

const lengthOf = (value: unknown): number | null => (Array.isArray(value) ? value.length : null);

function firstTextIn(fields: Map<string, unknown>): string | null {
  for (const name of NAMES.content) {
    const text = textIn(name, fields.get(name));
    if (text !== null) return text;
  }
  return null;
}

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : `a ${typeof value}`;
