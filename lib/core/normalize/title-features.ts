import type { Line } from '../extract/draft.ts';
import { headerSize, isHeadline, textStart } from '../extract/shapes.ts';
import type { Forest } from '../trees.ts';
import { CUE_KINDS } from './boilerplate/cues.ts';
import type { LineShape } from './boilerplate/line-shape.ts';
import { isLong, WordCounts } from './boilerplate/line-words.ts';
import { log, signedLog } from './boilerplate/logs.ts';
import { Row } from './boilerplate/row.ts';
import { isShare } from './furniture.ts';
import { type Header, headerOf, topicOf } from './title-header.ts';
import { addAmongHeadings, headingsOf } from './title-headings.ts';
import { isPossible, rememberedAt } from './title-possible.ts';
import { addStanding } from './title-standing.ts';

/** Pages have below 400 lines above the text; longer ones are lists, in which nothing is a headline. */
const LONGEST_HEADER = 600;
/** The headline may stand between a summary and the text. */
const BELOW_START = 12;
/** So much of a page below its header tells what it is about and which lines are headings within it. */
const LINES_BELOW = 250;

/** A line that may be the headline. */
interface Place {
  readonly index: number;
  /** Whether it stands below the line with which the text seems to begin. */
  readonly isBelowStart: boolean;
}
export interface Candidate extends Place {
  /** What speaks for it. */
  readonly features: readonly number[];
}
export interface ScoredCandidate extends Place {
  /** Log-odds. */
  readonly score: number;
}

/** The lines that may be the headline: what looks like one, above the text or at its very start. */
export function candidatesOf(lines: readonly Line[]): Candidate[] {
  const candidates: Candidate[] = [];
  eachCandidate(lines, (place, row) => candidates.push({ ...place, features: row.toArray() }));
  return candidates;
}

/** The same lines with what the trees say of each. */
export function scoredCandidates(lines: readonly Line[], forest: Forest): ScoredCandidate[] {
  const candidates: ScoredCandidate[] = [];
  eachCandidate(lines, (place, row) => candidates.push({ ...place, score: forest.oddsOf(row.values) }));
  return candidates;
}

function eachCandidate(lines: readonly Line[], call: (place: Place, row: Row) => void): void {
  const start = textStart(lines);
  const firstProse = headerSize(lines);
  const size = start >= 0 && start <= LONGEST_HEADER ? Math.max(start, 0) : firstProse;
  const end = Math.min(size + BELOW_START, lines.length - 1);
  if (end <= 0) return;
  const isFurnitureAt = rememberedAt(lines);
  const indexes = [...lines.keys().take(end)].filter((index) => isPossible(lines, index) && !isFurnitureAt(index));
  if (indexes.length === 0) return;
  const header = headerOf(lines.slice(0, end + LINES_BELOW), { start: size, firstProse, end, indexes, isFurnitureAt });
  const field = { indexes, topics: indexes.map((index) => topicOf(header, index)) };
  const headings = headingsOf(header);
  for (const [at, index] of indexes.entries()) {
    ROW.length = 0;
    addOwn(ROW, header, index);
    addNear(ROW, header, index);
    addStanding(ROW, header, field, at);
    addAmongHeadings(ROW, header, headings, index);
    call({ index, isBelowStart: index > size }, ROW);
  }
}

const ROW = new Row();

/** What a line is by itself, where it stands, and how much of its words the text has. */
function addOwn(row: Row, header: Header, i: number): void {
  const { lines, shapes, alike, start, firstProse, proseAbove } = header;
  const shape = shapes[i]!;
  const { text } = lines[i]!;
  row.add(log(i));
  row.add(Number(i === 0));
  row.add(lines.length);
  row.add(signedLog(start - i));
  row.add(signedLog(firstProse - i));
  row.add(proseAbove[i]!);
  row.add(shape.words);
  row.add(shape.logChars);
  row.add(shape.ending);
  row.add(Number(text.endsWith('?') || text.endsWith('？')));
  row.add(shape.capitalShare);
  row.add(shape.upperShare);
  row.add(shape.digitShare);
  row.add(shape.symbolShare);
  row.add(shape.beginning);
  addWordShares(row, header, shape);
  row.add(Math.min(5, alike.count(i)));
  row.add(alike.above[i]!);
  row.add(held(header, i));
  row.add(Number(isCrumb(header, i)));
  row.add(Number(isHeadline(text)));
}

/** Shares of the longer words that stand where the text begins and anywhere in it, and in how many lines they do on average. */
function addWordShares(row: Row, { body, holders }: Header, { tokens }: LineShape): void {
  let [long, inBody, inText, sum] = [0, 0, 0, 0];
  for (const word of tokens) {
    if (!isLong(word)) continue;
    const lines = holders.get(word);
    long++;
    if (body.get(word) > 0) inBody++;
    if (lines > 0) inText++;
    sum += log(lines);
  }
  row.add(long === 0 ? 0.3 : inBody / long);
  row.add(long === 0 ? 0.3 : inText / long);
  row.add(long === 0 ? 0 : sum / long);
}

/** What the lines around are. */
function addNear(row: Row, header: Header, i: number): void {
  const { lines, shapes, start, meta, dated, isFurnitureAt } = header;
  const shape = shapes[i]!;
  row.add(headlines(header, 0, i));
  row.add(headlines(header, i + 1, start));
  row.add(firstBelow(meta, i));
  row.add(firstBelow(dated, i));
  row.add(Number(i >= 1 && dated[i - 1]!));
  row.add(Number(i >= 2 && dated[i - 2]!));
  row.add(Number(i + 1 < shapes.length && isShare(lines[i + 1]!.text)));
  for (const step of NEIGHBOURS) {
    const other = i + step >= 0 ? shapes[i + step] : undefined;
    row.add(other ? other.logChars : -1);
    row.add(other ? other.ending : -1);
  }
  row.add(Number(isFurnitureAt(i - 1)));
  row.add(Number(isFurnitureAt(i + 1)));
  row.add(longerNear(shapes, i));
  row.add(meanLength(shapes, Math.max(0, i - 6), i));
  row.add(meanLength(shapes, i + 1, i + 7));
  row.add(similarity(i >= 1 ? shapes[i - 1] : undefined, shape));
  row.add(similarity(shapes[i + 1], shape));
  row.add(similarity(shapes[i + 2], shape));
  for (let kind = 0; kind < CUE_KINDS; kind++) row.add((shape.cues >> kind) & 1);
}

const NEIGHBOURS = [-2, -1, 1, 2, 3] as const;

/** How many of five lines below the first marked one is; 9 when none is. */
function firstBelow(marks: readonly boolean[], i: number): number {
  for (let step = 1; step <= 5 && i + step < marks.length; step++) if (marks[i + step]) return step;
  return 9;
}

/** Lines near by that are no prose and have more words. */
function longerNear(shapes: readonly LineShape[], i: number): number {
  const least = Math.max(2, shapes[i]!.words);
  let longer = 0;
  for (let at = Math.max(0, i - 5); at < Math.min(shapes.length, i + 6); at++)
    if (!shapes[at]!.prose && shapes[at]!.words > least) longer++;
  return longer;
}

function meanLength(shapes: readonly LineShape[], from: number, to: number): number {
  const end = Math.min(shapes.length, to);
  let sum = 0;
  for (let at = from; at < end; at++) sum += shapes[at]!.logChars;
  return end <= from ? -1 : sum / (end - from);
}

/** How many lines hold the whole text and more: breadcrumbs, titles with the outlet's name. */
function held({ shapes, start }: Header, i: number): number {
  const own = shapes[i]!;
  if (own.words < 3) return 0;
  const text = own.folded;
  let holders = 0;
  for (let at = 0; at < Math.min(shapes.length, start + 5); at++) {
    const other = shapes[at]!;
    const { foldedLength } = other;
    if (at !== i && foldedLength > text.length && foldedLength < text.length + 80 && other.folded.includes(text)) holders++;
  }
  return holders;
}

/** Whether a line ends with the words of another one, as a breadcrumb does with the headline. */
function isCrumb({ shapes, start }: Header, i: number): boolean {
  const own = shapes[i]!;
  const last = own.tokens.at(-1);
  for (let at = 0; at < Math.min(shapes.length, start + 5); at++) {
    const other = shapes[at]!;
    const { tokens, foldedLength } = other;
    // Of several words at least the last one is the same whole word.
    if (at === i || foldedLength >= own.foldedLength || (tokens.length > 1 && tokens.at(-1) !== last) || other.words < 3)
      continue;
    if (own.folded.endsWith(other.folded)) return true;
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
  let alike = 0;
  for (const word of tokens) if (isLong(word) && OTHER.get(word) > 0) alike++;
  return Math.min(4, alike);
}

const OTHER = new WordCounts();
