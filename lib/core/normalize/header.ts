import { type DayOrder, dateAt, type StatedDate } from '../extract/dates.ts';
import { cutStart, type DateSource, type Draft, dropLines, type Found, type FoundDate, learn } from '../extract/draft.ts';
import { headerLineOf, TEAM } from '../extract/header-line.ts';
import { type MetaLine, metaLineOf } from '../extract/meta-line.ts';
import { personName, personNames } from '../extract/names.ts';
import {
  commonWordsOf,
  foldOf,
  footerStart,
  headerSize,
  isHeadline,
  isProse,
  SHORT_LINE,
  tokensOf,
  wordCountOf,
} from '../extract/shapes.ts';

/** Dates, bylines, sections and tags that fill a line of the header; in the footer only labelled ones. */
export function takeMetaLines(order: DayOrder): (draft: Draft) => Draft {
  return (draft) => {
    const header = metaHeaderSize(draft, order);
    const footer = Math.max(footerStart(draft.lines), header);
    const start = firstBelowTitle(draft);
    // Only below a headline that stands in the text; what remains of a text would else be read as a header.
    const isPlaced = draft.found.titleEnd !== null;
    let current = draft;
    const taken = new Map<number, string>();
    // What stands below the headline goes before what stands above it.
    const keys = [...draft.lines.keys().drop(start), ...draft.lines.keys().take(start)];
    for (const i of keys.filter((key) => key < header || key >= footer)) {
      if (taken.has(i)) continue;
      const meta = metaAt(draft, i, order, isPlaced && i >= start && i < start + LINES_OF_HEADER && i < header);
      if (!meta || (i >= footer && !meta.value.labelled)) continue;
      const rule = sourceOf(meta.value);
      if (i >= start || (meta.value.labelled && start - i <= LINES_ABOVE_TITLE))
        current = learn(current, learned(current.found, meta.value, rule));
      for (let at = i; at < i + meta.lines; at++) taken.set(at, rule);
    }
    return takeBareNames(draft, header, dropByRule(current, taken), taken);
  };
}

/**
 * The only date that fills a line anywhere is the article's, and so is the only labelled one; several are a timeline, comments
 * or other articles.
 */
export function takeLoneDate(order: DayOrder): (draft: Draft) => Draft {
  return (draft) => {
    if (draft.found.published !== null || draft.found.modified !== null) return draft;
    const dated = draft.lines.flatMap(({ text }, i) => {
      if (text.length > LONGEST_DATE || !(YEAR.test(text) || YEAR.test(draft.lines[i + 1]?.text.slice(0, LONGEST_DATE) ?? '')))
        return [];
      const meta = metaAt(draft, i, order);
      const date = meta?.value.published;
      return date && meta ? [{ i, date, count: meta.lines, labelled: meta.value.labelled }] : [];
    });
    const labelled = dated.filter((one) => one.labelled);
    const alike = [dated, labelled].find((found) => found.length > 0 && new Set(found.map(({ date }) => date.date)).size === 1);
    if (!alike) return draft;
    const lines = new Set(alike.flatMap(({ i, count }) => Array.from({ length: count }, (_, k) => i + k)));
    return learn(dropLines(draft, lines, 'date_line'), { published: { ...alike[0]!.date, source: 'date_line' } });
  };
}

/** A byline far from the headline, when it is the only one of the text: `Text by Jane Doe` at its end. */
export function takeLoneByline(draft: Draft): Draft {
  if (draft.found.authors.length > 0) return draft;
  const bylines = draft.lines.flatMap(({ text }, i) => {
    const meta = text.length <= LONGEST_DATE ? metaAt(draft, i, 'unknown') : null;
    return meta?.value.labelled && meta.value.authors ? [{ i, authors: meta.value.authors, count: meta.lines }] : [];
  });
  if (bylines.length === 0 || new Set(bylines.map(({ authors }) => authors.join())).size > 1) return draft;
  const lines = new Set(bylines.flatMap(({ i, count }) => Array.from({ length: count }, (_, k) => i + k)));
  return learn(dropLines(draft, lines, 'byline'), { authors: bylines[0]!.authors });
}

/** The author presented below the text: a name alone on its line, and then `Jane is …`. Several are a list of people. */
export function takePresentedAuthor(draft: Draft): Draft {
  const { lines, found } = draft;
  if (found.authors.length > 0) return draft;
  const names = new Map<string, number>();
  for (let i = Math.floor(lines.length * PRESENTED_BELOW); i < lines.length - 1; i++) {
    const { text } = lines[i]!;
    const name = text.length <= 40 ? personName(text) : null;
    if (name && [1, 2].some((step) => presents(lines[i + step]?.text ?? '', name))) names.set(name, i);
  }
  const common = names.size === 1 ? commonWordsOf(lines) : new Set<string>();
  if (names.size !== 1 || tokensOf([...names.keys()].join()).some((word) => common.has(word))) return draft;
  return learn(dropLines(draft, new Set(names.values()), 'byline'), { authors: [...names.keys()] });
}

const PRESENTED_BELOW = 0.4;

/** Whether a text opens with a name, or its first or last word, and goes on in lower case. */
function presents(text: string, name: string): boolean {
  if (text.length < 60) return false;
  const words = name.split(' ');
  const opening = [name, words[0]!, `Dr. ${words.at(-1)}`, `Dr. ${name}`].find(
    (part) => text.startsWith(`${part} `) || text.startsWith(`${part}, `),
  );
  return opening !== undefined && /^,? \p{Ll}/u.test(text.slice(opening.length));
}

const LONGEST_DATE = 60;
const YEAR = /\p{Nd}{4}/u;

/** A summary under the headline may be a whole sentence; byline and date below it are still of the header. */
const LINES_OF_HEADER = 14;
const PROSE_IN_HEADER = 2;

/** The lines before the first prose below the headline, and what states author or date soon below it. */
function metaHeaderSize(draft: Draft, order: DayOrder): number {
  const { lines } = draft;
  const below = indexBelowTitle(draft);
  const first = below + headerSize(lines.slice(below));
  let size = first;
  if (draft.found.titleEnd === null) return size;
  let prose = 0;
  for (let i = first; i < Math.min(lines.length, below + LINES_OF_HEADER); i++) {
    const { text } = lines[i]!;
    if (isProse(text)) {
      if (++prose > PROSE_IN_HEADER) break;
      continue;
    }
    const meta = headerLineOf(text, order);
    // A bare date below a long paragraph may head a part of the article.
    const long = prose > 1 || (prose === 1 && lines[first]!.text.length > SHORT_LINE);
    if (meta && (meta.authors || meta.open || ((meta.published || meta.modified) && (!long || meta.labelled)))) size = i + 1;
  }
  return size;
}

function indexBelowTitle({ lines, found }: Draft): number {
  return found.titleEnd === null
    ? 0
    : Math.max(
        0,
        lines.findIndex((line) => line.start >= found.titleEnd!),
      );
}

/** Names alone on a line beside a date or the like, or with a position between, which the text nowhere uses as common words. */
function takeBareNames(before: Draft, header: number, after: Draft, taken: ReadonlyMap<number, string>): Draft {
  if (after.found.authors.length > 0) return after;
  const start = firstBelowTitle(before);
  const marks = [...taken.keys()].filter((i) => i < header);
  const placed = before.found.titleEnd !== null;
  const roles = !placed
    ? []
    : [...before.lines.keys()].slice(start, start + LINES_OF_HEADER).filter((i) => isRole(before.lines[i]!.text));
  const near = [...marks.flatMap((i) => [i - 1, i + 1, i - 2]), ...roles.map((i) => i - 1)].filter(
    (i) => i >= start && i <= Math.max(header, start + LINES_TO_ENTITY) && i < before.lines.length && !taken.has(i),
  );
  const common = near.length > 0 ? commonWordsOf(before.lines) : new Set<string>();
  for (const i of near) {
    const line = before.lines[i]!;
    const { text } = line;
    const people = namesBeside(text);
    const known = people !== null && !tokensOf(people.join(' ')).some((word) => common.has(word));
    const entity = placed && taken.get(i + 1) === 'date_line' && i < start + LINES_TO_ENTITY && isKnownEntity(before, i, common);
    const names = known ? people : entity ? [text] : null;
    if (!names) continue;
    const index = after.lines.indexOf(line);
    return learn(dropLines(after, new Set([index]), 'byline'), { authors: names });
  }
  return after;
}

/** What somebody is, on a line of its own below the name. */
const isRole = (text: string): boolean =>
  text.length <= 80 && !/[.!?]$/.test(text) && wordCountOf(text) <= 8 && ROLE_NAME.test(text) && !ROLE_PAGE.test(text);
const ROLE_NAME =
  /\b(?:writer|author|editor|reporter|journalist|correspondent|contributor|columnist|engineer|manager|director|founder|co-founder|ceo|cto|president|specialist|analyst|strategist|consultant|professor|researcher|scientist|expert|officer|lead|architect|developer|designer|redakteurin|redakteur|autorin|autor|journaliste|rédactrice|rédacteur|periodista|redactora|redactor|jornalista|giornalista|redactrice|redacteur)s?\b/iu;
const ROLE_PAGE = /\b(?:by|about|meet|our|the|your|for)\b|:/iu;

/** `Jane Doe`, also with what she is behind: `Jane Doe (Managing Editor)`, `Jane Doe | Guest Columnist`. */
const namesBeside = (text: string): string[] | null =>
  personNames(text) ?? personNames(text.replace(/\s*(?:\([^()]{2,40}\)|\|\s*[^|]{2,40})$/u, ''));

const LINES_TO_ENTITY = 4;

/** What a company or a pseudonym looks like. */
const isEntity = (text: string): boolean =>
  text.length <= 40 &&
  text.split(' ').length <= 5 &&
  !/[.,:;!?|/]/.test(text) &&
  /^(?:the )?\p{Lu}/iu.test(text) &&
  /\p{L}{3}/u.test(text);

/** A collective, or a name that the text uses too, right above the date. */
function isKnownEntity({ lines }: Draft, i: number, common: ReadonlySet<string>): boolean {
  const { text } = lines[i]!;
  if (!isEntity(text) || isProse(text)) return false;
  if (TEAM.test(text)) return true;
  if (!text.includes(' ') && common.has(text.toLowerCase())) return false;
  return lines.some((line, at) => at > i && isProse(line.text) && line.text.slice(1).includes(text));
}

/** Pages repeat the headline below a breadcrumb or a picture; byline and date may stand below the first. */
function belowFirstTitle(draft: Draft): number {
  const below = indexBelowTitle(draft);
  const title = foldOf(draft.found.title ?? '');
  const from = Math.max(0, below - LINES_OF_HEADER);
  const first =
    title === ''
      ? -1
      : draft.lines.slice(from, below).findIndex(({ text }) => text.length <= SHORT_LINE && foldOf(text) === title);
  return first < 0 ? below : from + first + 1;
}

/** A menu above the headline may show dates and names of other articles; only the line right above is of this one. */
const LINES_ABOVE_TITLE = 3;

function firstBelowTitle(draft: Draft): number {
  const below = belowFirstTitle(draft);
  return below <= LINES_ABOVE_TITLE ? 0 : below - 1;
}

/** What line `i` states, and over how many lines. */
function metaAt(
  draft: Draft,
  i: number,
  order: DayOrder,
  loosely = false,
): { readonly value: MetaLine; readonly lines: number } | null {
  const meta = (loosely ? headerLineOf : metaLineOf)(draft.lines[i]!.text, order);
  if (!meta?.open) return meta && { value: meta, lines: 1 };
  const value = valueBelow(draft, i, meta.open, order, loosely);
  return value && { value, lines: 2 };
}

/** `By` on a line of its own, and the name on the next. */
function valueBelow(
  draft: Draft,
  i: number,
  open: NonNullable<MetaLine['open']>,
  order: DayOrder,
  loosely: boolean,
): MetaLine | null {
  const next = draft.lines[i + 1];
  if (!next || next.text.length > SHORT_LINE) return null;
  if (open === 'byline') {
    const names = namesBeside(next.text) ?? (loosely && isEntity(next.text) && !metaLineOf(next.text) ? [next.text] : null);
    return names ? { authors: names, labelled: true } : null;
  }
  const match = dateAt(next.text, 0, order);
  return match && match.end === next.text.length ? { [open]: match.date, labelled: true } : null;
}

const sourceOf = (meta: MetaLine): 'byline' | 'date_line' | 'meta_line' =>
  meta.authors || meta.agency ? 'byline' : meta.published || meta.modified ? 'date_line' : 'meta_line';

function learned(found: Found, meta: MetaLine, rule: string): Partial<Found> {
  const source: DateSource = rule === 'byline' ? 'byline' : 'date_line';
  return {
    authors: found.authors.length > 0 ? found.authors : (meta.authors ?? []),
    agency: found.agency ?? meta.agency ?? null,
    section: found.section ?? meta.section ?? null,
    keywords: found.keywords.length > 0 ? found.keywords : (meta.keywords ?? []),
    url: found.url ?? meta.url ?? null,
    published: found.published ?? dated(meta.published, source),
    modified: found.modified ?? dated(meta.modified, source),
  };
}

const dated = (date: StatedDate | undefined, source: DateSource): FoundDate | null => (date ? { ...date, source } : null);

function dropByRule(draft: Draft, taken: ReadonlyMap<number, string>): Draft {
  if (taken.size === 0) return draft;
  const kept = draft.lines.filter((_, i) => !taken.has(i));
  const removed = [...taken].map(([i, rule]) => {
    const line = draft.lines[i]!;
    return { start: line.start, end: line.end, rule, text: line.text };
  });
  return { ...draft, lines: kept, removed: [...draft.removed, ...removed] };
}

const PREFIX_LABEL =
  /^(?:date|dated|published|posted|updated|publication date|published on|datum|fecha|data|дата|日期)\b\s?[:：]?\s?/iu;

/** A date glued before the first sentence: `date 2024-05-03 The council …`. It needs a label before or a dash behind. */
export function takeInlineDate(order: DayOrder): (draft: Draft) => Draft {
  return (draft) => {
    const first = draft.lines.findIndex((line) => isProse(line.text));
    if (first < 0 || first > 3) return draft;
    const { text } = draft.lines[first]!;
    const label = PREFIX_LABEL.exec(text)?.[0] ?? '';
    const match = dateAt(text, label.length, order);
    if (!match) return draft;
    const rest = text.slice(match.end);
    const joint = /^\s?[|–—:-]\s/.exec(rest)?.[0] ?? (label !== '' ? /^[\s.,;]{1,3}/.exec(rest)?.[0] : undefined);
    if (joint === undefined || !/^[\p{Lu}\p{Lo}\p{Ps}\p{Pi}"']/u.test(rest.slice(joint.length))) return draft;
    const published = draft.found.published ?? { ...match.date, source: 'inline_prefix' as const };
    return learn(cutStart(draft, first, match.end + joint.length, 'inline_date'), { published });
  };
}

/** Fewer words are a name or a section. */
const LEAST_SUBTITLE_WORDS = 5;

/** The line between the headline and a byline or date is the subtitle. */
export function takeSubtitle(draft: Draft): Draft {
  const { titleEnd, subtitle } = draft.found;
  if (titleEnd === null || subtitle !== null) return draft;
  const i = draft.lines.findIndex((line) => line.start >= titleEnd);
  const line = draft.lines[i];
  const next = draft.lines[i + 1];
  if (
    !line ||
    !next ||
    line.text.length > SHORT_LINE ||
    metaLineOf(line.text) ||
    wordCountOf(line.text) < LEAST_SUBTITLE_WORDS ||
    !(isHeadline(line.text) || /[.!?]$/.test(line.text))
  )
    return draft;
  const third = draft.lines[i + 2];
  const meta = metaLineOf(next.text) ?? (third && personNames(next.text) ? metaLineOf(third.text) : null);
  if (!meta || !(meta.authors || meta.published || meta.modified || meta.open)) return draft;
  return learn(dropLines(draft, new Set([i]), 'subtitle'), { subtitle: line.text });
}
