import { datedLabel } from '../extract/dated-label.ts';
import { type DayOrder, dateAt, type StatedDate } from '../extract/dates.ts';
import { cutEnd, cutStart, type DateSource, type Draft, type Found, type FoundDate, learn } from '../extract/draft.ts';
import { headerLineOf } from '../extract/header-line.ts';
import { BYLINE, SET_OFF } from '../extract/meta-labels.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import type { MetaLine } from '../extract/meta-values.ts';
import { type DateContext, datesAmong, type LatestDate, learnDates } from '../extract/possible-dates.ts';
import { footerStart, headerSize, isProse, SHORT_LINE } from '../extract/shapes.ts';
import { takeBareNames } from './bare-names.ts';
import { firstBelowTitle, indexBelowTitle, LINES_ABOVE_TITLE, LINES_OF_HEADER } from './header-place.ts';
import { metaAt } from './meta-at.ts';

/** Dates, bylines, sections and tags that fill a line of the header; in the footer only labelled ones. */
export function takeMetaLines(draft: Draft, { dayOrder: order, latest }: DateContext): Draft {
  const header = metaHeaderSize(draft, order);
  const footer = Math.max(footerStart(draft.lines), header);
  const start = firstBelowTitle(draft);
  // Only below a headline that stands in the text; what remains of a text would else be read as a header.
  const isPlaced = draft.found.titleEnd !== null;
  const isBelow = (i: number) => i >= start && i < header;
  let current = draft;
  let isSure = draft.found.authors.length > 0;
  const taken = new Map<number, string>();
  // What stands below the headline goes before what stands above it.
  const keys = [...draft.lines.keys().drop(start), ...draft.lines.keys().take(start)];
  for (const i of keys.filter((key) => key < header || key >= footer)) {
    if (taken.has(i)) continue;
    const meta = metaAt(draft, i, order, isPlaced && isBelow(i) && i < start + LINES_OF_HEADER);
    if (!meta || (i >= footer && !meta.value.labelled)) continue;
    const rule = sourceOf(meta.value);
    // What stands beside a date like a name may be the outlet's: a label is surer.
    if (isBelow(i) && namesBetter(meta.value, draft.lines[i]!.text, isSure ? current.found.authors : [])) {
      current = learn(current, { authors: [] });
      isSure = true;
    }
    if (i >= start || (meta.value.labelled && start - i <= LINES_ABOVE_TITLE))
      current = learn(current, learned(current.found, meta.value, rule, latest));
    for (let at = i; at < i + meta.lines; at++) taken.set(at, rule);
  }
  return takeBareNames(
    draft,
    header,
    dropByRule(withDateAbove(draft, current, start, { dayOrder: order, latest }), taken),
    taken,
  );
}

/** Whether a label announces more authors than are surely known: `Words: Jane Doe`, and below it `By Jane Doe and John Roe`. */
const namesBetter = ({ authors = [] }: MetaLine, text: string, known: readonly string[]): boolean =>
  authors.length > known.length && known.every((name) => authors.includes(name)) && isAnnounced(text);

const isAnnounced = (text: string): boolean => SET_OFF.test(BYLINE.exec(text)?.[0] ?? '');

/** `May 3, 2024`, a label, the headline: where nothing below the headline is dated, the nearest date above it counts. */
function withDateAbove(before: Draft, draft: Draft, start: number, { dayOrder, latest }: DateContext): Draft {
  const { found } = draft;
  if (found.titleEnd === null || found.published !== null || found.modified !== null) return draft;
  let current = draft;
  for (let i = start - 1; i >= Math.max(0, start - LINES_ABOVE_TITLE); i--) {
    if (isProse(before.lines[i]!.text)) break;
    const published = (metaAt(before, i, dayOrder)?.value ?? datedLabel(before.lines[i]!.text, dayOrder))?.published;
    current = learnDates(current, { published: [dated(published, 'date_line')] }, latest);
    if (current.found.published !== null) break;
  }
  return current;
}

/** A summary under the headline may be a whole sentence; byline and date below it are still of the header. */
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
    const meta = headerLineOf(text, order);
    // `By Jane Doe on May 3, 2024 at 11:04 a.m.` ends like a sentence.
    if (isProse(text) && meta === null) {
      if (++prose > PROSE_IN_HEADER) break;
      continue;
    }
    // A bare date below a long paragraph may head a part of the article.
    const long = prose > 1 || (prose === 1 && lines[first]!.text.length > SHORT_LINE);
    if (meta && (meta.authors || meta.open || ((meta.published || meta.modified) && (!long || meta.labelled)))) size = i + 1;
  }
  return size;
}

/** A byline glued to the summary under the headline: `The harbour is full. By Jane Doe on May 3, 2024`. */
export function takeGluedByline(draft: Draft, { dayOrder: order, latest }: DateContext): Draft {
  const { found, lines } = draft;
  if (found.titleEnd === null || found.authors.length > 0) return draft;
  const below = indexBelowTitle(draft);
  for (let i = below; i < Math.min(lines.length, below + LINES_ABOVE_TITLE); i++) {
    const { text } = lines[i]!;
    if (text.length > LONGEST_SUMMARY) return draft;
    const at = BY.test(text) ? GLUED_BYLINE.exec(text)?.index : undefined;
    const meta = at === undefined || at === 0 ? null : metaLineOf(text.slice(at).trim(), order);
    if (at === undefined || !meta?.authors) continue;
    return learn(cutEnd(draft, i, at, 'byline'), learned(found, meta, 'byline', latest));
  }
  return draft;
}

/** Without one of these words there is none. */
const BY = /(?:[Bb]y|Von|Par|Por):? /;
const GLUED_BYLINE =
  /(?:(?<=[.!?][”"’']?)\s?(?:By|Von|Par|Por)|\s(?:Written|Posted|Words|Story|Text) by):? \p{Lu}[^.!?]{3,80}(?:[.]\s\d[^.!?]{1,20})?$/u;
/** Longer paragraphs are the text. */
const LONGEST_SUMMARY = 500;

const sourceOf = (meta: MetaLine): 'byline' | 'date_line' | 'meta_line' =>
  meta.authors || meta.agency ? 'byline' : meta.published || meta.modified ? 'date_line' : 'meta_line';

function learned(found: Found, meta: MetaLine, rule: string, latest: LatestDate): Partial<Found> {
  const source: DateSource = rule === 'byline' ? 'byline' : 'date_line';
  return {
    authors: found.authors.length > 0 ? found.authors : (meta.authors ?? []),
    agency: found.agency ?? meta.agency ?? null,
    sourceName: found.sourceName ?? meta.sourceName ?? null,
    section: found.section ?? meta.section ?? null,
    keywords: found.keywords.length > 0 ? found.keywords : (meta.keywords ?? []),
    url: found.url ?? meta.url ?? null,
    ...datesAmong(found, { published: [dated(meta.published, source)], modified: [dated(meta.modified, source)] }, latest),
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
export function takeInlineDate(draft: Draft, { dayOrder: order, latest }: DateContext): Draft {
  const first = draft.lines.findIndex((line) => isProse(line.text));
  if (first < 0 || first > 3) return draft;
  const { text } = draft.lines[first]!;
  const label = PREFIX_LABEL.exec(text)?.[0] ?? '';
  const match = dateAt(text, label.length, order);
  if (!match) return draft;
  const rest = text.slice(match.end);
  const joint = /^\s?[|–—:-]\s/.exec(rest)?.[0] ?? (label !== '' ? /^[\s.,;]{1,3}/.exec(rest)?.[0] : undefined);
  if (joint === undefined || !/^[\p{Lu}\p{Lo}\p{Ps}\p{Pi}"']/u.test(rest.slice(joint.length))) return draft;
  const cut = cutStart(draft, first, match.end + joint.length, 'inline_date');
  return learnDates(cut, { published: [dated(match.date, 'inline_prefix')] }, latest);
}
