import type { Line } from '../extract/draft.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { headerSize, isHeadline, isProse, textStart, wordCountOf } from '../extract/shapes.ts';
import { CUE_KINDS } from './boilerplate/cues.ts';
import { type LineShape, shapesOf } from './boilerplate/line-shape.ts';
import { isLong, WordCounts } from './boilerplate/line-words.ts';
import { alikeLines } from './boilerplate/page-view.ts';
import { isShare } from './furniture.ts';
import { isFurniture } from './title-furniture.ts';
import { type Header, standingOf, topicOf } from './title-standing.ts';

/** Pages have below 400 lines above the text; longer ones are lists, in which nothing is a headline. */
const LONGEST_HEADER = 600;
/** The headline may stand between a summary and the text. */
const BELOW_START = 12;
/** Of the text below, so many lines tell what it is about. */
const BODY_LINES = 15;

/** So much of a page below its header tells what it is about and which lines are headings within it. */
const LINES_BELOW = 250;

/** A line that may be the headline, and what speaks for it. */
export interface Candidate {
  readonly index: number;
  readonly features: readonly number[];
}

/** The lines that may be the headline: what looks like one, above the text or at its very start. */
export function candidatesOf(lines: readonly Line[]): Candidate[] {
  const start = textStart(lines);
  const firstProse = headerSize(lines);
  const size = start >= 0 && start <= LONGEST_HEADER ? Math.max(start, 0) : firstProse;
  const end = Math.min(size + BELOW_START, lines.length - 1);
  if (end <= 0) return [];
  const isFurnitureAt = rememberedAt(lines);
  const indexes: number[] = [];
  for (let index = 0; index < end; index++) {
    const { text } = lines[index]!;
    if (isPossible(text) && !isProse(text) && !isFurnitureAt(index) && !isBelowLabel(lines, index)) indexes.push(index);
  }
  if (indexes.length === 0) return [];
  const header = headerOf(lines.slice(0, end + LINES_BELOW), { start: size, firstProse, end, indexes, isFurnitureAt });
  const field = { indexes, topics: indexes.map((index) => topicOf(header, index)) };
  return indexes.map((index, at) => ({ index, features: [...featuresOf(header, index), ...standingOf(header, field, at)] }));
}

/** `Author:`, and whoever it is. */
const isBelowLabel = (lines: readonly Line[], i: number): boolean => i > 0 && metaLineOf(lines[i - 1]!.text)?.open === 'byline';

/** Whether a line is furniture, tried once a line and only where it is asked: paragraphs are long, and few candidates stand near them. */
function rememberedAt(lines: readonly Line[]): (i: number) => boolean {
  const known: boolean[] = [];
  return (i) => (known[i] ??= isFurniture(lines[i]!.text));
}

/** A headline of one word can't be told from a menu's entry, and a statement is no headline. */
const isPossible = (text: string): boolean =>
  isHeadline(text) || (text.length <= 120 && wordCountOf(text) >= 2 && !/[.,;:。，：]$/.test(text) && /\p{L}{2}/u.test(text));

interface Bounds {
  readonly start: number;
  readonly firstProse: number;
  readonly end: number;
  readonly indexes: readonly number[];
  readonly isFurnitureAt: (i: number) => boolean;
}

function headerOf(lines: readonly Line[], { start, firstProse, end, indexes, isFurnitureAt }: Bounds): Header {
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

const log = (value: number): number => Math.log1p(Math.max(0, value));
const signedLog = (value: number): number => Math.sign(value) * log(Math.abs(value));

function featuresOf(header: Header, i: number): number[] {
  const { lines, shapes, alike, start, firstProse, body, holders, meta, dated, isFurnitureAt, proseAbove } = header;
  const shape = shapes[i]!;
  const long = shape.tokens.filter(isLong);
  const share = (test: (word: number) => boolean) => (long.length === 0 ? 0.3 : long.filter(test).length / long.length);
  const near = shapes.slice(Math.max(0, i - 5), i + 6).filter((other) => !other.prose && other.words >= 3);
  const at = (step: number) => shapes[i + step];
  const first = [1, 2, 3, 4, 5].find((step) => meta[i + step]) ?? 9;
  const firstDated = [1, 2, 3, 4, 5].find((step) => dated[i + step]) ?? 9;
  return [
    log(i),
    Number(i === 0),
    lines.length,
    signedLog(start - i),
    signedLog(firstProse - i),
    proseAbove[i]!,
    shape.words,
    log(shape.chars),
    shape.ending,
    Number(/[?？]$/.test(lines[i]!.text)),
    shape.capitalShare,
    shape.upperShare,
    shape.digitShare,
    shape.symbolShare,
    shape.beginning,
    share((word) => body.get(word) > 0),
    share((word) => holders.get(word) > 0),
    long.length === 0 ? 0 : long.reduce((sum, word) => sum + log(holders.get(word)), 0) / long.length,
    Math.min(5, alike.count(i)),
    alike.above[i]!,
    held(header, i),
    Number(isCrumb(header, i)),
    Number(isHeadline(lines[i]!.text)),
    headlines(header, 0, i),
    headlines(header, i + 1, start),
    first,
    firstDated,
    Number(dated[i - 1] ?? false),
    Number(dated[i - 2] ?? false),
    Number(at(1) !== undefined && isShare(lines[i + 1]!.text)),
    ...[-2, -1, 1, 2, 3].flatMap((step) => {
      const other = at(step);
      return [other ? log(other.chars) : -1, other ? other.ending : -1];
    }),
    Number(isFurnitureAt(i - 1)),
    Number(isFurnitureAt(i + 1)),
    near.filter((other) => other.words > shape.words).length,
    meanOf(shapes.slice(Math.max(0, i - 6), i)),
    meanOf(shapes.slice(i + 1, i + 7)),
    similarity(shapes[i - 1], shape),
    similarity(shapes[i + 1], shape),
    similarity(shapes[i + 2], shape),
    ...Array.from({ length: CUE_KINDS }, (_, kind) => (shape.cues >> kind) & 1),
  ];
}

const meanOf = (shapes: readonly LineShape[]): number =>
  shapes.length === 0 ? -1 : shapes.reduce((sum, { chars }) => sum + log(chars), 0) / shapes.length;

/** How many lines hold the whole text and more: breadcrumbs, titles with the outlet's name. */
function held({ shapes, start }: Header, i: number): number {
  const own = shapes[i]!;
  if (own.words < 3) return 0;
  const text = own.folded();
  let holders = 0;
  for (let at = 0; at < Math.min(shapes.length, start + 5); at++) {
    const { foldedLength, folded } = shapes[at]!;
    if (at !== i && foldedLength > text.length && foldedLength < text.length + 80 && folded().includes(text)) holders++;
  }
  return holders;
}

/** Whether a line ends with the words of another one, as a breadcrumb does with the headline. */
function isCrumb({ shapes, start }: Header, i: number): boolean {
  const own = shapes[i]!;
  const last = own.tokens.at(-1);
  for (let at = 0; at < Math.min(shapes.length, start + 5); at++) {
    const { words, tokens, foldedLength, folded } = shapes[at]!;
    // Of several words at least the last one is the same whole word.
    if (at === i || words < 3 || foldedLength >= own.foldedLength || (tokens.length > 1 && tokens.at(-1) !== last)) continue;
    if (own.folded().endsWith(folded())) return true;
  }
  return false;
}

/** Lines with the words of a headline. */
function headlines({ shapes, isFurnitureAt }: Header, from: number, to: number): number {
  let count = 0;
  for (let i = Math.max(from, to - 20); i < to; i++) {
    const shape = shapes[i]!;
    if (!shape.prose && shape.words >= 4 && !isFurnitureAt(i)) count++;
  }
  return count;
}

/** How many of a line's longer words the other one has too. */
function similarity(other: LineShape | undefined, { tokens }: LineShape): number {
  if (!other) return 0;
  OTHER.clear();
  for (const word of other.tokens) OTHER.set(word, 1);
  return Math.min(4, tokens.filter((word) => isLong(word) && OTHER.get(word) > 0).length);
}

const OTHER = new WordCounts();
