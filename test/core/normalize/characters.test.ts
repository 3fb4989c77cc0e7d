import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHARACTER_RULES, cleanCharacters } from '../../../lib/core/normalize/characters.ts';
import { cleanLine } from '../../../lib/core/normalize/clean-line.ts';
import { repairMojibake } from '../../../lib/core/normalize/mojibake.ts';
import { curlQuotes } from '../../../lib/core/normalize/quotes.ts';
import { RULES } from '../../../lib/core/normalize/rules.ts';

/** An alphabet near the danger: pieces that combine once something between them goes. */
const text = fc.string({
  unit: fc.constantFrom(
    'e',
    '\u00ad',
    '\u0301',
    '\u200b',
    '&',
    'amp;',
    '#38;',
    'Ã',
    '©',
    'â',
    '€',
    '™',
    '\u0099',
    ' ',
    '\u00a0',
    'ﬁ',
    'Â',
    "'",
    '"',
    'п',
  ),
  maxLength: 30,
});

describe('character rules', () => {
  it.each([
    ['The of\ufb01ce', 'The office'],
    ['e\u00ad\u0301', 'é'],
    ['a\u00a0\u2009b\t c', 'a b c'],
    ['\u202eabc\u202c\ufeff', 'abc'],
    ['&amp;amp; &eacute; &#8217; &unknown; AT&T', '& é ’ &unknown; AT&T'],
    ['\u0000a\u0007b\u0085c', 'ab c'],
    ['opened&#13; again,&#10;&#10;she&#8232;said&#9;so', 'opened again, she said so'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    [`a${'\u0301'.repeat(10_000)}`, `á${'\u0301'.repeat(5)}`],
  ])('%j', (raw, clean) => {
    expect(cleanCharacters(raw)).toBe(clean);
  });

  it('reach a fixed point', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const { text: once } = cleanLine(raw);
        expect(cleanLine(once).text).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it('have names of their own and reasons, as all rules do', () => {
    const rules = [...CHARACTER_RULES, ...RULES];
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    expect(rules.filter(({ why }) => !why.endsWith('.'))).toEqual([]);
  });
});

describe('repairMojibake', () => {
  it.each([
    ['People‚Äôs', 'People’s', 1],
    ['donâ€™t and wonâ\u0080\u0099t', 'don’t and won’t', 2],
    ['Ã¢â‚¬â„¢', '’', 2],
    ['schГ¶n вЂ” ja', 'schön — ja', 2],
    ['itΓÇÖs', 'it’s', 1],
    ['МОСТ В»', 'МОСТ В»', 0],
    ['Мост вЂ” открыт', 'Мост — открыт', 1],
    ['ßéö', 'ßéö', 0],
    ['IRMÃ” e «ÉTÉ»', 'IRMÃ” e «ÉTÉ»', 0],
    ['naïve café — “fin”', 'naïve café — “fin”', 0],
    // Lost bytes, no-break spaces that became plain ones, surrogates, Windows characters read as Latin-1.
    ['der â€œSatzâ€\ufffd', 'der “Satz\ufffd', 2],
    ['prÃ¨s, voilÃ  le lac', 'près, voilà le lac', 2],
    ['prÃ¨s du lac Ã droite', 'près du lac à droite', 2],
    ['Fim.Â Ã\u0089 bom', 'Fim.\u00a0É bom', 1],
    ['ja í\u00a0½í¸\u0080', 'ja 😀', 1],
    ['Preis: 5\u0080 \u0096 oder', 'Preis: 5€ – oder', 2],
    ['tĹ\u0099etĂ\u00ad ĂĄsek', 'třetí ásek', 3],
    // What looks alike and is sound.
    [
      'SEPTEMBER’\ufffd FIGURES, 5 €\ufffd, wait…\ufffd ──\ufffd “\ufffdNCIPLES',
      'SEPTEMBER’\ufffd FIGURES, 5 €\ufffd, wait…\ufffd ──\ufffd “\ufffdNCIPLES',
      0,
    ],
    ['HÄ£ÄR 5×£20 √π ├┤a └┘ ██░░ 7 Å—', 'HÄ£ÄR 5×£20 √π ├┤a └┘ ██░░ 7 Å—', 0],
    ['TYÖLLÄ\u00a0ON, MÃO É¿ Ã’s HÅØY', 'TYÖLLÄ\u00a0ON, MÃO É¿ Ã’s HÅØY', 0],
    ['В тексте вЂ” ВІКІ. В iPhone', 'В тексте — ВІКІ. В iPhone', 1],
    ['aquÃ\u00ad: ¿es de allí?” dijo', 'aquí: ¿es de allí?” dijo', 1],
  ])('%j', (damaged, repaired, repairs) => {
    expect(repairMojibake(damaged)).toEqual({ text: repaired, repairs });
  });

  it('undoes what a wrong charset did to any German or French word', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeäöüßéèêçà'), minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(word, (sound) => {
        expect(repairMojibake(`x${Buffer.from(sound).toString('latin1')}x`).text).toBe(`x${sound}x`);
      }),
    );
  });

  const sets = join(import.meta.dirname, '../../../../shared/data/mojibake');
  const rows = (set: string) =>
    readFileSync(join(sets, `${set}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { input: string; expected: string });

  it.skipIf(!existsSync(sets))('leaves every sound text of the labelled set alone', () => {
    expect(rows('negative').filter(({ input }) => repairMojibake(input).text !== input)).toEqual([]);
  });
});

describe('curlQuotes', () => {
  it('opens, closes and leaves inches', () => {
    expect(curlQuotes('"It\'s 5\'10" tall," he said in \'24 ("maybe").')).toBe('“It’s 5\'10" tall,” he said in ’24 (“maybe”).');
  });
});
