import type { Draft } from '../extract/draft.ts';
import { foldOf, SHORT_LINE } from '../extract/shapes.ts';

/** Byline and date stand within so many lines of the headline. */
export const LINES_OF_HEADER = 14;

/** The index of the first line below the headline; 0 when it does not stand in the text. */
export function indexBelowTitle({ lines, found }: Draft): number {
  return found.titleEnd === null
    ? 0
    : Math.max(
        0,
        lines.findIndex((line) => line.start >= found.titleEnd!),
      );
}

/** Pages repeat the headline below a breadcrumb or a picture; byline and date may stand below the first. */
function belowFirstTitle(draft: Draft): number {
  const below = indexBelowTitle(draft);
  // With and without the label or outlet that stands in its line.
  const titles = [draft.found.title, draft.found.titleRaw].flatMap((title) => foldOf(title ?? '') || []);
  const from = Math.max(0, below - LINES_OF_HEADER);
  const first = draft.lines
    .slice(from, below)
    .findIndex(({ text }) => text.length <= SHORT_LINE && titles.includes(foldOf(text)));
  return first < 0 ? below : from + first + 1;
}

/** A menu above the headline may show dates and names of other articles; only the line right above is of this one. */
export const LINES_ABOVE_TITLE = 3;

/** The first line that may state author or date of this article. */
export function firstBelowTitle(draft: Draft): number {
  const below = belowFirstTitle(draft);
  return below <= LINES_ABOVE_TITLE ? 0 : below - 1;
}
