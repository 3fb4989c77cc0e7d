import type { Line } from './draft.ts';

/** Mail and old feeds break lines at 60 to 100 characters. */
export const WRAP_LEAST = 45;
export const WRAP_MOST = 100;
const WRAP_LINES = 4;
/** Behind it a sentence, or a part of one that stands for itself, is at its end. */
export const SENTENCE_END = /[.!?:;…。][”"’')\]]?$/;

/** Joins the lines of paragraphs that were broken at a fixed width. Paragraphs of one line each stay. */
export function unwrap(lines: readonly Line[], content: string): readonly Line[] {
  const unwrapped: Line[] = [];
  for (let first = 0, next = 1; first < lines.length; first = next, next++) {
    while (next < lines.length && !lines[next]!.afterBlank) next++;
    const block = lines.slice(first, next);
    if (isWrapped(block)) unwrapped.push(joined(block, content));
    else for (const line of block) unwrapped.push(line);
  }
  return unwrapped;
}

/** Whether all lines but the last are nearly equally long and most break within a sentence. */
function isWrapped(block: readonly Line[]): boolean {
  if (block.length < WRAP_LINES) return false;
  const full = block.slice(0, -1);
  const widths = full.map((line) => line.text.length);
  const widest = widths.reduce((a, b) => Math.max(a, b));
  const narrowest = widths.reduce((a, b) => Math.min(a, b));
  if (widest > WRAP_MOST || narrowest < WRAP_LEAST || widest - narrowest > 25) return false;
  return full.filter((line) => !SENTENCE_END.test(line.text)).length >= full.length * 0.6;
}

/** Lines that follow each other in a text as one. */
export function joined(block: readonly Line[], content: string): Line {
  const [first, last] = [block[0]!, block.at(-1)!];
  const text = block.map((line) => line.text).join(' ');
  return { ...first, text, raw: content.slice(first.start, last.end), end: last.end };
}
