import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../lib/core/extract/lines.ts';
import { candidatesOf } from '../../../lib/core/normalize/title-features.ts';

const BODY = Array.from(
  { length: 3 },
  () =>
    'The council of Marrow Bay voted on Tuesday to open the old cannery as a market hall, with forty stalls and a roof of glass.',
);

describe('lines that may be the headline', () => {
  it.each([
    ['a notice of how old the article is', 'This article is more than 3 months old'],
    ['the same in German', 'Dieser Artikel ist mehr als 3 Jahre alt'],
    ['the same in French', 'Cet article date de plus de 2 ans'],
    ['the same in Spanish', 'Esta noticia tiene más de 2 años'],
    ['what announces a list', 'To open the old cannery, the council needs:'],
    ['an item of a list', '- Forty stalls and a roof of glass'],
    ['two sentences', 'The old cannery stood empty for years. Now the council votes on it'],
  ])('are not %s', (_, text) => {
    const { lines } = linesOf(['Cannery becomes a market hall', text, ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => lines[index]!.text)).toEqual(['Cannery becomes a market hall']);
  });

  it('hold abbreviations', () => {
    const { lines } = linesOf(['Ferry to the isle of St. Ives runs twice a day', ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => index)).toEqual([0]);
  });

  it('are not who is named below a label', () => {
    const { lines } = linesOf(['Cannery becomes a market hall', 'Author:', 'Marrow Bay Editorial Staff', ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => lines[index]!.text)).toEqual(['Cannery becomes a market hall']);
  });
});
