import { styleText } from 'node:util';
import { DOCUMENT_COLUMNS } from '../core/lake/columns.ts';
import type { Shown } from '../pipeline/show.ts';
import { printable, truncate } from './display-width.ts';
import { rejectionLine } from './render-article.ts';
import { wrap } from './render-columns.ts';

/** A field can be a megabyte: cut before it is laid out. */
const VALUE_CHARACTERS = 1_000;
const LABEL_WIDTH = 20;
const TEXT_WIDTH = 100;

/** Every field of a document that has a value, and its text. */
export function renderDocument({ record, row, text }: Shown, width: number): string {
  const head = `${styleText('bold', printable(`${record.bucket}/${record.key}`))}  ${record.documentId}\n`;
  if (record.rejection) return head + rejectionLine(record.key, record.rejection);
  if (!row) return `${head}${record.status}\n`;
  const fields = DOCUMENT_COLUMNS.flatMap(({ name }) => {
    const value = row[name];
    if (value === null || (Array.isArray(value) && value.length === 0)) return [];
    const shown = printable((Array.isArray(value) ? value.join(', ') : String(value)).slice(0, VALUE_CHARACTERS));
    return [`${styleText('dim', name.padEnd(LABEL_WIDTH))}${truncate(shown, width - LABEL_WIDTH)}\n`];
  });
  const paragraphs = text?.body.split('\n\n') ?? ['(its text is not there: the sweep has it read again)'];
  const body = paragraphs.map((paragraph) => wrap(paragraph, Math.min(width, TEXT_WIDTH)).join('\n'));
  const captions = text?.captions.map((caption) => truncate(`caption: ${printable(caption)}`, width)) ?? [];
  return [head, ...fields, '\n', [...body, ...captions].join('\n\n'), '\n'].join('');
}
