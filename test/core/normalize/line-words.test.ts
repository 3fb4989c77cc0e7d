import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedUnit } from '../../../lib/core/extract/folded-units.ts';
import { tokensOf } from '../../../lib/core/extract/shapes.ts';
import { shapesOf } from '../../../lib/core/normalize/boilerplate/line-shape.ts';
import {
  cuesOf,
  foldedLengthOf,
  foldedOf,
  isLong,
  renewWords,
  WordCounts,
  wordsIn,
} from '../../../lib/core/normalize/boilerplate/line-words.ts';
import { alikeLines } from '../../../lib/core/normalize/boilerplate/page-view.ts';

/** What folds to itself, to one other unit, to several, together with its neighbours, or to nothing of a word. */
const letters = fc.constantFrom(
  ...'abBzéÉßİıΣσςǅªﬁ½²Ⅷ٣中한가\u1112\u1161\u11ab\u0301\u0915\u093f 𐐀𝟗🙂’-–.… \u00a0ﷺ',
  '\ud801',
  '\udc28',
);
const text = fc.string({
  unit: fc.oneof({ arbitrary: letters, weight: 4 }, { arbitrary: fc.string({ unit: 'binary', maxLength: 1 }), weight: 1 }),
  maxLength: 60,
});

describe('words as numbers', () => {
  it('are the words of the folded text', () => {
    fc.assert(
      fc.property(text, (line) => {
        const words = wordsIn(line);
        const tokens = tokensOf(line);
        expect(foldedOf(words)).toBe(tokens.join(' '));
        expect(foldedLengthOf(words)).toBe(tokens.length === 0 ? -1 : tokens.join(' ').length);
        expect([...words].map(isLong)).toEqual(tokens.map((token) => token.length > 3));
        expect([...wordsIn(tokens.join(' '))]).toEqual([...words]);
      }),
      { numRuns: 2_000, examples: [['J\u030c'], ['İ\u{1d165}']] },
    );
  });

  it('fold each unit between letters as the text is folded', () => {
    for (let code = 0; code < 0x10000; code++) {
      if (foldedUnit(code) === 2) continue; // the text is folded as a whole
      const line = `a${String.fromCharCode(code)}b x${String.fromCharCode(code)}`;
      expect(foldedOf(wordsIn(line))).toBe(tokensOf(line).join(' '));
    }
  });

  it('stay apart when they are more than were reckoned with, and are forgotten then', () => {
    renewWords();
    const many = Array.from({ length: 50_000 }, (_, i) => `word${i} ${'x'.repeat(i % 40)}${i}`).join(' ');
    const words = wordsIn(many);
    expect(foldedOf(words.slice(-4))).toBe(many.split(' ').slice(-4).join(' '));
    expect(new Set(words).size).toBe(new Set(many.split(' ')).size);
    const counts = new WordCounts();
    counts.clear();
    for (const word of words) counts.set(word, counts.get(word) + 1);
    expect(counts.get(words[7]!)).toBe(1);
    counts.clear();
    expect(counts.get(words[7]!)).toBe(0);
    expect(renewWords()).toBe(true);
    expect(renewWords()).toBe(false);
  });

  it('find cues of one, two and three words', () => {
    const cues = ['cookie', 'read more', 'table of contents', 'read', 'table of', 'of contents'].map((line) =>
      cuesOf(wordsIn(line)),
    );
    expect(cues.slice(0, 3).every((bits) => bits !== 0)).toBe(true);
    expect(cues.slice(3, 5)).toEqual([0, 0]);
  });
});

describe('lines alike', () => {
  it('have the same words', () => {
    const line = fc.constantFrom('Home', 'HOME', 'home!', 'Sport', '', '—', 'Home Sport', 'Sport home', 'İstanbul', 'istanbul');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const folded = lines.map((each) => tokensOf(each).join(' '));
        const alike = alikeLines(shapesOf(lines.map((each) => ({ text: each }))));
        expect([...alike.first]).toEqual(folded.map((each) => folded.indexOf(each)));
        expect(lines.map((_, i) => alike.count(i))).toEqual(
          folded.map((each) => folded.filter((other) => other === each).length),
        );
        expect([...alike.above]).toEqual(folded.map((each, i) => folded.slice(0, i).filter((other) => other === each).length));
      }),
    );
  });
});
