import { type DayOrder, dateAt } from '../extract/dates.ts';
import type { Draft } from '../extract/draft.ts';
import { headerLineOf } from '../extract/header-line.ts';
import { TEAM } from '../extract/meta-labels.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import type { MetaLine } from '../extract/meta-values.ts';
import { positionedWord } from '../extract/positions.ts';
import { SHORT_LINE } from '../extract/shapes.ts';
import { isEntity, namesBeside } from './bare-names.ts';
import { withoutPlace } from './byline-place.ts';

/** What line `i` states, and over how many lines. */
export function metaAt(
  draft: Draft,
  i: number,
  order: DayOrder,
  loosely = false,
): { readonly value: MetaLine; readonly lines: number } | null {
  const meta = (loosely ? headerLineOf : metaLineOf)(draft.lines[i]!.text, order);
  if (!meta?.open) return meta && { value: withoutPlace(meta, draft.lines[i]!.text, draft.lines), lines: 1 };
  const at = i + (SEPARATORS.test(draft.lines[i + 1]?.text ?? '') ? 2 : 1);
  const value = valueBelow(draft, at, meta.open, order, loosely);
  return value && { value: withoutPlace(value, draft.lines[at]!.text, draft.lines), lines: at - i + 1 };
}

/** Stands between a label and its value, or between two values. */
const SEPARATORS = /^[|/•·∙●–—-]{1,3}$/u;

/** `By` on a line of its own, and the name below it. */
function valueBelow(
  draft: Draft,
  at: number,
  open: NonNullable<MetaLine['open']>,
  order: DayOrder,
  loosely: boolean,
): MetaLine | null {
  const next = draft.lines[at];
  if (!next || next.text.length > SHORT_LINE) return null;
  if (open === 'byline') {
    const names = namesBeside(next.text) ?? (TEAM.test(next.text) && isEntity(next.text) ? [next.text] : null);
    const name =
      names || !loosely || metaLineOf(next.text) ? null : (positionedWord(next.text) ?? (isEntity(next.text) ? next.text : null));
    return names || name ? { authors: names ?? [name!], labelled: true } : null;
  }
  const match = dateAt(next.text, 0, order);
  return match && match.end === next.text.length ? { [open]: match.date, labelled: true } : null;
}
