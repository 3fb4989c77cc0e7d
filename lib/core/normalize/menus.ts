import { type Draft, dropLines } from '../extract/draft.ts';
import { footerStart, isProse, wordCountOf } from '../extract/shapes.ts';

/** No news text opens or ends with so many lines of a few words; the menus of a page do. */
const LEAST_LINES = 8;
const LONGEST_ENTRY_WORDS = 6;

const isEntry = (text: string): boolean =>
  wordCountOf(text) <= LONGEST_ENTRY_WORDS && text.length <= 60 && !/[.!?。]$/.test(text);

/** Above the headline of a dumped page: at least so many lines, and hardly any prose beyond one cookie notice. */
const LEAST_ABOVE = 5;
const PROSE_ABOVE_SHARE = 0.1;

/** All that a dumped page shows above its headline. */
export function dropAboveTitle(draft: Draft): Draft {
  const { lines, found } = draft;
  const above = found.titleEnd === null ? 0 : lines.findIndex((line) => line.start >= found.titleEnd!);
  const prose = lines.slice(0, Math.max(0, above)).filter(({ text }) => isProse(text));
  if (above < LEAST_ABOVE || (prose.length > 1 && proseChars(prose) > proseChars(lines) * PROSE_ABOVE_SHARE)) return draft;
  return dropLines(draft, new Set(lines.keys().take(above)), 'above_title');
}

const proseChars = (lines: Draft['lines']): number => lines.reduce((sum, { text }) => sum + (isProse(text) ? text.length : 0), 0);

/** The runs of menu entries above the headline and below the last prose of a dumped page. */
export function dropMenus(draft: Draft): Draft {
  const { lines, found } = draft;
  const taken = new Set<number>();
  const above = found.titleEnd === null ? 0 : lines.findIndex((line) => line.start >= found.titleEnd!);
  for (const [from, to] of [
    [0, Math.max(above, 0)],
    [footerStart(lines), lines.length],
  ] as const) {
    if (from === 0 && to === lines.length) continue; // no prose at all: a poem, a list, a table
    const run = lines
      .keys()
      .filter((i) => i >= from && i < to && isEntry(lines[i]!.text) && !isProse(lines[i]!.text))
      .toArray();
    if (run.length >= LEAST_LINES && run.length >= (to - from) * 0.6) for (const i of run) taken.add(i);
  }
  return dropLines(draft, taken, 'menu');
}
