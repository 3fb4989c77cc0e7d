import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../lib/core/extract/lines.ts';
import { likelyHeadlines } from '../../../lib/core/normalize/title-odds.ts';

const { lines } = linesOf(
  ['Menu of the day', 'Cannery opens', 'Ferry runs again', '“Cannery opens”', 'Map of the bay'].join('\n\n'),
);
const likely = (scores: readonly number[], start = lines.length) => {
  const found = likelyHeadlines(
    lines,
    scores.map((score, index) => ({ index, score, isBelowStart: index > start })),
  );
  return [...found].sort(([, a], [, b]) => b - a).map(([index]) => index);
};

describe('which lines are likely headlines', () => {
  it('counts lines with the same words as one', () => {
    expect(likely([-9, 0, 0.4, 0.2, -9])).toEqual([3, 1, 2]);
    expect(likely([-9, -2.5, -9, -2.5, -9])).toEqual([1, 3]);
    expect(likely([-9, -2.5, -9, -9, -9])).toEqual([]);
  });

  it('asks for more below the start of the text', () => {
    expect(likely([-9, -1.5, -9, -9, -1.5])).toEqual([1, 4, 3]);
    expect(likely([-9, -1.5, -9, -9, -1.5], 2)).toEqual([1]);
    expect(likely([-9, -9, -9, -9, -0.5], 2)).toEqual([4]);
  });
});
