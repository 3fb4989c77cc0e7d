import type { Article, Rejection } from '../core/model.ts';
import { printable, truncate } from './display-width.ts';

const LABEL_WIDTH = 11;
const VALUE_WIDTH = 100;
const REMOVALS_SHOWN = 8;

/** What was found in a document, in a few lines for reading. */
export function articleCard(key: string, { metadata: found, body, captions, removed }: Article): string {
  const shown = removed.slice(0, REMOVALS_SHOWN).map(({ rule, text }) => ['removed', `${rule}: ${text}`] as const);
  const more = removed.length - shown.length;
  const fields: readonly (readonly [string, string | null])[] = [
    ['kicker', found.kicker],
    ['title', found.title],
    ['subtitle', found.subtitle],
    ['authors', found.authors.join(', ')],
    ['published', published(found)],
    ['source', found.source_name ?? found.domain],
    ['agency', found.agency],
    ['dateline', found.dateline],
    [
      'text',
      `${found.word_count} words, ${found.paragraph_count} paragraphs, ${found.language ?? 'language unsure'}, ${found.charset}`,
    ],
    ['begins', body],
    ...captions.map((caption) => ['caption', caption] as const),
    ...shown,
    ['', more > 0 ? `and ${more} more removals` : null],
    ['repaired', found.encoding_repairs > 0 ? `${found.encoding_repairs} damaged spots` : null],
    ['beware', found.quality_flags.join(', ')],
  ];
  return `${printable(key)}\n${fields.map(([label, value]) => fieldLine(label, value)).join('')}\n`;
}

/** Why a record was rejected, in one line. */
export function rejectionLine(key: string, { index, stage, reason, detail }: Rejection): string {
  const which = index === 0 ? '' : `, record ${index}`;
  return printable(`rejected ${key}${which}: ${reason} (${stage}): ${detail}`).concat('\n');
}

/** Why a file or folder could not be read, in one line. */
export const failureLine = (key: string, message: string): string => printable(`failed: ${key}: ${message}`);

function fieldLine(label: string, value: string | null): string {
  // Cut before laying out: a body can be megabytes.
  return value ? `  ${label.padEnd(LABEL_WIDTH)}${truncate(printable(value.slice(0, 10 * VALUE_WIDTH)), VALUE_WIDTH)}\n` : '';
}

function published({ published_at, published_date, date_source }: Article['metadata']): string | null {
  return published_date && `${published_date}${published_at ? ` (${published_at})` : ''}, from ${date_source}`;
}
