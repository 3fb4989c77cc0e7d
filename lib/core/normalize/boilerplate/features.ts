import type { Forest } from '../../trees.ts';
import { CUE_KINDS } from './cues.ts';
import type { LineShape } from './line-shape.ts';
import { type PageView, type TextLine, viewOf } from './page-view.ts';

/** What the trees say of each line. */
export function scoresOf(lines: readonly TextLine[], forest: Forest): number[] {
  const view = viewOf(lines);
  const row: number[] = [];
  return lines.map((_, i) => {
    row.length = 0;
    fill(row, i, view);
    return forest.oddsOf(row);
  });
}

/** The features of each line, a row a line. They depend on nothing but the lines' text. */
export function featuresOf(lines: readonly TextLine[]): number[][] {
  const view = viewOf(lines);
  return lines.map((_, i) => {
    const row: number[] = [];
    fill(row, i, view);
    return row;
  });
}

function fill(row: number[], i: number, view: PageView): void {
  addOwn(row, i, view);
  addPlace(row, i, view);
  addNear(row, i, view);
}

const mean = (sums: Float64Array, from: number, to: number): number => {
  const [a, b] = [Math.max(0, from), Math.min(sums.length - 1, to)];
  return b > a ? (sums[b]! - sums[a]!) / (b - a) : 0;
};
/** Most of what is asked for is a small count. */
const LOGS = Float64Array.from({ length: 2 ** 10 }, (_, i) => Math.log1p(i));
const log = (value: number): number =>
  value >= 0 && value < LOGS.length && Number.isInteger(value) ? LOGS[value]! : Math.log1p(Math.max(0, value));

function addOwn(row: number[], i: number, view: PageView): void {
  const shape = view.shapes[i]!;
  row.push(
    shape.logChars,
    shape.words,
    shape.chars / Math.max(1, shape.words),
    Number(shape.prose),
    shape.ending,
    shape.sentences,
    shape.commas / Math.max(1, shape.words),
    shape.capitalShare,
    shape.upperShare,
    shape.digitShare,
    shape.symbolShare,
    shape.longestWord,
    shape.beginning,
    ...wordShares(shape, view),
    Math.min(5, view.counts.get(shape.folded) ?? 1),
    ...shape.patterns,
  );
  for (let kind = 0; kind < CUE_KINDS; kind++) row.push((shape.cues >> kind) & 1);
}

/** Shares of the line's words that stand in much of the page's prose, and of its long ones that stand in other prose at all. */
function wordShares({ tokens, prose }: LineShape, { holders, common }: PageView): [number, number] {
  let [frequent, long, seen] = [0, 0, 0];
  for (const token of tokens) {
    const count = holders.get(token) ?? 0;
    if (count >= common) frequent++;
    if (token.length <= 3) continue;
    long++;
    if (count > Number(prose)) seen++;
  }
  return [tokens.length === 0 ? 0 : frequent / tokens.length, long === 0 ? 0.5 : seen / long];
}

function addPlace(row: number[], i: number, view: PageView): void {
  const { shapes, sums } = view;
  const n = shapes.length;
  const total = Math.max(1, sums.proseChars[n]!);
  row.push(
    log(n),
    i / n,
    log(i),
    log(n - 1 - i),
    sums.proseChars[i]! / total,
    (total - sums.proseChars[i + 1]!) / total,
    log(total),
    total / Math.max(1, sums.chars[n]!),
    signedLog(i - view.runStart),
    signedLog(view.runEnd - i),
    view.proseBefore[i]!,
    view.proseAfter[i]!,
  );
  for (const since of view.sinceCue) row.push(since[i]!);
  row.push(
    view.untilCue[i]!,
    view.occurrence[i]!,
    opensWith(view, i, i - 1),
    opensWith(view, i + 1, i) || opensWith(view, i + 2, i),
    likeness(view, i),
  );
}

/** Whether a line opens with the words of a short one above it, as `Jane Doe is a writer` below `Jane Doe`. */
function opensWith({ shapes, folded }: PageView, long: number, short: number): number {
  const [line, name] = [shapes[long], shapes[short]];
  if (!line || !name || name.words > 5 || line.words < name.words + 4) return 0;
  return Number(folded[long]!.startsWith(`${folded[short]!} `));
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

const signedLog = (value: number): number => Math.sign(value) * log(Math.abs(value));

function addNear(row: number[], i: number, { shapes, sums }: PageView): void {
  for (const step of [-2, -1, 1, 2]) {
    const near = shapes[i + step];
    row.push(near ? near.logChars : -1, near ? near.ending : -1, near ? Number(near.prose) : -1, near ? near.cues && 1 : -1);
  }
  const prev = shapes[i - 1];
  const next = shapes[i + 1];
  row.push(prev?.capitalShare ?? -1, next?.capitalShare ?? -1, prev?.beginning ?? -1, next?.beginning ?? -1);
  for (const size of [3, 8, 20]) {
    for (const [from, to] of [
      [i - size, i],
      [i + 1, i + 1 + size],
    ] as const) {
      row.push(
        log(mean(sums.chars, from, to)),
        mean(sums.prose, from, to),
        mean(sums.ends, from, to),
        mean(sums.capitals, from, to),
      );
      row.push(mean(sums.dates, from, to), mean(sums.cues, from, to), mean(sums.links, from, to));
      row.push(mean(sums.replies, from, to), mean(sums.symbols, from, to));
    }
  }
}
