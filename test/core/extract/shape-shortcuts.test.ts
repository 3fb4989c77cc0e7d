import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonWordsOf, isProse, wordCountOf } from '../../../lib/core/extract/shapes.ts';
import { shapesOf } from '../../../lib/core/normalize/boilerplate/line-shape.ts';

/** Letters of each kind and of two UTF-16 units, halves of such, marks, digits and what stands between. */
const near = fc.string({
  unit: fc.constantFrom(
    'a',
    'b',
    'A',
    'B',
    'é',
    'É',
    'ª',
    'ǅ',
    '中',
    '\u0301',
    '1',
    ' ',
    '.',
    '{',
    '@',
    '𐐨',
    '𐐀',
    '\ud801',
    '\udc28',
  ),
  maxLength: 40,
});

describe('a look at characters in place of an expression with Unicode properties', () => {
  it('finds the words that prose writes in lower case', () => {
    fc.assert(
      fc.property(near, (text) => {
        const prose = text.padEnd(230, ' ');
        const common = commonWordsOf([{ text: prose }]);
        const words = new Set(prose.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]+/gu));
        const pieces = Array.from(prose, (_, i) => [1, 2, 3, 4, 5].map((length) => prose.slice(i, i + length))).flat();
        for (const piece of [...words, ...pieces]) expect(common.has(piece)).toBe(words.has(piece));
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds a capital right behind a small letter among the first 300 characters', () => {
    fc.assert(
      fc.property(near, fc.constantFrom(0, 280, 298, 299), (text, before) => {
        const line = `${' '.repeat(before)}${text}`;
        expect(shapesOf([{ text: line }])[0]!.patterns[3]).toBe(Number(/\p{Ll}\p{Lu}/u.test(line.slice(0, 300))));
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells prose by its end and its script', () => {
    const ending = fc.string({
      unit: fc.constantFrom('a', ' ', '.', '!', '?', '。', '…', '”', '»', ')', "'", '中', '𐐨', '\udc28'),
      maxLength: 8,
    });
    const filling = fc.constantFrom('word ', 'words and more of them ', '中文', 'wordswordswords', '1. ');
    fc.assert(
      fc.property(filling, fc.integer({ min: 0, max: 230 }), ending, (fill, length, end) => {
        const text = fill.repeat(length).slice(0, length) + end;
        const dense = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text);
        const statement = /[.…。।۔][\p{Pe}\p{Pf}\p{Pi}"'”’]{0,3}$/u.test(text);
        const sentence = /[.…。！？!?।؟۔][\p{Pe}\p{Pf}\p{Pi}"'”’]{0,3}$/u.test(text);
        const plain =
          text.length >= 220 ||
          (text.length >= 25 &&
            ((dense && text.length >= 90) ||
              ((dense || text.length >= 55) && (statement || (text.length >= 140 && sentence)) && wordCountOf(text) >= 8)));
        expect(isProse(text)).toBe(plain);
      }),
      { numRuns: 2_000 },
    );
  });
});
