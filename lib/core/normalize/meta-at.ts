import { type DayOrder, dateAt } from '../extract/dates.ts';
import type { Draft } from '../extract/draft.ts';
import { headerLineOf } from '../extract/header-line.ts';
import { BYLINE, TEAM } from '../extract/meta-labels.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import type { MetaLine } from '../extract/meta-values.ts';
import { positionedWord } from '../extract/positions.ts';
import { isProse, SHORT_LINE, wordCountOf } from '../extract/shapes.ts';
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
  if (!meta?.open) return meta && withBylinesBelow(draft, i, withoutPlace(meta, draft.lines[i]!.text, draft));
  const at = i + (SEPARATORS.test(draft.lines[i + 1]?.text ?? '') ? 2 : 1);
  const value = valueBelow(draft, at, meta.open, order, loosely);
  if (value === null) return null;
  const { authors, last } = withNamesBelow(draft, at, value.authors ?? []);
  const stated = authors.length === 0 ? value : { ...value, authors };
  return { value: withoutPlace(stated, draft.lines[at]!.text, draft), lines: last - i + 1 };
}

/** Each author may have a line with the same label. */
function withBylinesBelow({ lines }: Draft, i: number, value: MetaLine): { readonly value: MetaLine; readonly lines: number } {
  const label = value.authors && BYLINE.exec(lines[i]!.text)?.[0];
  const authors = [...(value.authors ?? [])];
  let next = i + 1;
  while (label && lines[next]?.text.startsWith(label)) {
    const { authors: more, published, modified } = metaLineOf(lines[next]!.text) ?? {};
    if (!more || published || modified) break;
    authors.push(...more.filter((name) => !authors.includes(name)));
    next++;
  }
  return next === i + 1 ? { value, lines: 1 } : { value: { ...value, authors }, lines: next - i };
}

/** The names below one, with a comma or a word on a line between. */
function withNamesBelow(
  { lines }: Draft,
  at: number,
  first: readonly string[],
): { readonly authors: readonly string[]; readonly last: number } {
  const authors = [...first];
  let last = at;
  while (authors.length > 0 && JOINT.test(lines[last + 1]?.text ?? '')) {
    const more = namesBeside(lines[last + 2]?.text ?? '');
    if (more === null) break;
    authors.push(...more.filter((name) => !authors.includes(name)));
    last += 2;
  }
  return { authors, last };
}

const JOINT = /^(?:[,;&]|,? ?(?:and|und|et|og|och|en|y|e|i|и))$/iu;

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
  if (open === 'source')
    return isOutlet(next.text) && metaLineOf(next.text) === null ? { sourceName: next.text, labelled: true } : null;
  if (open === 'byline') return bylineBelow(next.text, loosely);
  const match = dateAt(next.text, 0, order);
  return match && match.end === next.text.length ? { [open]: match.date, labelled: true } : null;
}

function bylineBelow(text: string, loosely: boolean): MetaLine | null {
  const names = namesBeside(text) ?? (TEAM.test(text) && isEntity(text) ? [text] : null);
  const name = names || !loosely || metaLineOf(text) ? null : (positionedWord(text) ?? (isEntity(text) ? text : null));
  return names || name ? { authors: names ?? [name!], labelled: true } : null;
}

/** The name of a company or a department: `Lumora Robotics, Inc.` */
const isOutlet = (text: string): boolean => /^\p{Lu}/u.test(text) && wordCountOf(text) <= LONGEST_OUTLET && !isProse(text);
/** In words. */
const LONGEST_OUTLET = 8;
