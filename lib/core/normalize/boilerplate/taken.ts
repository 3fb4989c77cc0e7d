import type { Draft } from '../../extract/draft.ts';
import { tokensOf } from '../../extract/shapes.ts';
import type { LineShape } from './line-shape.ts';
import { isLong, WordCounts, wordsIn } from './line-words.ts';
import { log, signedLog } from './logs.ts';
import type { Row } from './row.ts';

/** Rules that other parts of a page set off, by kind. Those of no kind only count among all. */
const KINDS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['share_widget'],
    ['comment_form', 'notice', 'page_part'],
    ['related_link', 'after_article'],
    ['byline', 'date_line', 'meta_line', 'subtitle', 'credit'],
    ['menu', 'above_title'],
  ].flatMap((rules, kind) => rules.map((rule) => [rule, kind])),
);
const KIND_COUNT = 5;
/** Sums are kept of pieces and of their characters, and of the pieces of each kind. */
const SUMS = 2 + KIND_COUNT;
/** How many lines from here count as near. */
const NEAR = 4;
const LEAST_NAME = 3;
/** Words of a line among which a name opens it. */
const OPENING = 3;

/** The last line that had a word: so each word of a line counts once. */
const LAST_LINE = new WordCounts();
/** The words of the headline, and of the authors' names, with one of which a presentation below the text opens. */
const [TITLE, NAMES] = [new WordCounts(), new WordCounts()];

/** What the rules before have taken out of a page: where they have been busy the page speaks, and so do the lines they missed. */
export class Taken {
  private readonly draft: Draft;
  private readonly shapes: readonly LineShape[];
  /** By sum, what was taken out above each line; at [1 + i] the gap right above line i is counted in. */
  private readonly above: readonly Float64Array[];
  /** How many different words the headline and the names have. */
  private readonly titleWords: number;
  private readonly names: number;

  constructor(draft: Draft, shapes: readonly LineShape[]) {
    const { lines, removed, found } = draft;
    const above = Array.from({ length: SUMS }, () => new Float64Array(lines.length + 2));
    for (const { start, rule, text } of removed) {
      const gap = 1 + firstFrom(lines, start);
      above[0]![gap]!++;
      above[1]![gap]! += text.length;
      const kind = KINDS[rule];
      if (kind !== undefined) above[2 + kind]![gap]!++;
    }
    for (const sums of above) for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
    const names = tokensOf(found.authors.join(' ')).filter(({ length }) => length >= LEAST_NAME);
    this.draft = draft;
    this.shapes = shapes;
    this.above = above;
    this.titleWords = mark(TITLE, wordsIn(found.title ?? '').filter(isLong));
    this.names = mark(NAMES, wordsIn(names.join(' ')));
    LAST_LINE.clear();
  }

  /** Adds what stands around line i: in the gaps beside it, near by, above and below. Once a line. */
  addTo(row: Row, i: number): void {
    const n = this.shapes.length;
    const below = Math.min(n, i + 1 + NEAR);
    for (let sum = 0; sum < SUMS; sum++) {
      const sums = this.above[sum]!;
      const [here, all] = [sums[i + 1]!, sums[n + 1]!];
      if (sum < 2) {
        row.add(log(here - sums[i]!));
        row.add(log(sums[i + 2]! - here));
        row.add(log(here - sums[Math.max(0, i - NEAR)]!));
        row.add(log(sums[below + 1]! - here));
      }
      row.add(log(here));
      row.add(log(all - here));
    }
    this.addTitle(row, i);
    this.addNames(row, i);
  }

  /** How many of the headline's words a line has, how much of it they are, and how far below the headline it stands. */
  private addTitle(row: Row, i: number): void {
    const { tokens } = this.shapes[i]!;
    let [long, shared] = [0, 0];
    for (let at = 0; at < tokens.length && this.titleWords > 0; at++) {
      const word = tokens[at]!;
      if (!isLong(word) || LAST_LINE.get(word) === i + 1) continue;
      LAST_LINE.set(word, i + 1);
      long++;
      shared += TITLE.get(word);
    }
    const { titleEnd } = this.draft.found;
    row.add(shared / Math.max(1, long));
    row.add(shared / Math.max(1, this.titleWords));
    row.add(titleEnd === null ? 0 : signedLog(this.draft.lines[i]!.start - titleEnd));
  }

  /** Whether a line, or one right above it, opens with an author's name, and how much of it is names. */
  private addNames(row: Row, i: number): void {
    const length = this.shapes[i]!.tokens.length;
    row.add(this.namesIn(i, OPENING));
    row.add(Math.max(this.namesIn(i - 1, OPENING), this.namesIn(i - 2, OPENING)));
    row.add(this.namesIn(i, length) / Math.max(1, length));
  }

  /** How many of a line's first words are names. */
  private namesIn(i: number, words: number): number {
    const tokens = this.shapes[i]?.tokens;
    if (tokens === undefined || this.names === 0) return 0;
    let count = 0;
    for (let at = 0; at < Math.min(words, tokens.length); at++) count += NAMES.get(tokens[at]!);
    return count;
  }
}

/** Counts each word once; gives how many there are. */
function mark(marks: WordCounts, words: readonly number[]): number {
  marks.clear();
  for (const word of words) marks.set(word, 1);
  return new Set(words).size;
}

/** The first line that starts there or later: they stand in the order of the text. */
function firstFrom(lines: Draft['lines'], place: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
