import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignPassages } from '../../../lib/core/dedupe/passages.ts';
import { tokenize } from '../../../lib/core/fingerprint/tokens.ts';
import { plainCanonicalText } from '../fingerprint/plain-fingerprint.ts';

const run = (start: number, count: number) => Array.from({ length: count }, (_, i) => `w${start + i}`).join(' ');
const wordsOf = (text: string) =>
  tokenize(text)
    .tokens.map((token) => token.text)
    .join(' ');

describe('tokenize', () => {
  // A capital sigma is lower-cased by what stands around its word, which a token alone doesn't know.
  const texts = fc.string({ unit: fc.constantFrom(...'aÀſ½ﬁ9 .-’\u00ad\u0301ด東イ😀\u200b\n') });
  it('finds the tokens of the canonical text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(wordsOf(text)).toBe(plainCanonicalText(text));
      }),
      { numRuns: 300 },
    );
  });

  it('says where they stand', () => {
    const { composed, tokens } = tokenize('Ein „Haus“: 東京 ﬁn');
    expect(tokens.map(({ start, end }) => composed.slice(start, end))).toEqual(['Ein', 'Haus', '東', '京', 'fin']);
  });
});

describe('alignPassages', () => {
  it('lays texts side by side: what is shared, and what stands in between', () => {
    const { passages, sharedWords } = alignPassages(`${run(0, 9)} x “y” ${run(20, 9)}.`, `${run(0, 9)} z ${run(20, 9)}!`);
    expect(passages.map(({ kind, a, b }) => [kind, a, b])).toEqual([
      ['shared', run(0, 9), run(0, 9)],
      ['differs', 'x “y”', 'z'],
      ['shared', `${run(20, 9)}.`, `${run(20, 9)}!`],
    ]);
    expect(sharedWords).toBe(18);
  });

  it('finds a paragraph that moved', () => {
    const { passages, sharedWords } = alignPassages(`${run(0, 30)} ${run(100, 10)}`, `${run(100, 10)} ${run(0, 30)}`);
    expect(passages.map(({ kind }) => kind)).toEqual(['differs', 'shared', 'differs', 'moved']);
    expect(sharedWords).toBe(40);
  });

  it('shares nothing where fewer than five words in a row are the same', () => {
    expect(alignPassages('one two three four x', 'one two three four y').sharedWords).toBe(0);
    expect(alignPassages('', 'a').passages).toEqual([{ kind: 'differs', a: '', b: 'a', wordsA: 0, wordsB: 1 }]);
    expect(alignPassages('', '').passages).toEqual([]);
  });

  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'D!', '“e”'), { maxLength: 60 }).map((words) => words.join(' '));
  it('shows every word of both texts once, and calls shared only what is', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const { passages, sharedWords, wordsA, wordsB } = alignPassages(a, b);
        const inOrder = passages.filter(({ kind }) => kind !== 'moved');
        expect(
          inOrder
            .map((passage) => wordsOf(passage.a))
            .join(' ')
            .trim()
            .replaceAll(/ +/g, ' '),
        ).toBe(wordsOf(a));
        expect(
          inOrder
            .map((passage) => wordsOf(passage.b))
            .join(' ')
            .trim()
            .replaceAll(/ +/g, ' '),
        ).toBe(wordsOf(b));
        for (const { kind, a, b } of passages) if (kind !== 'differs') expect(wordsOf(a)).toBe(wordsOf(b));
        expect(sharedWords).toBeLessThanOrEqual(Math.min(wordsA, wordsB));
      }),
      { numRuns: 300 },
    );
  });

  it('stays bounded on texts made of one line', () => {
    const { sharedWords } = alignPassages('the same line again '.repeat(5_000), 'the same line again '.repeat(4_000));
    expect(sharedWords).toBeGreaterThan(15_000);
  });
});
