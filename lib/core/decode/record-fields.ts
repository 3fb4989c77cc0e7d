import type { StatedFields } from '../model.ts';
import { htmlToText, looksLikeHtml } from './html-text.ts';
import { byFoldedName, first, isObject, type JsonObject, NAMES, statedOf, textOf } from './stated-fields.ts';

/** What the named fields of a record say. */
export interface RecordFields {
  readonly content: string;
  readonly stated: StatedFields;
  readonly sourceRecordId: string | null;
}

/** Reads a record; a string says what is wrong with it. `no_body:` starts the one that only lacks a text. */
export function fieldsOf(
  record: JsonObject,
): RecordFields | { readonly problem: 'schema' | 'no_body'; readonly detail: string; readonly id: string | null } {
  const fields = byFoldedName(record);
  const id = textOf(first(fields, NAMES.id));
  const contents = NAMES.content.map((name) => fields.get(name)).filter((value) => value !== undefined && value !== null);
  const content = contents.find((value) => typeof value === 'string' && value.trim() !== '');
  if (typeof content !== 'string') {
    const wrong = contents.find((value) => typeof value !== 'string');
    if (wrong === undefined)
      return { problem: 'no_body', detail: 'No field holds a text (text, body, content, articleBody, …).', id };
    return { problem: 'schema', detail: `The text of the record is ${kindOf(wrong)}, not a string.`, id };
  }
  const isHtml = looksLikeHtml(content);
  const html = isHtml ? htmlToText(content) : null;
  if (isHtml && !html) return { problem: 'schema', detail: 'The HTML of the record is nested too deeply.', id };
  const stated = { ...html?.stated, ...statedOf(fields) };
  return { content: (html?.text ?? content).toWellFormed(), stated, sourceRecordId: id };
}

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : `a ${typeof value}`;
