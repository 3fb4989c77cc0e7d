import { kindBit } from './html-kinds.ts';
import type { Element, Page } from './html-page.ts';
import { leadingTokens, shareIn } from './html-words.ts';

/** A block of running text: long, and mostly no links. */
export const PROSE_CHARS = 80;
const PROSE_LINK_SHARE = 0.4;

/** Blocks of the same make: same element, same names, in the same kind of parent. */
interface Kin {
  blocks: number;
  chars: number;
  linkChars: number;
}

/** How text, links and prose are spread over a page: by block and by element. */
export interface Landscape {
  readonly chars: number;
  readonly prose: number;
  readonly linkShare: Float64Array;
  /** Characters, and characters of prose, before each block. */
  readonly before: Float64Array;
  readonly proseBefore: Float64Array;
  /** Blocks to the next prose and since the last. */
  readonly toProse: Float64Array;
  readonly sinceProse: Float64Array;
  /** The block that is the headline; -1 when none is. */
  readonly titleAt: number;
  readonly repeats: Float64Array;
  /** How much of a block's words stand in the headline and in the summary. */
  readonly titleShare: Float64Array;
  readonly descriptionShare: Float64Array;
  /** Characters inside each element, of links, and of prose. */
  readonly charsIn: Float64Array;
  readonly linksIn: Float64Array;
  readonly proseIn: Float64Array;
  /** Prose of the innermost `<article>` or `<main>` around an element. */
  readonly mainProse: Float64Array;
  /** Levels up to the first element that also holds the densest prose; and from there down to it. */
  readonly stepsToTop: Float64Array;
  readonly topSteps: Float64Array;
  /** What the names of an element and of those around it say, but for those that hold most of the prose and so tell nothing. */
  readonly branchMarks: Int32Array;
  readonly kin: (element: number) => Kin;
}

export function landscapeOf(page: Page, title: string | undefined, titleAt: number): Landscape {
  const { blocks, elements } = page;
  const linkShare = Float64Array.from(blocks, ({ text, linkChars }) => Math.min(1, linkChars / text.length));
  const proseChars = Float64Array.from(blocks, ({ text }, i) =>
    text.length >= PROSE_CHARS && linkShare[i]! < PROSE_LINK_SHARE ? text.length : 0,
  );
  const charsIn = inside(page, (i) => blocks[i]!.text.length);
  const linksIn = inside(page, (i) => blocks[i]!.linkChars);
  const proseIn = inside(page, (i) => proseChars[i]!);
  const top = densest(page, proseChars);
  const titleWords = new Set(leadingTokens(title ?? ''));
  const description = new Set(leadingTokens((page.meta.get('og:description') ?? page.meta.get('description') ?? []).join(' ')));
  return {
    chars: charsIn[0]!,
    prose: proseIn[0]!,
    linkShare,
    before: sumsBefore(Float64Array.from(blocks, ({ text }) => text.length)),
    proseBefore: sumsBefore(proseChars),
    ...proseDistances(proseChars),
    titleAt,
    repeats: repeatsOf(page),
    titleShare: Float64Array.from(blocks, ({ text }) => shareIn(leadingTokens(text), titleWords)),
    descriptionShare: Float64Array.from(blocks, ({ text }) => shareIn(leadingTokens(text), description)),
    charsIn,
    linksIn,
    proseIn,
    mainProse: mainProse(elements, proseIn),
    ...distancesToTop(elements, top),
    branchMarks: branchMarks(elements, proseIn),
    kin: kinOf(page),
  };
}

/** Sums over the blocks inside each element, at any depth. A parent always stands before its children. */
function inside({ blocks, elements }: Page, value: (block: number) => number): Float64Array {
  const sums = new Float64Array(elements.length);
  blocks.forEach(({ element }, i) => {
    sums[element]! += value(i);
  });
  for (let i = elements.length - 1; i > 0; i--) sums[elements[i]!.parent]! += sums[i]!;
  return sums;
}

function sumsBefore(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum - value;
  });
}

function proseDistances(prose: Float64Array): Pick<Landscape, 'toProse' | 'sinceProse'> {
  let since = prose.length;
  const sinceProse = prose.map((chars) => {
    const distance = since;
    since = chars > 0 ? 1 : since + 1;
    return distance;
  });
  let to = prose.length;
  const toProse = new Float64Array(prose.length);
  for (let i = prose.length - 1; i >= 0; i--) {
    toProse[i] = to;
    to = prose[i]! > 0 ? 1 : to + 1;
  }
  return { toProse, sinceProse };
}

/** The element whose own paragraphs and children's hold the most prose, as Readability scores parents and grandparents. */
function densest({ blocks, elements }: Page, prose: Float64Array): number {
  const score = new Float64Array(elements.length);
  blocks.forEach(({ element }, i) => {
    const parent = Math.max(0, elements[element]!.parent);
    score[parent]! += prose[i]!;
    score[Math.max(0, elements[parent]!.parent)]! += prose[i]! / 2;
  });
  let best = 0;
  score.forEach((value, i) => {
    if (value > score[best]!) best = i;
  });
  return best;
}

function distancesToTop(elements: readonly Element[], top: number): Pick<Landscape, 'stepsToTop' | 'topSteps'> {
  const topSteps = new Float64Array(elements.length).fill(-1);
  const stepsToTop = new Float64Array(elements.length);
  for (let at = top, steps = 0; at >= 0; at = elements[at]!.parent, steps++) topSteps[at] = steps;
  elements.forEach(({ parent }, i) => {
    if (topSteps[i]! >= 0) return;
    topSteps[i] = topSteps[parent]!;
    // Inside the densest element itself nothing is far.
    stepsToTop[i] = stepsToTop[parent]! + (topSteps[parent] === 0 ? 0 : 1);
  });
  return { stepsToTop, topSteps };
}

const MAIN = kindBit('article') | kindBit('main');

function mainProse(elements: readonly Element[], proseIn: Float64Array): Float64Array {
  const prose = new Float64Array(elements.length);
  elements.forEach(({ parent, kinds }, i) => {
    const opens = (kinds & MAIN) !== 0 && (parent < 0 || elements[i]!.tag === 'article' || elements[i]!.tag === 'main');
    prose[i] = opens ? proseIn[i]! : (prose[parent] ?? 0);
  });
  return prose;
}

const TRUNK_SHARE = 0.5;

function branchMarks(elements: readonly Element[], proseIn: Float64Array): Int32Array {
  const marks = new Int32Array(elements.length);
  elements.forEach((element, i) => {
    const own = proseIn[i]! > proseIn[0]! * TRUNK_SHARE ? 0 : element.marks;
    marks[i] = own | (marks[element.parent] ?? 0);
  });
  return marks;
}

function kinOf({ blocks, elements }: Page): (element: number) => Kin {
  const all = new Map<string, Kin>();
  const keys = elements.map(({ tag, names, parent }) => `${tag}|${names}|${elements[parent]?.tag}|${elements[parent]?.names}`);
  for (const { element, text, linkChars } of blocks) {
    const kin = all.get(keys[element]!);
    if (!kin) all.set(keys[element]!, { blocks: 1, chars: text.length, linkChars });
    else {
      kin.blocks++;
      kin.chars += text.length;
      kin.linkChars += linkChars;
    }
  }
  return (element) => all.get(keys[element]!)!;
}

function repeatsOf({ blocks }: Page): Float64Array {
  const counts = new Map<string, number>();
  return Float64Array.from(blocks, ({ text }) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    return count;
  });
}
