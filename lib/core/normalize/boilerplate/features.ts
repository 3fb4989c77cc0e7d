import type { Draft } from '../../extract/draft.ts';
import type { Forest } from '../../trees.ts';
import { CUE_KINDS } from './cues.ts';
import type { LineShape } from './line-shape.ts';
import { isLong } from './line-words.ts';
import { log, signedLog } from './logs.ts';
import { type PageView, viewOf } from './page-view.ts';
import { Row } from './row.ts';
import { Taken } from './taken.ts';

/** What the trees say of each line. */
export function scoresOf(draft: Draft, forest: Forest): number[] {
  const fill = fillerOf(draft);
  return draft.lines.map((_, i) => forest.oddsOf(fill(i).values));
}

/** The features of each line, a row a line: of the lines' text, and of what the rules before found and took out. */
export function featuresOf(draft: Draft): number[][] {
  const fill = fillerOf(draft);
  return draft.lines.map((_, i) => fill(i).toArray());
}

const ROW = new Row();

function fillerOf(draft: Draft): (i: number) => Row {
  const view = viewOf(draft.lines);
  const taken = new Taken(draft, view.shapes);
  return (i) => {
    ROW.length = 0;
    addOwn(ROW, i, view);
    addPlace(ROW, i, view);
    addNear(ROW, i, view);
    taken.addTo(ROW, i);
    return ROW;
  };
}

function addOwn(row: Row, i: number, view: PageView): void {
  const shape = view.shapes[i]!;
  row.add(shape.logChars);
  row.add(shape.words);
  row.add(shape.chars / Math.max(1, shape.words));
  row.add(Number(shape.prose));
  row.add(shape.ending);
  row.add(shape.sentences);
  row.add(shape.commas / Math.max(1, shape.words));
  row.add(shape.capitalShare);
  row.add(shape.upperShare);
  row.add(shape.digitShare);
  row.add(shape.symbolShare);
  row.add(shape.longestWord);
  row.add(shape.beginning);
  addWordShares(row, shape, view);
  row.add(Math.min(5, view.alike.count(i)));
  for (const pattern of shape.patterns) row.add(pattern);
  for (let kind = 0; kind < CUE_KINDS; kind++) row.add((shape.cues >> kind) & 1);
}

/** Shares of the line's words that stand in much of the page's prose, and of its long ones that stand in other prose at all. */
function addWordShares(row: Row, { tokens, prose }: LineShape, { holders, common }: PageView): void {
  let [frequent, long, seen] = [0, 0, 0];
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i]!;
    const count = holders.get(word);
    if (count >= common) frequent++;
    if (!isLong(word)) continue;
    long++;
    if (count > Number(prose)) seen++;
  }
  row.add(tokens.length === 0 ? 0 : frequent / tokens.length);
  row.add(long === 0 ? 0.5 : seen / long);
}

function addPlace(row: Row, i: number, view: PageView): void {
  const { shapes, sums } = view;
  const n = shapes.length;
  const total = Math.max(1, sums.proseChars[n]!);
  row.add(log(n));
  row.add(i / n);
  row.add(log(i));
  row.add(log(n - 1 - i));
  row.add(sums.proseChars[i]! / total);
  row.add((total - sums.proseChars[i + 1]!) / total);
  row.add(log(total));
  row.add(total / Math.max(1, sums.chars[n]!));
  row.add(signedLog(i - view.runStart));
  row.add(signedLog(view.runEnd - i));
  row.add(view.proseBefore[i]!);
  row.add(view.proseAfter[i]!);
  for (const since of view.sinceCue) row.add(since[i]!);
  row.add(view.untilCue[i]!);
  row.add(Math.min(5, view.alike.above[i]!));
  row.add(opensWith(view, i, i - 1));
  row.add(opensWith(view, i + 1, i) || opensWith(view, i + 2, i));
  row.add(likeness(view, i));
}

/** Whether a line opens with the words of a short one above it, as `Jane Doe is a writer` below `Jane Doe`. */
function opensWith({ shapes }: PageView, long: number, short: number): number {
  const [line, name] = [shapes[long], shapes[short]];
  if (!line || !name || name.words > 5 || line.words < name.words + 4) return 0;
  const [tokens, opening] = [line.tokens, name.tokens];
  if (opening.length === 0 || opening.length >= tokens.length) return 0;
  for (let at = 0; at < opening.length; at++) if (opening[at] !== tokens[at]) return 0;
  return 1;
}

/** How many of the lines near by have the same ending and nearly the same length: entries of a list. */
function likeness({ shapes }: PageView, i: number): number {
  const own = shapes[i]!;
  let alike = 0;
  for (let at = Math.max(0, i - 4); at <= Math.min(shapes.length - 1, i + 4); at++) {
    const other = shapes[at]!;
    if (at !== i && other.ending === own.ending && Math.abs(other.logChars - own.logChars) < 0.35) alike++;
  }
  return alike;
}

function addNear(row: Row, i: number, { shapes, sums }: PageView): void {
  for (const step of NEIGHBOURS) {
    const near = shapes[i + step];
    row.add(near ? near.logChars : -1);
    row.add(near ? near.ending : -1);
    row.add(near ? Number(near.prose) : -1);
    row.add(near ? near.cues && 1 : -1);
  }
  const prev = shapes[i - 1];
  const next = shapes[i + 1];
  row.add(prev?.capitalShare ?? -1);
  row.add(next?.capitalShare ?? -1);
  row.add(prev?.beginning ?? -1);
  row.add(next?.beginning ?? -1);
  for (const size of WINDOWS) {
    addWindow(row, sums, Math.max(0, i - size), i);
    addWindow(row, sums, i + 1, Math.min(shapes.length, i + 1 + size));
  }
}

const NEIGHBOURS = [-2, -1, 1, 2] as const;
const WINDOWS = [3, 8, 20] as const;

/** What the lines of a window are on average. */
function addWindow(row: Row, sums: PageView['sums'], from: number, to: number): void {
  const size = to - from;
  const mean = (of: Float64Array): number => (size > 0 ? (of[to]! - of[from]!) / size : 0);
  row.add(log(mean(sums.chars)));
  row.add(mean(sums.prose));
  row.add(mean(sums.ends));
  row.add(mean(sums.capitals));
  row.add(mean(sums.dates));
  row.add(mean(sums.cues));
  row.add(mean(sums.links));
  row.add(mean(sums.replies));
  row.add(mean(sums.symbols));
}
