import { tokensOf } from '../extract/shapes.ts';
import { kindBit } from './html-kinds.ts';
import type { Page } from './html-page.ts';

const LONGEST_LOOK = 4_000;
const HEADING = kindBit('h');

/** The words that a text begins with, in lower case. */
export const leadingTokens = (text: string): string[] => tokensOf(text.slice(0, LONGEST_LOOK));

/** How many of these words are among the others, 0 to 1. */
export const shareIn = (words: readonly string[], others: ReadonlySet<string>): number =>
  words.length === 0 || others.size === 0 ? 0 : words.filter((word) => others.has(word)).length / words.length;

/** The block that is the headline, or else the first heading of the first level; -1 when there is neither. */
export function titleIndex({ blocks, elements }: Page, title: string | undefined): number {
  const wanted = leadingTokens(title ?? '').join(' ');
  if (wanted === '') return -1;
  const isShort = (text: string) => text.length < 2 * wanted.length + 60;
  const words = blocks.map(({ text }) => (isShort(text) ? leadingTokens(text).join(' ') : ''));
  const same = words.indexOf(wanted);
  if (same >= 0) return same;
  // The date or the section may be glued to it.
  const glued = words.findIndex((text) => text.startsWith(`${wanted} `));
  return glued >= 0 ? glued : blocks.findIndex(({ element }) => elements[element]!.tag === 'h1');
}

/** A heading of the same words as this block, which may be a trail of links or a menu above it; else the block itself. */
export function headingLike(page: Page, at: number): number {
  if (at < 0 || isHeading(page, at)) return at;
  const wanted = leadingTokens(page.blocks[at]!.text).join(' ');
  const heading = page.blocks.findIndex(({ text }, i) => isHeading(page, i) && leadingTokens(text).join(' ') === wanted);
  return heading >= 0 ? heading : at;
}

const isHeading = ({ blocks, elements }: Page, i: number): boolean => (elements[blocks[i]!.element]!.kinds & HEADING) !== 0;

const SHINGLE = 3;

/** How many runs of three words of each block stand in the body that structured data states. */
export function statedShares({ blocks }: Page, body: string): Float64Array {
  const shingles = (text: string): string[] => {
    const words = tokensOf(text);
    if (words.length < SHINGLE) return [words.join(' ')];
    return words.slice(SHINGLE - 1).map((_, i) => words.slice(i, i + SHINGLE).join(' '));
  };
  const stated = new Set(shingles(body));
  const short = ` ${leadingTokens(body).join(' ')} `;
  return Float64Array.from(blocks, ({ text }) => {
    const own = shingles(text);
    if (own.length === 1 && !stated.has(own[0]!)) return short.includes(` ${own[0]} `) ? 1 : 0;
    return own.filter((shingle) => stated.has(shingle)).length / own.length;
  });
}
