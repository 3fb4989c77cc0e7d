import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../lib/core/extract/draft.ts';
import { linesOf } from '../../../lib/core/extract/lines.ts';
import { latestDate } from '../../../lib/core/extract/possible-dates.ts';
import { statedFields } from '../../../lib/core/extract/stated.ts';
import { firstBelowTitle } from '../../../lib/core/normalize/header-place.ts';
import { RECEIVED_AT } from '../../support/origin.ts';

/** A page's lines, of which the one at `taken` was the headline. */
function page(texts: readonly string[], taken: number, title: string): Draft {
  const { lines } = linesOf(texts.join('\n\n'));
  const { raw, end } = lines[taken]!;
  const found = {
    ...statedFields({ stated: {} } as Parameters<typeof statedFields>[0], 'unknown', latestDate(RECEIVED_AT)),
    title,
    titleRaw: raw,
    titleEnd: end,
  };
  return { lines: lines.toSpliced(taken, 1), removed: [], captions: [], found };
}

describe('where byline and date may stand', () => {
  const menu = ['Home', 'Boats', 'Tides', 'Contact', 'Search'];

  it.each([
    ['the headline alone', 'Ten boats for a small bay'],
    ['the headline with its outlet', 'Ten boats for a small bay | Harbour Paper'],
  ])('is below the first of two headlines: %s', (_, line) => {
    const lines = [...menu, line, 'February 8, 2022', 'Rowing', line, 'March 4, 2024'];
    expect(firstBelowTitle(page(lines, 8, 'Ten boats for a small bay'))).toBe(5);
  });

  it('is the line above the only headline, for a label or a date', () => {
    const lines = [...menu, 'February 8, 2022', 'Ten boats for a small bay', 'March 4, 2024'];
    expect(firstBelowTitle(page(lines, 6, 'Ten boats for a small bay'))).toBe(5);
  });
});
