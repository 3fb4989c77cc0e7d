import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCharacters } from '../../../lib/core/normalize/characters.ts';
import { cleanLine } from '../../../lib/core/normalize/clean-line.ts';
import { repairMojibake } from '../../../lib/core/normalize/mojibake.ts';

/** The same without a look ahead: repairs and rules, whether the line needs them or not. */
function plainly(raw: string): { text: string; repairs: number } {
  let text = raw;
  let repairs = 0;
  for (let pass = 0; pass < 4; pass++) {
    const repaired = repairMojibake(text);
    const next = cleanCharacters(repaired.text);
    repairs += repaired.repairs;
    if (next === text) break;
    text = next;
  }
  return { text, repairs };
}

const piece = fc.constantFrom(
  ...[
    'a',
    'B',
    ' ',
    '  ',
    '.',
    '&',
    '&amp;',
    '&#39;',
    '& ',
    '&\u00e9',
    '’',
    '“',
    '–',
    'é',
    'e\u0301',
    '\u0301',
    '£',
    'Â',
    'Ã',
    'Ã©',
    'Â ',
    'Ã ',
  ],
  ...[
    'â€™',
    '‚Äô',
    '√©',
    '¬',
    '√',
    'Р',
    'Рџ',
    '\u0085',
    '\t',
    '\u00a0',
    '\u200b',
    '\u200d',
    '\u00ad',
    'ﬁ',
    '\u1112\u1161',
    '각',
    '😀',
    '\ud83d',
    '\ufeff',
    '\ufffd',
    '…',
    'Ω',
    '\u212b',
    '中',
    '　',
  ],
);

describe('a look at a line before it is cleaned', () => {
  it('leaves nothing out that cleaning would do', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof({ arbitrary: piece, weight: 5 }, { arbitrary: fc.string({ unit: 'binary', maxLength: 2 }), weight: 1 }),
          { maxLength: 12 },
        ),
        (pieces) => {
          const raw = pieces.join('');
          expect(cleanLine(raw)).toEqual(plainly(raw));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('does not for any unit, alone or between others', () => {
    for (let code = 0; code < 0x10000; code++) {
      const unit = String.fromCharCode(code);
      const raw = `É${unit} a${unit}b`;
      const clean = cleanLine(raw);
      // Only of lines that are left as they are a wrong look would not be seen.
      if (clean.text === raw.trim() && plainly(raw).text !== clean.text) expect.fail(`unit ${code.toString(16)}`);
    }
  });
});
