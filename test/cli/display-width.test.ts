import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, printable, truncate } from '../../lib/cli/display-width.ts';

const anyText = fc.string({
  unit: fc.constantFrom('a', 'é', 'e\u0301', '漢', '한', '😀', '👩‍🚒', 'ا', '\u200d', '\t', '\n', '\x1b', '\u202e'),
});

describe('display width', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['e\u0301', 1],
    ['漢字', 4],
    ['한국', 4],
    ['😀', 2],
    ['مرحبا', 5],
  ])('%j takes %i columns', (text, width) => expect(displayWidth(text)).toBe(width));

  it('truncates to the width, and only what is wider', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, width) => {
        const cut = truncate(text, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        if (displayWidth(text) <= width) expect(cut).toBe(text);
        else expect(cut.endsWith('…') && text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });

  it('prints any text on one line without control characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\u202e]/u);
      }),
    );
  });
});
