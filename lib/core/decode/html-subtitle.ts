import { metaLineOf } from '../extract/meta-line.ts';
import { kindBit } from './html-kinds.ts';
import { markBits } from './html-marks.ts';
import type { Block, Page } from './html-page.ts';
import { leadingTokens } from './html-words.ts';

/** Blocks behind a headline of which one may be its summary. */
const BEHIND = 3;
const LEAST_WORDS = 4;
const LONGEST = 400;
const HEADING = kindBit('h');
const SUMMARY = markBits('summary');

/**
 * The line below a headline that sums the article up: a heading right below it, what an element is named for, or what the head
 * states as the description. Only what is no part of the text already.
 */
export function subtitleOf(page: Page, headline: number, main: readonly Block[]): string | null {
  if (headline < 0) return null;
  const descriptions = ['og:description', 'description', 'twitter:description'].flatMap((name) => page.meta.get(name) ?? []);
  const stated = new Set(descriptions.map(folded));
  const title = folded(page.blocks[headline]!.text);
  const [first] = main;
  for (let i = headline + 1; i <= headline + BEHIND; i++) {
    const block = page.blocks[i];
    if (!block || block === first) return null;
    const { kinds, marks } = page.elements[block.element]!;
    const isSummary =
      ((kinds & HEADING) !== 0 && i === headline + 1) || (marks & SUMMARY) !== 0 || stated.has(folded(block.text));
    if (isSummary && isLine(block) && folded(block.text) !== title && !main.includes(block)) return block.text;
  }
  return null;
}

const folded = (text: string): string => leadingTokens(text).join(' ');

const isLine = ({ text, linkChars }: Block): boolean =>
  text.length <= LONGEST && linkChars < text.length / 2 && leadingTokens(text).length >= LEAST_WORDS && metaLineOf(text) === null;
