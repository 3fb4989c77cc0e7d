import type { Block, Page } from './html-page.ts';

/** A block of running text: long, and mostly no links. */
const PROSE_CHARS = 80;
const PROSE_LINK_SHARE = 0.4;
/** A container that says it is the main one must hold this much of the page's prose; teasers are `<article>` too. */
const MAIN_SHARE = 0.5;
/** The innermost container that holds nearly all prose leaves out what stands around it. */
const INNER_SHARE = 0.85;
/** What stands beside an article never holds more; with more, it is a form around the whole page or a misleading name. */
const ASIDE_SHARE = 0.3;
/** Blocks that are links for the most part are menus and teasers. */
const LINK_SHARE = 0.6;

/** Between a headline and the main content stand few lines: summary, byline, date. */
const HEADER_BLOCKS = 12;
const HEADER_CHARS = 200;

/** The blocks of the main content, without forms and blocks that are nearly all links; and its header when that stands above it. */
export function mainBlocks(page: Page, title: string | undefined): readonly Block[] {
  const prose = proseByContainer(page);
  const inAside = asideOf(page, prose);
  const root = innermost(page, prose, bestMain(page, prose));
  const isInside = insideOf(page, root);
  const isContent = (block: Block) => !inAside(block.container) && block.linkChars < block.text.length * LINK_SHARE;
  const main = page.blocks.filter((block) => isInside(block.container) && isContent(block));
  return [...headerBlocks(page, title, main), ...main];
}

function headerBlocks({ blocks }: Page, title: string | undefined, main: readonly Block[]): readonly Block[] {
  const end = main.length === 0 ? -1 : blocks.indexOf(main[0]!);
  const heading = blocks.findIndex(({ text }, i) => i < end && text === title);
  const header = blocks.slice(heading + 1, Math.max(0, end));
  const isHeader = heading >= 0 && header.length <= HEADER_BLOCKS && header.every(({ text }) => text.length <= HEADER_CHARS);
  return isHeader ? header : [];
}

const isProse = ({ text, linkChars }: Block): boolean => text.length >= PROSE_CHARS && linkChars < text.length * PROSE_LINK_SHARE;

/** Characters of prose inside each container, at any depth. A parent always stands before its children. */
function proseByContainer({ blocks, containers }: Page): readonly number[] {
  const prose = new Array<number>(containers.length).fill(0);
  for (const block of blocks) if (isProse(block)) prose[block.container]! += block.text.length;
  for (let i = containers.length - 1; i > 0; i--) prose[containers[i]!.parent]! += prose[i]!;
  return prose;
}

function bestMain({ containers }: Page, prose: readonly number[]): number {
  let best = 0;
  containers.forEach(({ isMain }, i) => {
    if (isMain && prose[i]! >= prose[0]! * MAIN_SHARE && (best === 0 || prose[i]! >= prose[best]! * INNER_SHARE)) best = i;
  });
  return best;
}

/** Descends while one child holds nearly all prose of the start. */
function innermost({ containers }: Page, prose: readonly number[], start: number): number {
  if (containers[start]!.isMain || prose[start] === 0) return start;
  let root = start;
  for (let i = start + 1; i < containers.length; i++) {
    if (containers[i]!.parent === root && prose[i]! >= prose[start]! * INNER_SHARE) root = i;
  }
  return root;
}

function insideOf({ containers }: Page, root: number): (container: number) => boolean {
  const inside: boolean[] = [];
  containers.forEach(({ parent }, i) => {
    inside[i] = i === root || (inside[parent] ?? false);
  });
  return (container) => inside[container]!;
}

function asideOf({ containers }: Page, prose: readonly number[]): (container: number) => boolean {
  const inside: boolean[] = [];
  containers.forEach(({ parent, isAside }, i) => {
    inside[i] = (inside[parent] ?? false) || (isAside && prose[i]! < prose[0]! * ASIDE_SHARE);
  });
  return (container) => inside[container]!;
}
