import { cleanLine } from '../normalize/clean-line.ts';
import type { Line } from './draft.ts';

/** Splits decoded text into the lines that are not blank, cleaned, each with its place; and counts repaired spots. */
export function linesOf(content: string): { readonly lines: readonly Line[]; readonly repairs: number } {
  const lines: Line[] = [];
  let repairs = 0;
  let afterBlank = true;
  const isPlain = !OTHER_BREAK.test(content);
  for (let start = 0, next = 0; start <= content.length; start = next) {
    const end = isPlain ? newlineFrom(content, start) : breakFrom(content, start);
    next = content.startsWith('\r\n', end) ? end + 2 : end + 1;
    const raw = content.slice(start, end);
    const { text, repairs: spots } = cleanLine(raw);
    repairs += spots;
    if (text === '') {
      afterBlank = true;
      continue;
    }
    const lead = raw.length - raw.trimStart().length;
    const trimmed = raw.trim();
    lines.push({ text, raw: trimmed, start: start + lead, end: start + lead + trimmed.length, afterBlank });
    afterBlank = false;
  }
  return { lines: unwrap(lines), repairs };
}

const BREAK = /[\n\r\u2028\u2029]/g;
const OTHER_BREAK = /[\r\u2028\u2029]/;

/** Where the line that begins here ends, in a text that has no other breaks. */
function newlineFrom(content: string, start: number): number {
  const end = content.indexOf('\n', start);
  return end < 0 ? content.length : end;
}

/** Where the line that begins here ends. */
function breakFrom(content: string, start: number): number {
  BREAK.lastIndex = start;
  return BREAK.exec(content)?.index ?? content.length;
}

/** Mail and old feeds break lines at 60 to 100 characters. */
const WRAP_LEAST = 45;
const WRAP_MOST = 100;
const WRAP_LINES = 4;

/** Joins the lines of paragraphs that were broken at a fixed width. Paragraphs of one line each stay. */
function unwrap(lines: Line[]): Line[] {
  const blocks: Line[][] = [];
  for (const line of lines) {
    if (line.afterBlank || blocks.length === 0) blocks.push([line]);
    else blocks.at(-1)!.push(line);
  }
  return blocks.flatMap((block) => (isWrapped(block) ? [joined(block)] : block));
}

/** Whether all lines but the last are nearly equally long and most break within a sentence. */
function isWrapped(block: readonly Line[]): boolean {
  if (block.length < WRAP_LINES) return false;
  const full = block.slice(0, -1);
  const widths = full.map((line) => line.text.length);
  const widest = widths.reduce((a, b) => Math.max(a, b));
  const narrowest = widths.reduce((a, b) => Math.min(a, b));
  if (widest > WRAP_MOST || narrowest < WRAP_LEAST || widest - narrowest > 25) return false;
  return full.filter((line) => !/[.!?:;…。][”"’')\]]?$/.test(line.text)).length >= full.length * 0.6;
}

function joined(block: readonly Line[]): Line {
  const first = block[0]!;
  const text = block.map((line) => line.text).join(' ');
  return { ...first, text, raw: block.map((line) => line.raw).join('\n'), end: block.at(-1)!.end };
}
