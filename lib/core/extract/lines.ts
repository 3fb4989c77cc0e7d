import { cleanLine, lookAt } from '../normalize/clean-line.ts';
import { unitsOf } from '../units.ts';
import type { Line } from './draft.ts';
import { unwrap } from './unwrap.ts';
import { unwrapDoubleSpaced } from './unwrap-double-spaced.ts';

/** Splits decoded text into the lines that are not blank, cleaned, each with its place; and counts repaired spots. */
export function linesOf(content: string): { readonly lines: readonly Line[]; readonly repairs: number } {
  const lines: Line[] = [];
  let repairs = 0;
  let afterBlank = true;
  const isPlain = !OTHER_BREAK.test(content);
  const units = unitsOf(content);
  for (let start = 0, next = 0; start <= content.length; start = next) {
    const end = isPlain ? newlineFrom(content, start) : breakFrom(content, start);
    next = !isPlain && content.startsWith('\r\n', end) ? end + 2 : end + 1;
    const look = lookAt(units, start, end);
    const raw = copied(content.slice(start, end), look.isWide);
    const { text, repairs: spots } = cleanLine(raw, look);
    repairs += spots;
    if (text === '') {
      afterBlank = true;
      continue;
    }
    // What cleaning left as it is has no space at its ends.
    const lead = text === raw ? 0 : raw.length - raw.trimStart().length;
    const trimmed = text === raw ? raw : raw.trim();
    lines.push({ text, raw: trimmed, start: start + lead, end: start + lead + trimmed.length, afterBlank });
    afterBlank = false;
  }
  return { lines: unwrapDoubleSpaced(unwrap(lines, content), content), repairs };
}

/** V8 copies shorter slices by itself; lines longer than the second are too rare to have memory for. In UTF-16 units. */
const COPIED_FROM = 13;
const COPIED_TO = 1 << 15;
const scratch = Buffer.alloc(2 * COPIED_TO);

/**
 * The same text as a string of its own, with a byte for each character where that will do. A slice of a long string stays a view of
 * it, in its two bytes a character, which every rule that looks at the line would have to look through.
 */
function copied(slice: string, isWide: boolean): string {
  if (slice.length < COPIED_FROM || slice.length > COPIED_TO) return slice;
  const encoding = isWide ? 'utf16le' : 'latin1';
  return scratch.toString(encoding, 0, scratch.write(slice, encoding));
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
