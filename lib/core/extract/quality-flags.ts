import type { Removal } from '../lake/columns.ts';
import type { QualityFlag } from '../lake/quality-flags.ts';
import type { DecodedRecord } from '../model.ts';
import { PAYWALL } from '../normalize/vocabulary/paywall.ts';
import type { Found } from './draft.ts';
import { isProse, SHORT_LINE } from './shapes.ts';
import { isCut } from './stated.ts';

/** What cleaning made of a text. */
interface Cleaned {
  readonly words: number;
  readonly paragraphs: readonly string[];
  readonly removed: readonly Removal[];
}

/** What to beware of in an article. */
export function qualityFlagsOf(record: DecodedRecord, { title, published, refused }: Found, cleaned: Cleaned): QualityFlag[] {
  const { words, paragraphs } = cleaned;
  const flags: readonly [QualityFlag, boolean][] = [
    ['short', words < SHORT_WORDS],
    ['no_title', title === null],
    ['undated', published === null],
    ['paywall_stub', words < STUB_WORDS && (record.stated.paid === true || showsPaywall(cleaned))],
    ['list_page', isList(paragraphs)],
    ['repeated_body', isRepeating(paragraphs)],
    ['future_date', refused.length > 0],
    ['replacement_characters', [title ?? '', ...paragraphs].some((text) => text.includes('\ufffd'))],
  ];
  return [...applying(flags), ...flagsOfSource(record)];
}

const SHORT_WORDS = 50;
/** Whom the whole text is shown, sees more than the paragraph or three before a paywall. */
const STUB_WORDS = 250;

/** Whether a line, kept or not, says that the rest is for subscribers. */
const showsPaywall = ({ paragraphs, removed }: Cleaned): boolean =>
  [...paragraphs, ...removed.map(({ text }) => text)].some((text) => text.length <= SHORT_LINE && PAYWALL.test(text));

const LEAST_ENTRIES = 8;
/** FineWeb drops documents of whose lines no more end as sentences do (Penedo et al. 2024, arXiv:2406.17557, section 3.6). */
const MOST_PROSE = 0.12;

/** Whether hardly a paragraph is running text: a page of links, a table, a menu. */
const isList = (paragraphs: readonly string[]): boolean =>
  paragraphs.length >= LEAST_ENTRIES && paragraphs.filter(isProse).length <= paragraphs.length * MOST_PROSE;

/** Of a text's characters, those in paragraphs that were there before (Rae et al. 2021, arXiv:2112.11446, table A1). */
const MOST_REPEATED = 0.2;
/** Shorter ones, as answers in an interview, may be said twice. */
const LEAST_PARAGRAPH = 40;

/** Whether much of the text stands in it twice, as when a page holds its article for screen and print. */
function isRepeating(paragraphs: readonly string[]): boolean {
  // Of most there is no other one as long, which is found out sooner.
  const [once, twice] = [new Set<number>(), new Set<number>()];
  for (const { length } of paragraphs) (once.has(length) ? twice : once).add(length);
  const seen = new Set<string>();
  let [all, repeated] = [0, 0];
  for (const text of paragraphs) {
    all += text.length;
    if (text.length < LEAST_PARAGRAPH || !twice.has(text.length)) continue;
    if (seen.has(text)) repeated += text.length;
    seen.add(text);
  }
  return repeated > all * MOST_REPEATED;
}

/** Control characters that no text has; of the marks of direction those that can show a text as what it is not. */
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f]/;
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
/** Either of them: most texts need no closer look. */
const SUSPECT = new RegExp(`${CONTROL.source}|${BIDI.source}`);

/** What the record as it came had in it, which was taken out or cut off. */
function flagsOfSource({ content, stated, flags = [] }: DecodedRecord): QualityFlag[] {
  const texts = [content, stated.title ?? ''].filter((text) => SUSPECT.test(text));
  const has = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const taken: readonly [QualityFlag, boolean][] = [
    ['control_characters', has(CONTROL)],
    ['bidi_controls', has(BIDI)],
    ['fields_cut', isCut(stated)],
  ];
  return [...applying(taken), ...flags];
}

const applying = (flags: readonly [QualityFlag, boolean][]): QualityFlag[] =>
  flags.filter(([, applies]) => applies).map(([flag]) => flag);
