import { displayWidth, printable } from './display-width.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const BETWEEN = ' │ ';

/** The text in lines of at most `width` columns, broken between words where it can be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const push = (piece: string, pieceWidth: number) => {
    if (used + pieceWidth > width && line !== '') {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += piece;
    used += pieceWidth;
  };
  for (const word of printable(text)
    .trim()
    .split(/(?<= )/)) {
    const wordWidth = displayWidth(word.trimEnd());
    if (wordWidth <= width) {
      push(word.trimEnd(), wordWidth);
      if (word.endsWith(' ')) {
        line += ' ';
        used++;
      }
    } else for (const { segment } of segmenter.segment(word)) push(segment, displayWidth(segment));
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** At most `limit` lines: of a longer text its beginning and its end. */
export function shorten(lines: readonly string[], limit: number): readonly string[] {
  if (lines.length <= limit) return lines;
  const head = Math.ceil((limit - 1) / 2);
  return [...lines.slice(0, head), '…', ...lines.slice(lines.length - (limit - 1 - head))];
}

/** Two texts beside each other, in lines of `width` columns with their line breaks. `style` may colour a padded cell. */
export function beside(
  left: readonly string[],
  right: readonly string[],
  width: number,
  style: (cell: string) => string = (cell) => cell,
): string {
  const columns = columnWidth(width);
  const pad = (cell: string) => cell + ' '.repeat(Math.max(0, columns - displayWidth(cell)));
  const height = Math.max(left.length, right.length);
  const lines = Array.from({ length: height }, (_, i) => {
    const [a, b] = [left[i] ?? '', right[i] ?? ''];
    return `${style(pad(a))}${BETWEEN}${b === '' ? '' : style(b)}`.trimEnd();
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** How wide each of two columns is on a line of `width` columns. */
export function columnWidth(width: number): number {
  return Math.max(10, Math.floor((width - BETWEEN.length) / 2));
}
