import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAt } from '../../../lib/core/extract/dates.ts';
import { asksDayOrder } from '../../../lib/core/extract/day-order.ts';
import { gluedIn, hasDigits } from '../../../lib/core/extract/letter-case.ts';
import { commonWordsOf, isProse, wordCountOf } from '../../../lib/core/extract/shapes.ts';
import { shapesOf } from '../../../lib/core/normalize/boilerplate/line-shape.ts';
import { quotesAreCurly } from '../../../lib/core/normalize/quotes.ts';
import { isNotice } from '../../../lib/core/normalize/vocabulary/notices.ts';
import { creditsPicture } from '../../../lib/core/normalize/vocabulary/picture-credits.ts';

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
  it('finds the words that prose writes in lower case, save in addresses', () => {
    fc.assert(
      fc.property(near, (text) => {
        const prose = text.padEnd(230, ' ');
        const common = commonWordsOf([{ text: prose }]);
        const plain = prose.replace(/[\p{L}\p{N}._+-]{0,60}@[\p{L}\p{N}.-]{2,60}|[\p{L}\p{N}]{1,40}_[\p{L}\p{N}_]{1,60}/gu, ' ');
        const words = new Set(plain.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]+/gu));
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

  it('counts where words are glued, and finds digits of any script in a row', () => {
    const digits = fc.string({ unit: fc.constantFrom('1', '٣', '९', '𝟗', ' ', 'x', '\udfd7'), maxLength: 12 });
    fc.assert(
      fc.property(near, digits, fc.integer({ min: 1, max: 4 }), (text, numbers, least) => {
        expect(gluedIn(text, 20)).toBe([...text.slice(0, 20).matchAll(/\p{Ll}\p{Lu}/gu)].length);
        expect(hasDigits(numbers, least)).toBe(new RegExp(`\\p{Nd}{${least}}`, 'u').test(numbers));
      }),
      { numRuns: 1_000 },
    );
  });

  it('counts quotation marks', () => {
    const quoted = fc.string({ unit: fc.constantFrom('“', '”', '‘', '’', '‚', '‛', '"', "'", '„', '»', 'a'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(quoted, { maxLength: 4 }), (paragraphs) => {
        const text = paragraphs.join('\n');
        const [curly, straight] = [/[“”‘’]/g, /["']/g].map((marks) => text.match(marks)?.length ?? 0) as [number, number];
        const plain = !/[„«»]/.test(text) && straight > 0 && curly >= 2 && curly / (curly + straight) >= 0.6;
        expect(quotesAreCurly(text)).toBe(plain);
      }),
      { numRuns: 1_000 },
    );
  });

  it('asks for the order of day and month wherever a date is read by it', () => {
    const dates = fc.string({ unit: fc.constantFrom('1', '2', '0', '٣', '/', '.', '-', ' ', 'x'), minLength: 6, maxLength: 14 });
    fc.assert(
      fc.property(dates, (text) => {
        const [day, month] = (['day_first', 'month_first'] as const).map((order) => dateAt(text, 0, order)?.date.date);
        if (day !== month) expect(asksDayOrder(text)).toBe(true);
      }),
      { numRuns: 3_000, examples: [['01/02/2021'], ['1. 2. 2021'], ['٣-٢-2021'], ['01/02/21 10:30']] },
    );
  });

  it.each([
    ['The harbour at dawn (Photo: Ada Lind)', true],
    ['The harbour at dawn / Getty Images.', true],
    ['The harbour at dawn GETTY IMAGES )', true],
    ['The harbour at dawn Shutterstock]', true],
    ['The harbour at dawn iStockphoto', true],
    ['The harbour at dawn via AP', true],
    ['The harbour at dawn Image © Ada Lind', true],
    ['The harbour at dawn. (Ada Lind/The Post)', true],
    ['The harbour at dawn [Ada Lind/AFP]', true],
    ['The harbour at dawn. Ada Lind/The Post', true],
    ['The harbour at dawn. REUTERS/Ada Lind', true],
    ['The harbour at dawn. Picture by Ada Lind', true],
    ['The harbour at dawn. © Ada Lind, AFP', true],
    ['The harbour at dawn. Ada Lind | Staff photographer', true],
    ['The harbour at dawn. (Supplied)', true],
    ['Representational image', true],
    ['The harbour on Monday, May 4, 2026. THE TIDE/Ada Lind', true],
    ['The harbour at dawn. (Ada Lind for The Post)', true],
    ['The harbour at dawn. Photo supplied', true],
    ['The harbour on May 3. ADA LIND / THE POST', true],
    ['The harbour at dawn. [Photo: Ada Lind]', true],
    ['Der Hafen am Morgen (Archivbild)', true],
    ['Limited Success (Not Recommended for Boats)', false],
    ['12. Ropes/Cable Lugs', false],
    ['In pictures: the harbour at dawn', false],
    ['Ships meet at dawn. The pilots and crews are ready', false],
    ['The harbour at dawn, as the ships', false],
  ])('finds the credit of a picture: %s', (text, expected) => {
    expect(creditsPicture(text)).toBe(expected);
  });

  it.each([
    ['All rights reserved.', true],
    ['Marrow Bay Press. All rights reserved!', true],
    ['Marrow Bay Press, all rights reserved', false],
    [`${'x'.repeat(61)}. All rights reserved`, false],
    ['All rights reserved by nobody', false],
    ['Subscribe now', true],
  ])('finds a notice: %s', (text, expected) => {
    expect(isNotice(text)).toBe(expected);
  });
});
