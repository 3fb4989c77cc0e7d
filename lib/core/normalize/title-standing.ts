import type { LineShape } from './boilerplate/line-shape.ts';
import type { AlikeLines } from './boilerplate/page-view.ts';
import type { Row } from './boilerplate/row.ts';
import type { Header } from './title-header.ts';

/** The candidates of a page: their lines, in order, and how much their words are the text's. */
export interface Field {
  readonly indexes: readonly number[];
  readonly topics: readonly number[];
}

/** Adds what a candidate is beside the others of its page, and what stands around it. */
export function addStanding(row: Row, header: Header, field: Field, at: number): void {
  addAmongOthers(row, header, field, at);
  addSurroundings(row, header, field.indexes[at]!);
}

/** Candidates so many lines away are neighbours. */
const NEAR = 8;

function addAmongOthers(row: Row, { shapes }: Header, { indexes, topics }: Field, at: number): void {
  const [i, topic] = [indexes[at]!, topics[at]!];
  const { words } = shapes[i]!;
  /** The most of all candidates, of those above and below, and of those near by. */
  let [most, above, below, nearAbove, nearBelow] = [topic, 0, 0, 0, 0];
  let [higher, highAbove, longer, longAbove] = [0, 0, 0, 0];
  for (let k = 0; k < indexes.length; k++) {
    const other = topics[k]!;
    const shape = shapes[indexes[k]!]!;
    const near = Math.abs(indexes[k]! - i) <= NEAR ? other : 0;
    most = Math.max(most, other);
    if (other > topic) higher++;
    if (shape.words > words) longer++;
    if (k < at) {
      above = Math.max(above, other);
      nearAbove = Math.max(nearAbove, near);
      if (other >= topic * 0.7) highAbove++;
      if (shape.words >= 4) longAbove++;
    } else if (k > at) {
      below = Math.max(below, other);
      nearBelow = Math.max(nearBelow, near);
    }
  }
  row.add(topic);
  row.add(most - topic);
  row.add(topic - above);
  row.add(topic - below);
  row.add(higher);
  row.add(highAbove);
  row.add(nearAbove - topic);
  row.add(nearBelow - topic);
  row.add(longer);
  row.add(longAbove);
  row.add(at);
  row.add(indexes.length - at);
}

function addSurroundings(row: Row, header: Header, i: number): void {
  const { lines, shapes, alike, start, proseAbove, dated, meta } = header;
  const isBulleted = shapes[i]!.beginning === 2;
  const next = nextProse(shapes, i);
  row.add(i / lines.length);
  row.add(proseAbove[i]! / (proseAbove.at(-1)! || 1));
  row.add(next < 0 ? 99 : next - i);
  row.add(next < 0 ? 0 : shapes[next]!.logChars);
  row.add(count(shapes, 0, i, isProse));
  row.add(count(shapes, i + 1, i + 11, isProse));
  row.add(count(shapes, i + 1, i + 11, isEntry));
  row.add(count(shapes, i - 10, i, isProse));
  row.add(entriesFrom(shapes, i, -1));
  row.add(entriesFrom(shapes, i, 1));
  row.add(stepsTo(dated, i, -1));
  row.add(stepsTo(meta, i, -1));
  row.add(stepsTo(dated, i, 1));
  row.add(repeats(alike, i, 0, i));
  row.add(repeats(alike, i, i + 1, start));
  row.add(repeats(alike, i, Math.max(start, i + 1), shapes.length));
  row.add(marked(dated, i - 12, i));
  row.add(isBulleted ? count(shapes, i - 6, i, (shape) => shape.beginning === 2) : 0);
  row.add(count(shapes, i + 1, i + 40, isTeaser));
}

function nextProse(shapes: readonly LineShape[], i: number): number {
  for (let k = i + 1; k < shapes.length; k++) if (shapes[k]!.prose) return k;
  return -1;
}

function count(shapes: readonly LineShape[], from: number, to: number, test: (shape: LineShape) => boolean): number {
  let found = 0;
  for (let k = Math.max(0, from); k < Math.min(to, shapes.length); k++) if (test(shapes[k]!)) found++;
  return found;
}

const isProse = (shape: LineShape): boolean => shape.prose;
/** What the entry of a menu looks like. */
const isEntry = (shape: LineShape): boolean => !shape.prose && shape.words <= 4;
const isTeaser = (shape: LineShape): boolean => !shape.prose && shape.words >= 3 && shape.words <= 14;

/** How many lines have the words of line `i`. */
function repeats(alike: AlikeLines, i: number, from: number, to: number): number {
  if (alike.count(i) === 1) return 0;
  let found = 0;
  for (let k = from; k < Math.min(to, alike.first.length); k++) if (alike.first[k] === alike.first[i]) found++;
  return found;
}

function marked(marks: readonly boolean[], from: number, to: number): number {
  let found = 0;
  for (let k = Math.max(0, from); k < Math.min(to, marks.length); k++) if (marks[k]) found++;
  return found;
}

const LONGEST_RUN = 60;

/** The length of the run of menu entries that begins beside a line. */
function entriesFrom(shapes: readonly LineShape[], i: number, step: 1 | -1): number {
  let run = 0;
  for (let at = i + step; run < LONGEST_RUN && at >= 0 && at < shapes.length && isEntry(shapes[at]!); at += step) run++;
  return run;
}

const FARTHEST = 15;

/** How far away the nearest marked line is; farther than any when there is none. */
function stepsTo(marks: readonly boolean[], i: number, step: 1 | -1): number {
  for (let steps = 1, at = i + step; steps <= FARTHEST && at >= 0 && at < marks.length; steps++, at += step)
    if (marks[at]) return steps;
  return FARTHEST + 5;
}
