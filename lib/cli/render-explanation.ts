import { styleText } from 'node:util';
import type { Explanation, RuleStep } from '../core/extract/explain.ts';
import type { Rejection } from '../core/model.ts';
import { printable, truncate } from './display-width.ts';
import { rejectionLine } from './render-article.ts';

const LINES_SHOWN = 12;
const SPANS_SHOWN = 12;
/** A line can be a whole article: cut before it is laid out. */
const LINE_CHARACTERS = 1_000;

/** What each rule did to a document, before and after, for reading. */
export function renderExplanation(
  key: string,
  { result, characters, steps, fields, refused }: Explanation,
  width: number,
): string {
  const names = Math.max(0, ...fields.map(({ name }) => name.length));
  const origin = ({ name, value, from }: Explanation['fields'][number]) =>
    `  ${name.padEnd(names)}  ${cut(value, width - names - from.length - 8)}  ${styleText('dim', `← ${from}`)}`;
  const lines = [
    styleText('bold', printable(key)),
    ...section('Characters', changedCharacters(characters, width)),
    ...section(
      'Rules',
      steps.flatMap((step) => stepLines(step, width)),
    ),
    ...section('Fields, and where each came from', fields.map(origin)),
    ...section('Dates refused, since nothing is published after it was received', refused.map(refusal)),
    ...('metadata' in result
      ? section('Text', [`  ${result.metadata.word_count} words in ${result.metadata.paragraph_count} paragraphs are left`])
      : [rejection(key, result)]),
  ];
  return `${lines.join('\n')}\n\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [styleText('underline', title), ...lines];
}

const refusal = ({ date, source, latest }: Explanation['refused'][number]): string =>
  removedText(`  - ${date} (${source}): after ${latest}`);

function rejection(key: string, result: Rejection): string {
  return rejectionLine(key, result).trimEnd();
}

function changedCharacters(characters: Explanation['characters'], width: number): string[] {
  const shown = characters.slice(0, LINES_SHOWN).flatMap(({ before, after, rules }) => {
    const [from, to] = around(before, after, width - 4);
    return [`  ${rules.join(', ')}`, removedText(`  - ${from}`), addedText(`  + ${to}`)];
  });
  return [...shown, ...more(characters.length - LINES_SHOWN, 'more lines')];
}

function stepLines({ rule, why, removed, captions, fields }: RuleStep, width: number): string[] {
  return [
    `  ${styleText('bold', rule)}  ${styleText('dim', cut(why, width - rule.length - 4))}`,
    ...removed
      .slice(0, SPANS_SHOWN)
      .map(({ text, start, end }) => removedText(`    - ${cut(text, width - 24)} (${start}–${end})`)),
    ...more(removed.length - SPANS_SHOWN, 'more spans'),
    ...captions.slice(0, SPANS_SHOWN).map((caption) => addedText(`    + caption: ${cut(caption, width - 16)}`)),
    ...fields.map(({ name, before, after }) => {
      const was = before === null ? '' : ` (was ${cut(before, 40)})`;
      return addedText(`    + ${name}: ${cut(after ?? 'none', width - name.length - 50)}${was}`);
    }),
  ];
}

/** The part of two long lines where they begin to differ, made to fit. */
function around(before: string, after: string, width: number): [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const from = Math.max(0, same - Math.floor(width / 3));
  const part = (text: string) => `${from > 0 ? '…' : ''}${cut(visible(text.slice(from, from + LINE_CHARACTERS)), width - 1)}`;
  return [part(before), part(after)];
}

/** Characters that no terminal shows are what such a change is often about. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, (character) => {
    return `⟨${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

function cut(text: string, width: number): string {
  return truncate(printable(text.slice(0, LINE_CHARACTERS)).trim(), Math.max(12, width));
}

function more(count: number, what: string): string[] {
  return count > 0 ? [`    and ${count} ${what}`] : [];
}

export function removedText(text: string): string {
  return styleText('red', text);
}

export function addedText(text: string): string {
  return styleText('green', text);
}
