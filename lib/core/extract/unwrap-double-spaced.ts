import type { Line } from './draft.ts';
import { joined, SENTENCE_END, WRAP_LEAST, WRAP_MOST } from './unwrap.ts';

/** So many breaks within sentences, several of them in a run, show that a whole text was broken; a poem or a list has some by chance. */
const LEAST_BREAKS = 6;
const LEAST_RUN = 2;
/** Of a broken line: an address or a key has fewer. */
const LEAST_WORDS = 4;
/** In characters. */
const LONGEST_WORD = 25;
/** A sentence goes on: in lower case, or in a script without cases. */
const GOES_ON = /^[\p{Pi}\p{Ps}"'’]{0,2}[\p{Ll}\p{Lo}]/u;

/** How a text was broken. */
interface Wrapping {
  /** The most characters of a line. */
  readonly width: number;
  /** The most characters between two lines of a paragraph. */
  readonly gap: number;
}

/**
 * Joins the lines of a text that was broken at a fixed width and got a blank line between all of its lines. What shows it: each line
 * is so full that the first word of the next one had no place in it. That is of the text alone, so menus, lists and headlines beside
 * it stay as they are.
 */
export function unwrapDoubleSpaced(lines: readonly Line[], content: string): readonly Line[] {
  const wrapping = wrappingOf(lines);
  if (wrapping === null) return lines;
  const unwrapped: Line[] = [];
  for (let first = 0, next = 1; first < lines.length; first = next, next++) {
    while (next < lines.length && continues(lines, next, next - first, wrapping)) next++;
    unwrapped.push(next - first === 1 ? lines[first]! : joined(lines.slice(first, next), content));
  }
  return unwrapped;
}

/** Told by runs of several lines that break within sentences and are all full; null when there are too few. */
function wrappingOf(lines: readonly Line[]): Wrapping | null {
  let [breaks, width, gap] = [0, 0, 0];
  for (let first = 0, next = 1; first < lines.length; first = next, next++) {
    while (next < lines.length && breaksWithinSentence(lines, next)) next++;
    const widest = widestOf(lines, first, next - 1);
    if (next - first <= LEAST_RUN || !areFull(lines, first, next, widest)) continue;
    breaks += next - first - 1;
    width = Math.max(width, widest);
    for (let i = first + 1; i < next; i++) gap = Math.max(gap, lines[i]!.start - lines[i - 1]!.end);
  }
  return breaks < LEAST_BREAKS ? null : { width, gap };
}

function widestOf(lines: readonly Line[], from: number, to: number): number {
  let widest = 0;
  for (let i = from; i < to; i++) widest = Math.max(widest, lines[i]!.text.length);
  return widest;
}

function areFull(lines: readonly Line[], from: number, to: number, width: number): boolean {
  for (let i = from + 1; i < to; i++) if (!isFull(lines, i, width)) return false;
  return true;
}

/** Whether the first word of a line had no place in the one before. */
function isFull(lines: readonly Line[], i: number, width: number): boolean {
  const { text } = lines[i]!;
  const space = text.indexOf(' ');
  const word = space < 0 ? text.length : space;
  const above = lines[i - 1]!.text.length;
  return word <= LONGEST_WORD && above <= width && above + 1 + word > width;
}

/** Whether a line of some width stands before this one, with a blank line between, as in a text that may have been broken. */
function mayBeBroken(lines: readonly Line[], i: number): boolean {
  const { text } = lines[i - 1]!;
  return lines[i]!.afterBlank && text.length >= WRAP_LEAST && text.length <= WRAP_MOST && lines[i]!.text.length <= WRAP_MOST;
}

const breaksWithinSentence = (lines: readonly Line[], i: number): boolean =>
  mayBeBroken(lines, i) &&
  GOES_ON.test(lines[i]!.text) &&
  !SENTENCE_END.test(lines[i - 1]!.text) &&
  lines[i - 1]!.text.split(' ', LEAST_WORDS).length === LEAST_WORDS;

/** Whether a line goes on with the paragraph of which `above` lines stand above it. */
function continues(lines: readonly Line[], i: number, above: number, { width, gap }: Wrapping): boolean {
  if (!mayBeBroken(lines, i) || !isFull(lines, i, width) || lines[i]!.start - lines[i - 1]!.end > gap) return false;
  const { text } = lines[i]!;
  if (GOES_ON.test(text)) return true;
  // Where a headline may end and a text begin, they are kept apart, and so are a paragraph and the heading below it.
  if (above < 2) return false;
  return (
    !SENTENCE_END.test(lines[i - 1]!.text) || SENTENCE_END.test(text) || (i + 1 < lines.length && isFull(lines, i + 1, width))
  );
}
