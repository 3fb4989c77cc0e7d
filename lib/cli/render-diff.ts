import { styleText } from 'node:util';
import type { CleanedLine, Explanation } from '../core/extract/explain.ts';
import type { Removal } from '../core/lake/columns.ts';
import { printable, truncate } from './display-width.ts';
import { rejectionLine } from './render-article.ts';
import { wrap } from './render-columns.ts';
import { addedText, removedText, visible } from './render-explanation.ts';

const LINE_CHARACTERS = 20_000;
const TEXT_WIDTH = 110;

/** The decoded text with what cleaning did to it: `-` taken out, with the rule; `+` changed; else as it is. */
export function renderDiff(key: string, content: string, { result, characters }: Explanation, width: number): string {
  const removed = 'removed' in result ? result.removed : [];
  const cleaned = new Map(characters.map((line) => [line.start, line]));
  const columns = Math.min(width, TEXT_WIDTH);
  const lines: string[] = [];
  for (const { 0: raw, index: start } of content.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    if (raw.trim() === '') continue;
    const end = start + raw.length;
    const cuts = removed.filter((removal) => removal.start < end && removal.end > start);
    lines.push(...lineOf(raw, start, cuts, cleaned.get(start), columns));
  }
  const end = 'removed' in result ? summary(removed, characters) : rejectionLine(key, result);
  return `${styleText('bold', printable(key))}\n${lines.join('\n')}\n\n${end}`;
}

function lineOf(raw: string, start: number, cuts: readonly Removal[], cleaned: CleanedLine | undefined, width: number): string[] {
  const kept = keptParts(raw, start, cuts);
  const fits = (text: string, mark: string) => wrap(text.slice(0, LINE_CHARACTERS), width - 2).map((line) => `${mark} ${line}`);
  if (kept.every(({ text, rules }) => text.trim() === '' || rules.length > 0)) {
    const rules = [...new Set(kept.flatMap((part) => part.rules))].join(', ');
    return fits(`[${rules}] ${raw.trim()}`, '-').map(removedText);
  }
  if (cuts.length > 0) {
    return kept
      .filter(({ text }) => text.trim() !== '')
      .flatMap(({ text, rules }) =>
        rules.length > 0 ? fits(`[${rules.join(', ')}] ${text.trim()}`, '-').map(removedText) : fits(text, ' '),
      );
  }
  if (!cleaned) return fits(raw, ' ');
  const head = truncate(`- [${cleaned.rules.join(', ')}]`, width);
  return [removedText(head), ...fits(visible(cleaned.before), '-').map(removedText), ...fits(cleaned.after, '+').map(addedText)];
}

/** The line in order, taken apart at the ends of what was removed of it. */
function keptParts(raw: string, start: number, cuts: readonly Removal[]): { text: string; rules: string[] }[] {
  const inLine = (at: number) => Math.min(raw.length, Math.max(0, at - start));
  const ends = [...new Set([0, raw.length, ...cuts.flatMap((cut) => [inLine(cut.start), inLine(cut.end)])])].sort(
    (a, b) => a - b,
  );
  return ends.slice(0, -1).map((from, i) => ({
    text: raw.slice(from, ends[i + 1]),
    rules: cuts.filter((cut) => inLine(cut.start) <= from && inLine(cut.end) >= ends[i + 1]!).map(({ rule }) => rule),
  }));
}

function summary(removed: readonly Removal[], characters: Explanation['characters']): string {
  const counts = new Map<string, number>();
  for (const { rule } of removed) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rules = [...counts].map(([rule, count]) => `${rule} ${count}`).join(', ');
  return `${removed.length} spans taken out${rules === '' ? '' : ` (${rules})`}; the characters of ${characters.length} lines cleaned\n`;
}
