import type { Line } from '../extract/draft.ts';
import type { LineShape } from './boilerplate/line-shape.ts';
import { isLong, type WordCounts } from './boilerplate/line-words.ts';
import type { AlikeLines } from './boilerplate/page-view.ts';

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

/** How much a line's words are the text's. */
export const topicOf = ({ shapes, holders }: Header, i: number): number =>
  shapes[i]!.tokens.reduce((sum, word) => sum + (isLong(word) ? Math.log1p(holders.get(word)) : 0), 0);

/** The candidates of a page: their lines, in order, and how much their words are the text's. */
export interface Field {
  readonly indexes: readonly number[];
  readonly topics: readonly number[];
}

/** What a candidate is beside the others of its page, and what stands around it. */
export const standingOf = (header: Header, field: Field, at: number): number[] => [
  ...amongOthers(header, field, at),
  ...surroundings(header, field.indexes[at]!),
];

/** Candidates so many lines away are neighbours. */
const NEAR = 8;

function amongOthers({ shapes }: Header, { indexes, topics }: Field, at: number): number[] {
  const i = indexes[at]!;
  const topic = topics[at]!;
  const { words } = shapes[i]!;
  const before = topics.slice(0, at);
  const near = (from: number, to: number) =>
    most(topics.slice(from, to).filter((_, k) => Math.abs(indexes[from + k]! - i) <= NEAR));
  return [
    topic,
    most(topics) - topic,
    topic - most(before),
    topic - most(topics.slice(at + 1)),
    topics.filter((other) => other > topic).length,
    before.filter((other) => other >= topic * 0.7).length,
    near(0, at) - topic,
    near(at + 1, topics.length) - topic,
    indexes.filter((k) => shapes[k]!.words > words).length,
    indexes.filter((k, order) => order < at && shapes[k]!.words >= 4).length,
    at,
    indexes.length - at,
  ];
}

const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

function surroundings({ lines, shapes, alike, start, proseAbove, dated, meta }: Header, i: number): number[] {
  const own = shapes[i]!;
  const next = shapes.findIndex((shape, k) => k > i && shape.prose);
  const count = (from: number, to: number, test: (shape: LineShape, k: number) => boolean) => {
    let found = 0;
    for (let k = Math.max(0, from); k < Math.min(to, shapes.length); k++) if (test(shapes[k]!, k)) found++;
    return found;
  };
  const isProse = (shape: LineShape) => shape.prose;
  const isAlone = alike.count(i) === 1;
  const repeats = (from: number, to: number) => (isAlone ? 0 : count(from, to, (_, k) => alike.first[k] === alike.first[i]));
  return [
    i / lines.length,
    proseAbove[i]! / (proseAbove.at(-1)! || 1),
    next < 0 ? 99 : next - i,
    next < 0 ? 0 : shapes[next]!.logChars,
    count(0, i, isProse),
    count(i + 1, i + 11, isProse),
    count(i + 1, i + 11, isEntry),
    count(i - 10, i, isProse),
    entriesFrom(shapes, i, -1),
    entriesFrom(shapes, i, 1),
    stepsTo(dated, i, -1),
    stepsTo(meta, i, -1),
    stepsTo(dated, i, 1),
    repeats(0, i),
    repeats(i + 1, start),
    repeats(Math.max(start, i + 1), shapes.length),
    count(i - 12, i, (_, k) => dated[k] === true),
    count(i - 6, i, (shape) => shape.beginning === 2 && own.beginning === 2),
    count(i + 1, i + 40, (shape) => !shape.prose && shape.words >= 3 && shape.words <= 14),
  ];
}

/** What the entry of a menu looks like. */
const isEntry = (shape: LineShape): boolean => !shape.prose && shape.words <= 4;
const LONGEST_RUN = 60;

/** The length of the run of menu entries that begins beside a line. */
function entriesFrom(shapes: readonly LineShape[], i: number, step: 1 | -1): number {
  let run = 0;
  while (run < LONGEST_RUN && shapes[i + step * (run + 1)] !== undefined && isEntry(shapes[i + step * (run + 1)]!)) run++;
  return run;
}

const FARTHEST = 15;

/** How far away the nearest marked line is; farther than any when there is none. */
function stepsTo(marks: readonly boolean[], i: number, step: 1 | -1): number {
  for (let steps = 1; steps <= FARTHEST; steps++) if (marks[i + step * steps]) return steps;
  return FARTHEST + 5;
}
