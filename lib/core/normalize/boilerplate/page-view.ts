import { textStart } from '../../extract/shapes.ts';
import { CUE_KINDS, REPLIES, WAYS, WRITER } from './cues.ts';
import { type LineShape, shapesOf } from './line-shape.ts';
import { WordCounts } from './line-words.ts';

export interface TextLine {
  readonly text: string;
}

/** What the features of a line need to know of all the others. */
export interface PageView {
  readonly shapes: readonly LineShape[];
  /** Which lines have the same words. */
  readonly alike: AlikeLines;
  /** In how many lines of prose each word stands; until the next page is looked at. */
  readonly holders: WordCounts;
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
}
type Summed = 'prose' | 'proseChars' | 'chars' | 'ends' | 'capitals' | 'dates' | 'cues' | 'links' | 'replies' | 'symbols';

/** Looks at all lines once. */
export function viewOf(lines: readonly TextLine[]): PageView {
  const shapes = shapesOf(lines);
  const proseLines = countHolders(shapes);
  const common = Math.max(3, proseLines * 0.2);
  const cueLines = shapes.map(lineCues);
  const proseMarks = shapes.map(({ prose }) => Number(prose));
  // Where the longest run of prose begins and ends.
  const runStart = Math.max(0, textStart(lines));
  const runEnd = lines.length - 1 - Math.max(0, textStart(lines.toReversed()));
  return {
    shapes,
    alike: alikeLines(shapes),
    common,
    holders: HOLDERS,
    runStart,
    runEnd,
    sums: sumsOf(shapes),
    sinceCue: Array.from({ length: CUE_KINDS }, (_, kind) => distances(cueLines, 1 << kind)),
    untilCue: distances(cueLines.toReversed(), REPLIES | WAYS | WRITER).toReversed(),
    proseBefore: distances(proseMarks, 1),
    proseAfter: distances(proseMarks.toReversed(), 1).toReversed(),
  };
}

function sumsOf(shapes: readonly LineShape[]): PageView['sums'] {
  const sums = () => new Float64Array(shapes.length + 1);
  const [prose, proseChars, chars, ends, capitals] = [sums(), sums(), sums(), sums(), sums()];
  const [dates, cues, links, replies, symbols] = [sums(), sums(), sums(), sums(), sums()];
  for (const [i, shape] of shapes.entries()) {
    const counted = Math.min(shape.chars, 1_000);
    prose[i + 1] = prose[i]! + Number(shape.prose);
    proseChars[i + 1] = proseChars[i]! + (shape.prose ? counted : 0);
    chars[i + 1] = chars[i]! + counted;
    ends[i + 1] = ends[i]! + Number(shape.ending === 2);
    capitals[i + 1] = capitals[i]! + shape.capitalShare;
    dates[i + 1] = dates[i]! + Number(shape.dated);
    cues[i + 1] = cues[i]! + Number(shape.cues > 0);
    links[i + 1] = links[i]! + Number(!shape.prose && shape.words <= 8 && shape.ending === 0);
    replies[i + 1] = replies[i]! + Number(!shape.prose && (shape.cues & REPLIES) > 0);
    symbols[i + 1] = symbols[i]! + shape.symbolShare;
  }
  return { prose, proseChars, chars, ends, capitals, dates, cues, links, replies, symbols };
}

/** The cues of a short line that is no prose. */
const lineCues = (shape: LineShape): number => (!shape.prose && shape.words <= 8 ? shape.cues : 0);

const FAR = 99;

/** Lines since the last one that has a mark of these. */
function distances(marks: readonly number[], wanted: number): number[] {
  let gap = FAR;
  return marks.map((mark) => {
    const before = gap;
    gap = (mark & wanted) !== 0 ? 1 : Math.min(FAR, gap + 1);
    return before;
  });
}

const HOLDERS = new WordCounts();
const LAST_LINE = new WordCounts();

/** Counts for each word the lines of prose that have it; gives how many lines of prose there are. */
function countHolders(shapes: readonly LineShape[]): number {
  HOLDERS.clear();
  LAST_LINE.clear();
  let proseLines = 0;
  for (const { prose, tokens } of shapes) {
    if (!prose) continue;
    proseLines++;
    for (let i = 0; i < tokens.length; i++) {
      const word = tokens[i]!;
      if (LAST_LINE.get(word) === proseLines) continue;
      LAST_LINE.set(word, proseLines);
      HOLDERS.set(word, HOLDERS.get(word) + 1);
    }
  }
  return proseLines;
}

/** Lines with the same words, however they are written. */
export interface AlikeLines {
  /** The first line with the words of each line. */
  readonly first: Int32Array;
  /** How many lines have the words of each line. */
  readonly count: (i: number) => number;
  /** How many lines above each line have its words. */
  readonly above: Int32Array;
}

export function alikeLines(shapes: readonly LineShape[]): AlikeLines {
  const first = new Int32Array(shapes.length);
  const above = new Int32Array(shapes.length);
  const counts = new Int32Array(shapes.length);
  /** By a hash of their words: the last line that was the first of its kind; and which one came before it. */
  const heads = new Map<number, number>();
  const next = new Int32Array(shapes.length);
  shapes.forEach(({ tokens }, i) => {
    const hash = hashOf(tokens);
    let at = heads.get(hash) ?? -1;
    while (at >= 0 && !isSame(shapes[at]!.tokens, tokens)) at = next[at]!;
    if (at < 0) {
      at = i;
      next[i] = heads.get(hash) ?? -1;
      heads.set(hash, i);
    }
    first[i] = at;
    above[i] = counts[at]!++;
  });
  return { first, above, count: (i) => counts[first[i]!]! };
}

function hashOf(tokens: readonly number[]): number {
  let hash = tokens.length;
  for (let i = 0; i < tokens.length; i++) hash = (Math.imul(hash, 31) + tokens[i]!) | 0;
  return hash;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
