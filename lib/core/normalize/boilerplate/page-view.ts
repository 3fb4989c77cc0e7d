import { textStart } from '../../extract/shapes.ts';
import { CUE_KINDS, REPLIES, WAYS, WRITER } from './cues.ts';
import { type LineShape, shapeOf } from './line-shape.ts';

export interface TextLine {
  readonly text: string;
}

/** What the features of a line need to know of all the others. */
export interface PageView {
  readonly shapes: readonly LineShape[];
  readonly folded: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  /** In how many lines of prose each word stands. */
  readonly holders: ReadonlyMap<string, number>;
  /** Words that so many of them have are those of the grammar, in any language. */
  readonly common: number;
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

/** Looks at all lines once. */
export function viewOf(lines: readonly TextLine[]): PageView {
  const shapes = lines.map(shapeOf);
  const folded = shapes.map((shape) => shape.folded);
  const counts = new Map<string, number>();
  for (const key of folded) counts.set(key, (counts.get(key) ?? 0) + 1);
  const holders = new Map<string, number>();
  let proseLines = 0;
  for (const shape of shapes) {
    if (!shape.prose) continue;
    proseLines++;
    for (const token of shape.distinct()) holders.set(token, (holders.get(token) ?? 0) + 1);
  }
  const common = Math.max(3, proseLines * 0.2);
  // Where the longest run of prose begins and ends.
  const runStart = Math.max(0, textStart(lines));
  const runEnd = lines.length - 1 - Math.max(0, textStart(lines.toReversed()));
  const linkish = (shape: LineShape): number => (!shape.prose && shape.words <= 8 && shape.ending === 0 ? 1 : 0);
  return {
    shapes,
    folded,
    counts,
    common,
    holders,
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
