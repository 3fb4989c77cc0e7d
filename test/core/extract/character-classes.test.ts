import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachRun, LETTER, MARK, NUMBER } from '../../../lib/core/extract/character-classes.ts';

const runsOf = (text: string, wanted: number): string[] => {
  const runs: string[] = [];
  eachRun(text, wanted, (start, end) => runs.push(text.slice(start, end)));
  return runs;
};

// Letters, digits and marks of one and of two units, halves of pairs, signs.
const text = fc.string({
  unit: fc.constantFrom('a', 'é', 'e\u0301', '9', '½', '字', '𠀀', '𝟙', '😀', '\ud840', '\udc00', ' ', '-', '’'),
  maxLength: 20,
});

it('finds the runs that the Unicode properties find', () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(runsOf(each, LETTER)).toEqual(each.match(/\p{L}+/gu) ?? []);
      expect(runsOf(each, LETTER | MARK | NUMBER)).toEqual(each.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
    }),
    { numRuns: 2_000 },
  );
});
