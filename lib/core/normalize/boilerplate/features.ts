import { textStart } from '../../extract/shapes.ts';
import { CUE_KINDS, REPLIES, WAYS, WRITER } from './cues.ts';
import { type LineShape, shapeOf } from './line-shape.ts';

export interface TextLine {
  readonly text: string;
}

/** The features of each line, a row a line. They depend on nothing but the lines' text. */
export function featuresOf(lines: readonly TextLine[]): number[][] {
  const shapes = lines.map(shapeOf);
  const page = pageOf(lines, shapes);
  return shapes.map((shape, i) => [...ownFeatures(shape, lines[i]!.text, page), ...placeFeatures(i, page), ...nearFeatures(i, page)]);
}

interface Page {
  readonly shapes: readonly LineShape[];
  readonly folded: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly common: ReadonlySet<string>;
  readonly topical: ReadonlyMap<string, number>;
  readonly runStart: number;
  readonly runEnd: number;
  readonly sums: Readonly<Record<Summed, Float64Array>>;
  readonly proseBefore: readonly number[];
  readonly proseAfter: readonly number[];
  /** By kind of cue: lines since the last short line with one. */
  readonly sinceCue: readonly (readonly number[])[];
  readonly untilCue: readonly number[];
  readonly occurrence: readonly number[];
}
type Summed = 'prose' | 'proseChars' | 'chars' | 'ends' | 'capitals' | 'dates' | 'cues' | 'links' | 'replies' | 'symbols';

function pageOf(lines: readonly TextLine[], shapes: readonly LineShape[]): Page {
  const folded = shapes.map((shape) => shape.folded);
  const counts = new Map<string, number>();
  for (const key of folded) counts.set(key, (counts.get(key) ?? 0) + 1);
  const holders = new Map<string, number>();
  let proseLines = 0;
  for (const shape of shapes) {
    if (!shape.prose) continue;
    proseLines++;
    for (const token of new Set(shape.tokens)) holders.set(token, (holders.get(token) ?? 0) + 1);
  }
  const least = Math.max(3, proseLines * 0.2);
  const common = new Set([...holders].filter(([, count]) => count >= least).map(([token]) => token));
  const runStart = Math.max(0, textStart(lines));
  const runEnd = lines.length - 1 - Math.max(0, textStart(lines.toReversed()));
  const linkish = (shape: LineShape): number => (!shape.prose && shape.words <= 8 && shape.ending === 0 ? 1 : 0);
  return {
    shapes,
    folded,
    counts,
    common,
    topical: holders,
    runStart,
    runEnd,
    sums: {
      prose: sumsOf(shapes, ({ prose }) => Number(prose)),
      proseChars: sumsOf(shapes, ({ prose, chars }) => (prose ? Math.min(chars, 1_000) : 0)),
      chars: sumsOf(shapes, ({ chars }) => Math.min(chars, 1_000)),
      ends: sumsOf(shapes, ({ ending }) => Number(ending === 2)),
      capitals: sumsOf(shapes, ({ capitalShare }) => capitalShare),
      dates: sumsOf(shapes, ({ dated }) => Number(dated)),
      cues: sumsOf(shapes, ({ cues }) => Number(cues > 0)),
      links: sumsOf(shapes, linkish),
      replies: sumsOf(shapes, ({ prose, cues }) => Number(!prose && (cues & REPLIES) > 0)),
      symbols: sumsOf(shapes, ({ symbolShare }) => symbolShare),
    },
    sinceCue: Array.from({ length: CUE_KINDS }, (_, kind) => distances(shapes, (shape) => isCueLine(shape, 1 << kind))),
    untilCue: distances(shapes.toReversed(), (shape) => isCueLine(shape, REPLIES | WAYS | WRITER)).toReversed(),
    occurrence: occurrences(folded),
    proseBefore: distances(shapes, ({ prose }) => prose),
    proseAfter: distances(shapes.toReversed(), ({ prose }) => prose).toReversed(),
  };
}

function sumsOf(shapes: readonly LineShape[], value: (shape: LineShape, i: number) => number): Float64Array {
  const sums = new Float64Array(shapes.length + 1);
  shapes.forEach((shape, i) => {
    sums[i + 1] = sums[i]! + value(shape, i);
  });
  return sums;
}

const isCueLine = ({ prose, words, cues }: LineShape, kinds: number): boolean => !prose && words <= 8 && (cues & kinds) > 0;

const FAR = 99;

/** Lines since the last one of a kind. */
function distances(shapes: readonly LineShape[], test: (shape: LineShape) => boolean): number[] {
  let gap = FAR;
  return shapes.map((shape) => {
    const before = gap;
    gap = test(shape) ? 1 : Math.min(FAR, gap + 1);
    return before;
  });
}

/** How often the same line stood above. */
function occurrences(folded: readonly string[]): number[] {
  const seen = new Map<string, number>();
  return folded.map((key) => {
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return Math.min(5, before);
  });
}

const mean = (sums: Float64Array, from: number, to: number): number => {
  const [a, b] = [Math.max(0, from), Math.min(sums.length - 1, to)];
  return b > a ? (sums[b]! - sums[a]!) / (b - a) : 0;
};
const log = (value: number): number => Math.log1p(Math.max(0, value));


function ownFeatures(shape: LineShape, text: string, page: Page): number[] {
  const { tokens } = shape;
  const long = tokens.filter((token) => token.length > 3);
  const seen = (token: string) => (page.topical.get(token) ?? 0) - Number(shape.prose) > 0;
  return [
    log(shape.chars),
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
    tokens.length === 0 ? 0 : tokens.filter((token) => page.common.has(token)).length / tokens.length,
    long.length === 0 ? 0.5 : long.filter(seen).length / long.length,
    Math.min(5, page.counts.get(shape.folded) ?? 1),
    Number(/[|•·]/.test(text)),
    Number(/[{};=<>_]/.test(text)),
    Number(/^\p{Lu}[\p{L}.'’-]+ (?:\p{Lu}[\p{L}.'’-]* )?\p{Lu}[\p{L}'’-]+ (?:is|has|was|ist|est|es|é|è|är|er|—|–|-)\s/u.test(text)),
    Number(/\p{Ll}\p{Lu}/u.test(text.slice(0, 300))),
    Number(/^(?:https?:|www\.)|@\p{L}/u.test(text)),
    ...Array.from({ length: CUE_KINDS }, (_, kind) => (shape.cues >> kind) & 1),
  ];
}

function placeFeatures(i: number, page: Page): number[] {
  const { shapes, sums } = page;
  const n = shapes.length;
  const total = Math.max(1, sums.proseChars[n]!);
  return [
    log(n),
    i / n,
    log(i),
    log(n - 1 - i),
    sums.proseChars[i]! / total,
    (total - sums.proseChars[i + 1]!) / total,
    log(total),
    total / Math.max(1, sums.chars[n]!),
    signedLog(i - page.runStart),
    signedLog(page.runEnd - i),
    page.proseBefore[i]!,
    page.proseAfter[i]!,
    ...page.sinceCue.map((kind) => kind[i]!),
    page.untilCue[i]!,
    page.occurrence[i]!,
    opensWith(page, i, i - 1),
    opensWith(page, i + 1, i) || opensWith(page, i + 2, i),
    likeness(page, i),
  ];
}

/** Whether a line opens with the words of a short one above it, as `Jane Doe is a writer` below `Jane Doe`. */
function opensWith({ shapes, folded }: Page, long: number, short: number): number {
  const [line, name] = [shapes[long], shapes[short]];
  if (!line || !name || name.words > 5 || line.words < name.words + 4) return 0;
  return Number(folded[long]!.startsWith(`${folded[short]!} `));
}

/** How many of the lines near by have the same ending and nearly the same length: entries of a list. */
function likeness({ shapes }: Page, i: number): number {
  const own = shapes[i]!;
  let alike = 0;
  for (let at = Math.max(0, i - 4); at <= Math.min(shapes.length - 1, i + 4); at++) {
    const other = shapes[at]!;
    if (at !== i && other.ending === own.ending && Math.abs(log(other.chars) - log(own.chars)) < 0.35) alike++;
  }
  return alike;
}

const signedLog = (value: number): number => Math.sign(value) * log(Math.abs(value));

function nearFeatures(i: number, page: Page): number[] {
  const { shapes, sums } = page;
  const values: number[] = [];
  for (const step of [-2, -1, 1, 2]) {
    const near = shapes[i + step];
    values.push(near ? log(near.chars) : -1, near ? near.ending : -1, near ? Number(near.prose) : -1, near ? near.cues && 1 : -1);
  }
  const prev = shapes[i - 1];
  const next = shapes[i + 1];
  values.push(prev?.capitalShare ?? -1, next?.capitalShare ?? -1, prev?.beginning ?? -1, next?.beginning ?? -1);
  for (const size of [3, 8, 20]) {
    for (const [from, to] of [
      [i - size, i],
      [i + 1, i + 1 + size],
    ] as const) {
      values.push(log(mean(sums.chars, from, to)), mean(sums.prose, from, to), mean(sums.ends, from, to), mean(sums.capitals, from, to));
      values.push(mean(sums.dates, from, to), mean(sums.cues, from, to), mean(sums.links, from, to));
      values.push(mean(sums.replies, from, to), mean(sums.symbols, from, to));
    }
  }
  return values;
}
