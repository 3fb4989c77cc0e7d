import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textShapeOf } from '../../lib/core/text-shape.ts';

describe('the shape of a text', () => {
  it('counts words, runs, capitals and sentences', () => {
    expect(textShapeOf('Anna paid 3.50 for two. "Really?" asked Bo.')).toMatchObject({
      words: 8,
      runs: 9,
      capitalized: 3,
      capitals: 3,
      digits: 3,
      sentences: 3,
      ending: 2,
      longestWord: 9,
    });
  });

  it('knows scripts without spaces, and their stops', () => {
    expect(textShapeOf('你好。今天很热！')).toMatchObject({ words: 4, letters: 6, capitals: 0, sentences: 2, ending: 2 });
    expect(textShapeOf('Москва, вчера:')).toMatchObject({ words: 2, capitalized: 1, commas: 2, ending: 1, startsLow: false });
  });

  it.each([
    ['He left.”)', 2],
    ['He left”', 0],
    ['Three things:', 1],
    ['Read more', 0],
    ['', 0],
  ])('%s ends with %i', (text, ending) => {
    expect(textShapeOf(text).ending).toBe(ending);
  });

  it('adds up: each character is of one kind, and no count is below zero', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aZ1 \n,.!。"|你é\u0301‘') }), (text) => {
        const shape = textShapeOf(text);
        for (const value of Object.values(shape)) expect(Number(value)).toBeGreaterThanOrEqual(0);
        expect(shape.capitalized).toBeLessThanOrEqual(shape.runs);
        expect(shape.capitals).toBeLessThanOrEqual(shape.letters);
        const spaces = text.match(/[ \n]/g)?.length ?? 0;
        expect(shape.letters + shape.digits + spaces + shape.commas + shape.sentences + shape.symbols).toBe(text.length);
      }),
    );
  });
});
