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
    ['an entry of a menu with a count', 'Market halls (62)'],
    ['entries of a menu that lost their spaces', 'Marrow Bay newscouncilharbourmarketsopinioncontact'],
    ['an offer to sign in', 'Sign in to keep what you have read of the old cannery and its stalls'],
    ['an offer to talk', 'Call us with your questions on the old cannery'],
    ['a label with another headline', 'Lea también: Cannery was sold twice'],
  ])('are not %s', (_, text) => {
    const { lines } = linesOf(['Cannery becomes a market hall', text, ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => lines[index]!.text)).toEqual(['Cannery becomes a market hall']);
  });

  it('hold abbreviations', () => {
    const { lines } = linesOf(['Ferry to the isle of St. Ives runs twice a day', ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => index)).toEqual([0]);
  });

  it.each([
    'Learn how a cannery becomes a market hall',
    'Lee Bergh opens the old cannery',
    'Call us romantics: the old cannery opens again',
    'Related trades move into the cannery',
    'The Cannery Stood Empty for Years. Here Is What the Council Plans (And Why It Matters)',
  ])('may begin with a word that elsewhere is a label, or be two sentences in capitals: %s', (text) => {
    const { lines } = linesOf([text, ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => index)).toEqual([0]);
  });

  it('are not what somebody is, below her name', () => {
    const { lines } = linesOf(['Cannery becomes a market hall', 'Ada Lind', 'Professor of Market Halls', ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => lines[index]!.text)).not.toContain('Professor of Market Halls');
  });

  it('are not who is named below a label', () => {
    const { lines } = linesOf(['Cannery becomes a market hall', 'Author:', 'Marrow Bay Editorial Staff', ...BODY].join('\n\n'));
    expect(candidatesOf(lines).map(({ index }) => lines[index]!.text)).toEqual(['Cannery becomes a market hall']);
  });
});
