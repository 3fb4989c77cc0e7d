import type { MetadataRow, Removal } from '../lake/columns.ts';
import type { DecodedRecord } from '../model.ts';
import { unitsOf } from '../units.ts';
import { classAt, isHigh, LETTER, MARK, NUMBER } from './character-classes.ts';
import type { Found } from './draft.ts';
import { type Language, languageCodeOf } from './language.ts';
import { qualityFlagsOf } from './quality-flags.ts';
import type { Address } from './url.ts';

/** What was found out beside the fields, on the finished text. */
export interface Measured {
  readonly address: Address;
  readonly body: string;
  readonly repairs: number;
  readonly language: Language;
  readonly removed: readonly Removal[];
}

/** The metadata columns of an article. */
export function metadataOf(
  record: DecodedRecord,
  found: Found,
  { address, body, repairs, language, removed }: Measured,
): MetadataRow {
  const { published } = found;
  const { words, characters } = counted(body);
  const paragraphs = body.split('\n\n');
  return {
    title: found.title,
    title_raw: found.title === null ? null : found.titleRaw,
    subtitle: found.subtitle,
    kicker: found.kicker,
    authors: [...found.authors],
    source_name: found.sourceName,
    agency: found.agency,
    section: found.section,
    keywords: [...found.keywords],
    url: address.url,
    canonical_url: address.canonicalUrl,
    domain: address.domain,
    published_at: published?.at ?? null,
    published_date: published?.date ?? null,
    date_precision: published?.precision ?? null,
    date_source: published?.source ?? null,
    date_tz_known: published?.zoneKnown ?? null,
    modified_at: found.modified?.at ?? null,
    dateline: found.dateline,
    dateline_place: found.datelinePlace,
    lead: leadOf(paragraphs[0]!),
    body_chars: characters,
    word_count: words,
    paragraph_count: paragraphs.length,
    language: languageCodeOf(record.stated.language) ?? language.code,
    language_score: language.score,
    charset: record.charset,
    encoding_repairs: repairs,
    quality_flags: qualityFlagsOf(record, found, { words, paragraphs, removed }),
    extraction_method: record.fromFields ? `${record.container ?? 'json'}_fields` : record.format,
  };
}

const LEAD_CHARS = 280;

/** The first paragraph, cut at a word. */
function leadOf(paragraph: string): string {
  if (paragraph.length <= LEAD_CHARS) return paragraph;
  const cut = paragraph
    .slice(0, LEAD_CHARS - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const word = cut.lastIndexOf(' ');
  return `${word > LEAD_CHARS / 2 ? cut.slice(0, word) : cut}…`;
}

// Thai, Lao, Burmese, Khmer, kana and Han by their blocks.
const isUnspaced = (code: number): boolean =>
  (code >= 0xe00 && code <= 0xeff) ||
  (code >= 0x1000 && code <= 0x109f) ||
  (code >= 0x1780 && code <= 0x17ff) ||
  (code >= 0x3040 && code <= 0x30ff) ||
  (code >= 0x3400 && code <= 0x9fff);

/** Words by Unicode, and code points. The dictionary of the segmenter, which is slow, only for scripts without spaces. */
function counted(text: string): { readonly words: number; readonly characters: number } {
  let [words, pairs] = [0, 0];
  let [inWord, isSpaced] = [false, true];
  const units = unitsOf(text);
  for (let i = 0; i < text.length; i++) {
    const code = units[i]!;
    const kind = classAt(text, i, code);
    const begins = (kind & (LETTER | NUMBER)) !== 0;
    if (begins && !inWord) words++;
    inWord = begins || (inWord && (kind === MARK || code === APOSTROPHE || code === CURLY_APOSTROPHE));
    if (code < 0xe00) continue;
    if (isUnspaced(code)) isSpaced = false;
    else if (code >= 0xdc00 && code <= 0xdfff && i > 0 && isHigh(text.charCodeAt(i - 1))) pairs++;
  }
  return { words: isSpaced ? words : segmentsOf(text), characters: text.length - pairs };
}

const APOSTROPHE = 0x27;
const CURLY_APOSTROPHE = 0x2019;

function segmentsOf(text: string): number {
  let words = 0;
  for (const segment of new Intl.Segmenter('und', { granularity: 'word' }).segment(text)) if (segment.isWordLike) words++;
  return words;
}
