import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../lib/core/extract/lines.ts';

/** Units of one byte and of two, halves of pairs, spaces and signs that cleaning takes out; lines long and short. */
const unit = fc.constantFrom(
  'a',
  'B',
  '7',
  ' ',
  '.',
  'é',
  'ÿ',
  'ж',
  '日',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\ud83d',
  '\ude00',
  '\t',
  '’',
  '"',
);
const line = fc
  .tuple(fc.array(unit, { maxLength: 40 }), fc.constantFrom(1, 1, 1, 1_000))
  .map(([units, times]) => units.join('').repeat(times));
const content = fc.array(fc.tuple(line, fc.constantFrom('\n\n', '\r\n\r\n', '\n \n', '\u2028\n')), { maxLength: 8 });

describe('lines', () => {
  test('each is what stands at its place, without the space around it', () => {
    fc.assert(
      fc.property(content, (parts) => {
        const text = parts.flat().join('');
        for (const { raw, start, end } of linesOf(text).lines) {
          expect(raw).toBe(text.slice(start, end));
          expect(raw).toBe(raw.trim());
        }
      }),
      { numRuns: 50 },
    );
  });

  test('what cleaning has nothing to do with comes as it is, also beside characters of another width', () => {
    const plain = 'Only ASCII stands in this line.';
    const latin = 'Süße Äpfel, café crème à la carte';
    const wide = 'Слово за словом';
    const long = 'a line longer than any other '.repeat(3_000).trim();
    const { lines } = linesOf([plain, latin, wide, long].join('\n\n'));
    expect(lines.map(({ text }) => text)).toEqual([plain, latin, wide, long]);
  });

  test('none begins or ends with a space', () => {
    const { lines } = linesOf(' indented by one\n\n\u3000wide space first\n\nno-break space last\u00a0\n\n \n\nplain');
    expect(lines.map(({ text }) => text)).toEqual(['indented by one', 'wide space first', 'no-break space last', 'plain']);
  });
});
