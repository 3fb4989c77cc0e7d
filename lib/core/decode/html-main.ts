import type { Block, Page } from './html-page.ts';

/** A block of running text: long, and mostly no links. */
const PROSE_CHARS = 80;
const PROSE_LINK_SHARE = 0.4;
/** A container that says it is the main one must hold this much of the page's prose; teasers are `<article>` too. */
const MAIN_SHARE = 0.5;
/** The innermost container that holds nearly all prose leaves out what stands around it. */
const INNER_SHARE = 0.85;
/** A form with more of the prose is the whole page, as old server frameworks make it. */
const FORM_SHARE = 0.3;
/** Blocks that are links for the most part are menus and teasers. */
const LINK_SHARE = 0.6;

/** The blocks of the main content: inside the best container, without forms and blocks that are nearly all links. */
export function mainBlocks(page: Page): readonly Block[] {
  const prose = proseByContainer(page);
  const total = prose[0]!;
  const inForm = formOf(page, prose);
  const root = innermost(page, prose, bestMain(page, prose, total));
  return page.blocks.filter(
    (block) => isInside(page, block.container, root) && !inForm(block.container) && block.linkChars < block.text.length * LINK_SHARE,
  );
}

const isProse = ({ text, linkChars }: Block): boolean => text.length >= PROSE_CHARS && linkChars < text.length * PROSE_LINK_SHARE;

/** Characters of prose inside each container, at any depth. A parent always stands before its children. */
function proseByContainer({ blocks, containers }: Page): readonly number[] {
  const prose = new Array<number>(containers.length).fill(0);
  for (const block of blocks) if (isProse(block)) prose[block.container]! += block.text.length;
  for (let i = containers.length - 1; i > 0; i--) prose[containers[i]!.parent]! += prose[i]!;
  return prose;
}

function bestMain({ containers }: Page, prose: readonly number[], total: number): number {
  let best = 0;
  containers.forEach(({ isMain }, i) => {
    if (isMain && prose[i]! >= total * MAIN_SHARE && (best === 0 || prose[i]! >= prose[best]! * INNER_SHARE)) best = i;
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

function isInside({ containers }: Page, container: number, root: number): boolean {
  let at = container;
  while (at > root) at = containers[at]!.parent;
  return at === root;
}

function formOf({ containers }: Page, prose: readonly number[]): (container: number) => boolean {
  const inside: boolean[] = [];
  containers.forEach(({ parent, isForm }, i) => {
    inside[i] = (inside[parent] ?? false) || (isForm && prose[i]! < prose[0]! * FORM_SHARE);
  });
  return (container) => inside[container]!;
}
