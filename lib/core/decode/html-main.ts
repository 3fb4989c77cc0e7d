import { metaLineOf } from '../extract/meta-line.ts';
import { FEATURE_COUNT, featuresOf } from './html-features.ts';
import { HIDDEN, kindBit } from './html-kinds.ts';
import { type Landscape, landscapeOf, PROSE_CHARS } from './html-landscape.ts';
import { markBits } from './html-marks.ts';
import type { Block, Page } from './html-page.ts';
import type { StatedInPage } from './html-stated.ts';
import { BLOCK_FOREST } from './html-weights.ts';
import { statedShares } from './html-words.ts';

/** Log odds above which a block is of the article: losing a paragraph is worse than keeping a line too much. */
const THRESHOLD = -0.75;
/** Blocks that are links for the most part are menus and teasers. */
const LINK_SHARE = 0.6;
/** With less text than this the classifier has likely missed the article, as when an unclosed menu holds all of it. */
const SUSPICIOUS_CHARS = 250;
const FULLER = 3;

/** By hand, since few labelled pages state a body; a stated one may break off where readers must pay. */
const STATED_SHARE = 0.6;
const STATED_ODDS = 4;
const UNSTATED_ODDS = 1;

/** The blocks of an article, and the captions of the pictures in it. */
export interface MainContent {
  readonly blocks: readonly Block[];
  readonly captions: readonly string[];
}

/** What of a page is the article. A fragment is one already, so only menus and what is hidden are left out. */
export function mainContent(
  page: Page,
  { stated: { title }, titleAt, headline }: StatedInPage,
  statedBody: string | null,
): MainContent {
  const fuller = page.blocks.filter(
    ({ text, linkChars, element }) => linkChars < text.length * LINK_SHARE && !isHidden(page, element),
  );
  if (!page.isWhole) return { blocks: fuller, captions: [] };
  const land = landscapeOf(page, title, titleAt);
  const write = featuresOf(page, land);
  const stated = statedBody === null ? null : statedShares(page, statedBody);
  const row = new Float64Array(FEATURE_COUNT);
  const likely = page.blocks.filter(({ text, element }, i) => {
    // A field of its own.
    if (i === headline && page.elements[element]!.tag === 'h1') return false;
    write(i, row);
    return BLOCK_FOREST.oddsOf(row) + (stated === null ? 0 : statedOdds(stated[i]!, text)) > THRESHOLD;
  });
  const main = orAll(likely, (block) => !isBesideArticle(page, land, block), SUSPICIOUS_CHARS);
  if (charsOf(main) < SUSPICIOUS_CHARS && charsOf(fuller) > charsOf(main) * FULLER) return { blocks: fuller, captions: [] };
  // Where most of the text is hidden, scripts show it; where most stands above the headline, it is none.
  const shown = orAll(main, ({ element }) => !isHidden(page, element), charsOf(main) / 2);
  const header = headerOf(page, headline);
  const blocks = orAll(shown, (block) => !header.has(block), charsOf(shown) / 2);
  return { blocks, captions: captionsOf(page, land, blocks, headline) };
}

/** What stands above a headline of the first level, and the lines between it and the text that say when and by whom. */
function headerOf({ blocks, elements }: Page, headline: number): ReadonlySet<Block> {
  if (headline < 0 || elements[blocks[headline]!.element]!.tag !== 'h1') return new Set();
  const behind = blocks.slice(headline + 1, headline + 1 + HEADER_LINES);
  const prose = behind.findIndex(({ text }) => text.length >= PROSE_CHARS);
  const lines = behind.slice(0, prose < 0 ? behind.length : prose).filter(({ text }) => metaLineOf(text) !== null);
  return new Set([...blocks.slice(0, headline), ...lines]);
}

const HEADER_LINES = 10;

/** The blocks that pass, or all of them when hardly any text does. */
function orAll(blocks: readonly Block[], passes: (block: Block) => boolean, leastChars: number): readonly Block[] {
  const passing = blocks.filter(passes);
  return charsOf(passing) >= leastChars ? passing : blocks;
}

/**
 * What the classifier, which has seen no more than 150 pages, takes for the article and is none by its place: captions, and what
 * stands in a branch for comments, for the author or for a newsletter. On labelled pages that were left out, this and what is
 * hidden have next to none of their bodies (0.8 of 49 thousand characters).
 */
function isBesideArticle({ elements }: Page, { branchMarks }: Landscape, { element, text }: Block): boolean {
  const marks = branchMarks[element]!;
  const isTeaser = (marks & RELATED) !== 0 && text.length < PROSE_CHARS;
  return (elements[element]!.kinds & CAPTION) !== 0 || (marks & BESIDE) !== 0 || isTeaser;
}

const CAPTION = kindBit('figcaption');
const BESIDE = markBits('comments', 'author', 'newsletter');
const RELATED = markBits('related');

/** What figures say, from the headline to the article's last block. */
function captionsOf(page: Page, land: Landscape, main: readonly Block[], headline: number): string[] {
  const ofArticle = new Set(main);
  const to = page.blocks.findLastIndex((block) => ofArticle.has(block));
  const isCaption = (block: Block) => {
    const isShown = (page.elements[block.element]!.kinds & (CAPTION | HIDDEN)) === CAPTION;
    const isTeaser =
      (land.branchMarks[block.element]! & (BESIDE | RELATED)) !== 0 || block.linkChars >= block.text.length * LINK_SHARE;
    return isShown && !isTeaser && !ofArticle.has(block);
  };
  const captions = page.blocks.slice(Math.max(0, headline), to + 1).filter(isCaption);
  return captions.slice(0, MOST_CAPTIONS).map(({ text }) => text);
}

const MOST_CAPTIONS = 100;

/** What it adds that structured data states a block as a part of the body; headings and lists are often missing there. */
function statedOdds(share: number, { length }: string): number {
  if (share >= STATED_SHARE) return STATED_ODDS;
  return length >= PROSE_CHARS ? -UNSTATED_ODDS : 0;
}

const charsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0);
const isHidden = ({ elements }: Page, element: number): boolean => (elements[element]!.kinds & HIDDEN) !== 0;
