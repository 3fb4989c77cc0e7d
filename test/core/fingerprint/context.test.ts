import { describe, expect, it, test } from 'vitest';
import { contextsAgree } from '../../../lib/core/fingerprint/context.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';

const words = (from: number, count: number) => Array.from({ length: count }, (_, i) => `w${from + i}`).join(' ');
/** What the text says of the run of five words from this one on. */
const contextIn = (text: string, from: number) => {
  const [run] = fingerprintOf(words(from, 5)).nearKeys;
  return fingerprintOf(text)
    .nearKeys.find((key) => key.startsWith(run!.slice(0, 16)))!
    .slice(16);
};

describe('the context of a run of words', () => {
  it('is of the four words on each side', () => {
    const whole = contextIn(words(3, 15), 8);
    expect(whole).toMatch(/^[A-Za-z0-9+]{8}$/);
    expect(contextIn(words(4, 13), 8)).toBe(whole);
    expect(contextIn(words(6, 11), 8)).toBe(`//${whole.slice(2)}`);
    expect(contextIn(words(4, 9), 8)).toBe(`${whole.slice(0, 4)}////`);
  });
});

describe('contexts agree', () => {
  test.each([
    ['abcdefgh', 'abcdefgh', true],
    ['abcdefgh', '++++++gh', true],
    // A word put in, and one left out.
    ['abcdefgh', '++++++ef', true],
    ['abcdefgh', 'cd++++++', true],
    ['abcdefgh', 'a+c+e+g+', false],
    // The same words on the other side are other words, and so are those that the run parts.
    ['abcdefgh', 'efgh++++', false],
    ['abcdefgh', '+++de+++', false],
    // Of a text that ends there, what it has.
    ['////ef//', 'abcdefgh', true],
    ['////ef//', 'abcde+gh', false],
    ['///de///', 'fghiklmn', true],
    ['////////', 'abcdefgh', true],
    // That both end there says nothing.
    ['abcd////', 'efgh////', false],
    // Fingerprints of before say nothing either.
    ['', 'abcdefgh', true],
  ])('%s and %s: %s', (a, b, agree) => {
    expect(contextsAgree(a, b)).toBe(agree);
    expect(contextsAgree(b, a)).toBe(agree);
  });

  it('by chance in one of 200', () => {
    const contexts = Array.from({ length: 200 }, (_, i) => contextIn(words(20 * i, 16), 20 * i + 5));
    const agreeing = contexts.flatMap((a, i) => contexts.slice(i + 1).filter((b) => contextsAgree(a, b)));
    expect(agreeing.length).toBeGreaterThan(20);
    expect(agreeing.length).toBeLessThan(19_900 / 100);
  });
});
