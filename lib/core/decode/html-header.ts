import { type DayOrder, dateAt } from '../extract/dates.ts';
import { dayOrderOf } from '../extract/day-order.ts';
import { languageCodeOf } from '../extract/language.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import type { MetaLine } from '../extract/meta-values.ts';
import { bareNames, personNames } from '../extract/names.ts';
import { PROSE_CHARS } from './html-landscape.ts';
import type { Page } from './html-page.ts';

/** What the lines around the headline say, as a reader sees them. Days, as the page writes them. */
export interface HeaderLines {
  readonly published: string | null;
  readonly modified: string | null;
  readonly authors: readonly string[];
  /** The day and the people that stand between the headline and the text in lines that say nothing else. */
  readonly day: string | null;
  readonly byline: readonly string[];
  /** A name that stands there alone, beside a date, without a label. */
  readonly besideDate: readonly string[];
}

/** Between a headline and the article stand few lines: summary, byline, date. Above it stands at most a date or a section. */
const BEFORE = 3;
const BEHIND = 16;
const LINE_CHARS = 160;
/** Marks of the date and the author stand no further off. */
const MARKS_BEHIND = 30;

/** Whether a block is near enough to the headline to be of its header. */
export const isNear = (block: number, title: number): boolean => block >= title - BEFORE && block <= title + MARKS_BEHIND;

/** Text that the order of day and month is learned from. */
const ORDER_BLOCKS = 400;
/** A summary may be as long as a paragraph of the text. */
const SUMMARIES = 1;
const NEVER = { published: null, modified: null, authors: [], day: null, byline: [], besideDate: [] };

/** Reads the lines around the headline; those behind it count more than those before it, which may be of a list of news. */
export function headerLines(page: Page, title: number): HeaderLines {
  if (title < 0) return NEVER;
  const order = orderOf(page);
  const lines = page.blocks.map(({ text }) => text);
  const behind = read(lines.slice(title + 1, title + 1 + BEHIND), order);
  const before = read(lines.slice(Math.max(0, title - BEFORE), title).toReversed(), order);
  return {
    published: behind.published ?? before.published,
    modified: behind.modified ?? before.modified,
    authors: behind.authors.length > 0 ? behind.authors : before.authors,
    ...shown(lines.slice(title + 1, title + 1 + BEHIND), order),
  };
}

/** What lines of metadata say before the text begins; further down they may be of a teaser. */
function shown(lines: readonly string[], order: DayOrder): Pick<HeaderLines, 'day' | 'byline' | 'besideDate'> {
  const all = lines.map((line) => metaLineOf(line, order));
  const prose = lines.flatMap((line, i) => (line.length >= PROSE_CHARS && all[i] === null ? [i] : []));
  const said = all.slice(0, prose[SUMMARIES] ?? lines.length);
  const byline = said.find((line) => line?.labelled && line.authors)?.authors ?? [];
  return {
    day: said.flatMap((line) => line?.published ?? [])[0]?.date ?? null,
    byline: byline.filter((name) => personNames(name)),
    besideDate: nameBeside(said, lines),
  };
}

function orderOf({ blocks, language, canonicalUrl }: Page): DayOrder {
  const content = blocks
    .slice(0, ORDER_BLOCKS)
    .map(({ text }) => text.slice(0, LINE_CHARS))
    .join('\n');
  const stated = { ...(language && { language }), ...(canonicalUrl && { url: canonicalUrl }) };
  return dayOrderOf({ content, stated }, languageCodeOf(language ?? undefined));
}

function read(lines: readonly string[], order: DayOrder): Pick<HeaderLines, 'published' | 'modified' | 'authors'> {
  let published: string | null = null;
  let modified: string | null = null;
  let authors: readonly string[] = [];
  let open: MetaLine['open'] | null = null;
  for (const line of lines.filter(({ length }) => length <= LINE_CHARS)) {
    const text = line.replace(/^[^\p{L}\p{N}]+/u, '');
    const said = metaLineOf(text, order);
    const day = said?.published?.date ?? (said ? null : dayAtStart(text, order));
    if (open === 'modified') modified ??= day;
    else published ??= day;
    modified ??= said?.modified?.date ?? null;
    if (authors.length === 0) authors = said?.authors ?? (open === 'byline' ? nameAfterLabel(text) : []);
    open = said?.open ?? null;
  }
  return { published, modified, authors };
}

/** Lines between a name and a date that go together. */
const BESIDE = 2;

function nameBeside(said: readonly (MetaLine | null)[], lines: readonly string[]): readonly string[] {
  const isDated = (i: number) =>
    said.slice(Math.max(0, i - BESIDE), i + BESIDE + 1).some((line) => line?.published || line?.modified);
  return said.map((_, i) => (isDated(i) ? bareNames(lines[i]!) : null)).find((names) => names !== null) ?? [];
}

/** `3 May 2024 | 5 min`: a day, and behind it what no rule knows. */
const dayAtStart = (text: string, order: DayOrder): string | null => dateAt(text, 0, order)?.date.date ?? null;

/** A name of a person or of a team that stands alone behind `By`. */
function nameAfterLabel(text: string): readonly string[] {
  const name = text.split(/,| [-–—|•·] /)[0]!.trim();
  return personNames(name) ?? (isPenName(name) ? [name] : []);
}

const PEN_NAME = /^[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’& -]{1,39}$/u;
const PEN_NAME_WORDS = 4;

/** A team, an outlet or a pen name where an author should be: short, and no sentence. */
export const isPenName = (text: string): boolean => PEN_NAME.test(text) && text.split(' ').length <= PEN_NAME_WORDS;

/** `Written by Jane Doe` in a box below the article. */
const LABELLED = /^(?:written|words|story|text|article|posted|reported) by\b/i;

export function labelledAuthors({ blocks }: Page): readonly string[] {
  for (const { text } of blocks) {
    const authors = text.length <= LINE_CHARS && LABELLED.test(text) ? metaLineOf(text)?.authors : undefined;
    if (authors) return authors;
  }
  return [];
}
