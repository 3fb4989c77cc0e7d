import type { LineShape } from './boilerplate/line-shape.ts';
import { isLong, WordCounts } from './boilerplate/line-words.ts';
import { log } from './boilerplate/logs.ts';
import type { Row } from './boilerplate/row.ts';
import type { Header } from './title-header.ts';

/** The headings of a text: short lines right above a paragraph. Its counts are good until the next page is looked at. */
export interface Headings {
  readonly indexes: readonly number[];
  /** For each of them, whether it asks. */
  readonly questions: readonly boolean[];
  /** How many of them have each longer word, and how many begin with each word. */
  readonly holders: WordCounts;
  readonly firsts: WordCounts;
}

const [HOLDERS, FIRSTS, OWN] = [new WordCounts(), new WordCounts(), new WordCounts()];

/** Finds the headings of a page. */
export function headingsOf({ lines, shapes }: Pick<Header, 'lines' | 'shapes'>): Headings {
  HOLDERS.clear();
  FIRSTS.clear();
  const indexes = [...shapes.keys()].filter((i) => isHeading(shapes, i));
  for (const i of indexes) {
    const { tokens } = shapes[i]!;
    FIRSTS.set(tokens[0]!, FIRSTS.get(tokens[0]!) + 1);
    for (let at = 0; at < tokens.length; at++) {
      const word = tokens[at]!;
      if (isLong(word) && tokens.indexOf(word) === at) HOLDERS.set(word, HOLDERS.get(word) + 1);
    }
  }
  return { indexes, questions: indexes.map((i) => isQuestion(lines[i]!.text)), holders: HOLDERS, firsts: FIRSTS };
}

const LONGEST_HEADING = 16;

function isHeading(shapes: readonly LineShape[], i: number): boolean {
  const shape = shapes[i]!;
  if (shape.prose || shape.tokens.length === 0 || shapes[i + 1]?.prose !== true) return false;
  // Counted last: of few lines it is asked.
  const { words } = shape;
  return words >= 2 && words <= LONGEST_HEADING;
}

const isQuestion = (text: string): boolean => /[?？؟]\P{L}{0,2}$/u.test(text);

/** Adds what sets a headline apart from the headings of its text, from its first sentence and from the entries of menus. */
export function addAmongHeadings(row: Row, header: Header, headings: Headings, i: number): void {
  const { lines, shapes, alike } = header;
  const own = shapes[i]!;
  const { text } = lines[i]!;
  addStyle(row, headings, shapes, i, isQuestion(text));
  row.add(own.sentences);
  row.add(own.commas);
  row.add(Number(/^\P{L}{0,3}\p{N}/u.test(text)));
  row.add(Number(/(?:19|20)\d\d/.test(text)));
  row.add(Number(/\S[:：]\s?\S/.test(text)));
  row.add(repeated(alike, shapes, i - 3, i));
  row.add(repeated(alike, shapes, i + 1, i + 4));
  row.add(proseShare(shapes, i + 1));
  row.add(echoes(shapes, i));
  row.add(own.longestWord);
}

/** How the headings below are written, and how a line is. */
function addStyle(row: Row, headings: Headings, shapes: readonly LineShape[], i: number, asks: boolean): void {
  const { indexes, questions, holders, firsts } = headings;
  const own = shapes[i]!;
  const self = Number(isHeading(shapes, i));
  let [below, asked, capitals, words] = [0, 0, 0, 0];
  for (let at = 0; at < indexes.length; at++) {
    if (indexes[at]! <= i) continue;
    const shape = shapes[indexes[at]!]!;
    below++;
    if (questions[at]) asked++;
    capitals += shape.capitalShare;
    words += shape.words;
  }
  let [long, shared] = [0, 0];
  for (let at = 0; at < own.tokens.length; at++) {
    const word = own.tokens[at]!;
    if (!isLong(word)) continue;
    long++;
    shared += log(holders.get(word) - self);
  }
  row.add(log(below));
  row.add(asks ? asked : -asked);
  row.add(own.tokens.length === 0 ? 0 : firsts.get(own.tokens[0]!) - self);
  row.add(self);
  row.add(shared);
  row.add(long === 0 ? 0 : shared / long);
  row.add(below === 0 ? 0 : own.capitalShare - capitals / below);
  row.add(below === 0 ? 0 : own.words - words / below);
}

/** How many of some lines stand elsewhere as well, as menus do. */
function repeated({ count }: Header['alike'], shapes: readonly LineShape[], from: number, to: number): number {
  let found = 0;
  for (let k = Math.max(0, from); k < Math.min(to, shapes.length); k++) if (count(k) > 1) found++;
  return found;
}

const LINES_BELOW = 40;
/** A paragraph counts no more than this many characters. */
const LONGEST = 600;

/** How much of what stands from a line on is prose. */
function proseShare(shapes: readonly LineShape[], from: number): number {
  let [all, prose] = [0, 0];
  for (let k = from; k < Math.min(shapes.length, from + LINES_BELOW); k++) {
    const chars = Math.min(LONGEST, shapes[k]!.chars);
    all += chars;
    if (shapes[k]!.prose) prose += chars;
  }
  return all === 0 ? 0 : prose / all;
}

const AROUND = 12;

/** How many short lines near by share two of its longer words. */
function echoes(shapes: readonly LineShape[], i: number): number {
  OWN.clear();
  const own = shapes[i]!.tokens;
  for (let at = 0; at < own.length; at++) if (isLong(own[at]!)) OWN.set(own[at]!, 1);
  let found = 0;
  for (let k = Math.max(0, i - AROUND); k < Math.min(shapes.length, i + AROUND); k++) {
    const { prose, tokens } = shapes[k]!;
    if (prose || k === i) continue;
    let same = 0;
    for (let at = 0; at < tokens.length; at++) if (OWN.get(tokens[at]!) > 0) same++;
    if (same >= 2) found++;
  }
  return found;
}
