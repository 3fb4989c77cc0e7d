import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8 } from '../../lib/core/utf8-order.ts';

/** Characters on both sides of the surrogates, where UTF-16 and UTF-8 disagree. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '\ud7ff', '\ue000', '\uff5e', '\uffff', '😀', '\u{10ffff}') });

test('strings compare as their UTF-8 bytes do', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});
