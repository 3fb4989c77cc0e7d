import type { Line } from '../extract/draft.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { type LineShape, shapesOf } from './boilerplate/line-shape.ts';
import { isLong, WordCounts } from './boilerplate/line-words.ts';
import { log } from './boilerplate/logs.ts';
import { type AlikeLines, alikeLines } from './boilerplate/page-view.ts';

/** Of the text below, so many lines tell what it is about. */
const BODY_LINES = 15;

/** A page's header, measured. */
export interface Header {
  readonly lines: readonly Line[];
  readonly shapes: readonly LineShape[];
  readonly alike: AlikeLines;
  readonly start: number;
  readonly firstProse: number;
  /** Which of the candidates' longer words stand where the text begins; as `holders`, until the next page is looked at. */
  readonly body: WordCounts;
  /** In how many lines of the text each of them stands. */
  readonly holders: WordCounts;
  readonly meta: readonly boolean[];
  readonly dated: readonly boolean[];
  readonly isFurnitureAt: (i: number) => boolean;
  /** Characters of prose above each line. */
  readonly proseAbove: readonly number[];
}

/** Where the text begins, where headlines end, and which lines may be one. */
interface Bounds {
  readonly start: number;
  readonly firstProse: number;
  readonly end: number;
  readonly indexes: readonly number[];
  readonly isFurnitureAt: (i: number) => boolean;
}

/** Measures a page's header. */
export function headerOf(lines: readonly Line[], { start, firstProse, end, indexes, isFurnitureAt }: Bounds): Header {
  const shapes = shapesOf(lines);
  const proseAbove: number[] = [];
  let prose = 0;
  for (const shape of shapes) {
    proseAbove.push(prose);
    if (shape.prose) prose += Math.min(shape.chars, 600);
  }
  const metas = lines.slice(0, end + 15).map(({ text }) => metaLineOf(text));
  return {
    lines,
    shapes,
    alike: alikeLines(shapes),
    start,
    firstProse,
    ...wordsBelow(shapes, start, indexes),
    meta: metas.map((meta) => meta !== null),
    dated: metas.map((meta) => meta?.published !== undefined || meta?.modified !== undefined || meta?.authors !== undefined),
    isFurnitureAt: (i) => i >= 0 && i < end && isFurnitureAt(i),
    proseAbove,
  };
}

/** Which of the candidates' longer words stand in the text below, and in how many of its lines. */
function wordsBelow(shapes: readonly LineShape[], start: number, indexes: readonly number[]): Pick<Header, 'body' | 'holders'> {
  HOLDERS.clear();
  BODY.clear();
  LAST_LINE.clear();
  // Words of no candidate are never asked for, and stay at zero.
  WANTED.clear();
  for (const i of indexes) for (const word of shapes[i]!.tokens) if (isLong(word)) WANTED.set(word, 1);
  for (let i = start; i < shapes.length; i++) {
    const { prose, tokens } = shapes[i]!;
    if (!prose) continue;
    for (let at = 0; at < tokens.length; at++) {
      const word = tokens[at]!;
      if (WANTED.get(word) === 0 || LAST_LINE.get(word) === i + 1) continue;
      LAST_LINE.set(word, i + 1);
      HOLDERS.set(word, HOLDERS.get(word) + 1);
      if (i < start + BODY_LINES) BODY.set(word, 1);
    }
  }
  return { body: BODY, holders: HOLDERS };
}

const [HOLDERS, BODY, LAST_LINE, WANTED] = [new WordCounts(), new WordCounts(), new WordCounts(), new WordCounts()];

/** How much a line's words are the text's. */
export function topicOf({ shapes, holders }: Header, i: number): number {
  let sum = 0;
  for (const word of shapes[i]!.tokens) if (isLong(word)) sum += log(holders.get(word));
  return sum;
}
