import type { DayOrder } from './dates.ts';
import { hasDigits } from './letter-case.ts';
import { dateOf, partsIn } from './meta-line.ts';
import type { MetaLine } from './meta-values.ts';
import { wordCountOf } from './shapes.ts';

const LONGEST = 60;
/** Fewer than a headline has. */
const MOST_WORDS = 2;

/** A date beside a word or two, as a section and a date stand above the headline: `Local News | May 3, 2024`. Null for anything else. */
export function datedLabel(text: string, order: DayOrder): MetaLine | null {
  if (text.length > LONGEST || !hasDigits(text, 2)) return null;
  const parts = partsIn(text);
  if (parts.length < 2 || parts.length > 3) return null;
  const dates = parts.map((part) => dateOf(part, order));
  const others = parts.filter((_, i) => dates[i] === null);
  return others.every((part) => wordCountOf(part) <= MOST_WORDS && !/\d/.test(part))
    ? (dates.find((date) => date !== null) ?? null)
    : null;
}
