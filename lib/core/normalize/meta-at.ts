import { type DayOrder, dateAt } from '../extract/dates.ts';
import type { Draft } from '../extract/draft.ts';
import { headerLineOf } from '../extract/header-line.ts';
import { type MetaLine, metaLineOf } from '../extract/meta-line.ts';
import { SHORT_LINE } from '../extract/shapes.ts';
import { isEntity, namesBeside } from './bare-names.ts';

/** What line `i` states, and over how many lines. */
export function metaAt(
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
