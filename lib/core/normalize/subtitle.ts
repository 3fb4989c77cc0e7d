import { OTHERS } from '../extract/byline-tail.ts';
import { type Draft, dropLines, learn } from '../extract/draft.ts';
import { headerLineOf } from '../extract/header-line.ts';
import { COUNTS } from '../extract/meta-line.ts';
import { personNames } from '../extract/names.ts';
import type { DateContext } from '../extract/possible-dates.ts';
import { foldOf, isHeadline, SHORT_LINE, wordCountOf } from '../extract/shapes.ts';
import { namesBeside } from './bare-names.ts';
import { isShare } from './furniture.ts';
import { isBreadcrumb } from './vocabulary/breadcrumbs.ts';
import { BUTTON } from './vocabulary/share.ts';

/** What stands between a subtitle and the byline may be a rating or buttons, and between a name and a date, too. */
const isBeside = (text: string): boolean =>
  !/[\p{L}\p{N}]/u.test(text) || BUTTON.test(text) || COUNTS.test(text) || isShare(text);
const LINES_TO_BYLINE = 6;

/** Fewer words are a name or a section. */
const LEAST_SUBTITLE_WORDS = 5;

/** The line between the headline and a byline or date is the subtitle. */
export function takeSubtitle(draft: Draft, { dayOrder: order }: DateContext): Draft {
  const { titleEnd, subtitle } = draft.found;
  if (titleEnd === null || subtitle !== null) return draft;
  const i = draft.lines.findIndex((line) => line.start >= titleEnd);
  const line = draft.lines[i];
  const below = draft.lines.slice(i + 1, i + 1 + LINES_TO_BYLINE).filter(({ text }) => !isBeside(text));
  const next = below[0];
  if (!line || !next || line.text.length > SHORT_LINE) return draft;
  const third = below[1];
  // Most lines below have no metadata, which is found out sooner than whether the line may be a subtitle.
  const meta = headerLineOf(next.text, order) ?? (third && personNames(next.text) ? headerLineOf(third.text, order) : null);
  if (!meta || !(meta.authors || meta.published || meta.modified || meta.open)) return draft;
  if (
    headerLineOf(line.text, order) ||
    OTHERS.test(line.text) ||
    wordCountOf(line.text) < LEAST_SUBTITLE_WORDS ||
    isBreadcrumb(line.text) ||
    namesBeside(line.text) ||
    foldOf(line.text) === foldOf(draft.found.title ?? '') ||
    !(isHeadline(line.text) || /[.!?]$/.test(line.text))
  )
    return draft;
  return learn(dropLines(draft, new Set([i]), 'subtitle'), { subtitle: line.text });
}
