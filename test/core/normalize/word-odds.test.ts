import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../lib/core/extract/shapes.ts';
import { LineOdds } from '../../../lib/core/normalize/boilerplate/line-odds.ts';
import { shapesOf } from '../../../lib/core/normalize/boilerplate/line-shape.ts';
import { Row } from '../../../lib/core/normalize/boilerplate/row.ts';
import { WordOdds } from '../../../lib/core/normalize/boilerplate/word-odds.ts';
import { WORD_ODDS } from '../../../lib/core/normalize/boilerplate/word-weights.ts';

const rowsOf = (texts: readonly string[]): number[][] => {
  const odds = new LineOdds(shapesOf(texts.map((text) => ({ text }))));
  return texts.map((_, i) => {
    const row = new Row();
    odds.addTo(row, i);
    return row.toArray();
  });
};

describe('WordOdds', () => {
  const odds = new WordOdds({ '-21': 'privacy policy,newsletter', '7': 'privacy,0000 and' });
  const of = (word: string) => odds.ofWord(odds.numberOf(word));
  const ofPair = (first: string, second: string) => odds.ofPair(odds.numberOf(first), odds.numberOf(second));

  it('tells words from pairs', () => {
    expect([of('newsletter'), of('privacy'), of('policy'), of('lighthouse')]).toEqual([-2.1, 0.7, 0, 0]);
    expect([ofPair('privacy', 'policy'), ofPair('policy', 'privacy'), ofPair('0000', 'and')]).toEqual([-2.1, 0, 0.7]);
    expect(ofPair('lighthouse', 'policy')).toBe(0);
  });

  it('lists each word that is in a term', () => {
    expect([...odds.words].sort()).toEqual(['0000', 'and', 'newsletter', 'policy', 'privacy']);
  });
});

describe('the odds of lines', () => {
  it('are low where the page speaks, high in running text, none where no word is known', () => {
    const [notice, text, unknown, empty] = rowsOf([
      'Privacy policy | Subscribe to our newsletter',
      'However, most of these are usually much larger than the others, because it depends on the amount.',
      'Zzyzx qwrtk plumbok vantelim orrofast',
      '',
    ]);
    expect(notice![0]).toBeLessThan(-1);
    expect(text![0]).toBeGreaterThan(0.5);
    expect(unknown!.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(empty!.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it('are known of the lines near by, above and below', () => {
    const texts = ['plumbok', 'Privacy policy', 'plumbok', 'plumbok'];
    const [first, notice, , last] = rowsOf(texts);
    expect(first!.slice(5)).toEqual([0, notice![0], 0, notice![0]! / 3, 0, notice![0]! / 3]);
    expect(last!.slice(5)).toEqual([0, 0, notice![0]! / 3, 0, notice![0]! / 3, 0]);
  });

  it('do not depend on how many other words were seen before', () => {
    const texts = ['Privacy policy'];
    const before = rowsOf(texts);
    for (let i = 0; i < 100; i++) rowsOf([Array.from({ length: 200 }, (_, k) => `w${i}x${k}`).join(' ')]);
    expect(rowsOf(texts)).toEqual(before);
  });
});

it('shipped terms are folded words and pairs, each once', () => {
  const terms = Object.values(WORD_ODDS.lists).flatMap((list) => list.split(','));
  expect(terms.length).toBeGreaterThan(500);
  expect(new Set(terms).size).toBe(terms.length);
  for (const term of terms) {
    expect(tokensOf(term).join(' ')).toBe(term);
    expect(term.split(' ').length).toBeLessThan(3);
    expect(term).not.toMatch(/[1-9]/);
  }
});
