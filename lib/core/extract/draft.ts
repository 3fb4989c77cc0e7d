import type { Removal } from '../lake/columns.ts';
import type { StatedDate } from './dates.ts';

/** A line of the decoded text that is not blank. */
export interface Line {
  /** Cleaned by the character rules. */
  readonly text: string;
  /** As it stands in the decoded text, between `start` and `end` (UTF-16 code units). */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** Whether a blank line stands before it. */
  readonly afterBlank: boolean;
}

export type DateSource = 'dateline' | 'date_line' | 'inline_prefix' | 'byline' | 'updated_line' | 'metadata' | 'url' | 'filename';

export interface FoundDate extends StatedDate {
  readonly source: DateSource;
}

/** What is known of the article so far; stated values are there from the start and are never replaced. */
export interface Found {
  readonly title: string | null;
  readonly titleRaw: string | null;
  /** Where the headline stood in the decoded text; null when it was stated elsewhere. */
  readonly titleEnd: number | null;
  readonly subtitle: string | null;
  readonly kicker: string | null;
  readonly authors: readonly string[];
  readonly sourceName: string | null;
  readonly agency: string | null;
  readonly section: string | null;
  readonly keywords: readonly string[];
  readonly url: string | null;
  readonly published: FoundDate | null;
  readonly modified: FoundDate | null;
  /** Dates of either kind that were passed over because they lie in the future. */
  readonly refused: readonly FoundDate[];
  readonly dateline: string | null;
  readonly datelinePlace: string | null;
}

/** An article in the making. Rules return the same draft when they have nothing to do. */
export interface Draft {
  readonly lines: readonly Line[];
  readonly removed: readonly Removal[];
  readonly captions: readonly string[];
  readonly found: Found;
}

/** A draft with more known of it. */
export const learn = (draft: Draft, found: Partial<Found>): Draft => ({ ...draft, found: { ...draft.found, ...found } });

/** A draft without the lines at these indexes. */
export function dropLines(draft: Draft, indexes: ReadonlySet<number>, rule: string): Draft {
  if (indexes.size === 0) return draft;
  const removed = [...draft.removed];
  const lines: Line[] = [];
  draft.lines.forEach((line, i) => {
    if (indexes.has(i)) removed.push({ start: line.start, end: line.end, rule, text: line.text });
    else lines.push(line);
  });
  return { ...draft, lines, removed };
}

/** A draft without the first `length` characters of a line. */
export function cutStart(draft: Draft, index: number, length: number, rule: string): Draft {
  const line = draft.lines[index]!;
  const cut = line.text.slice(0, length);
  const text = line.text.slice(length).trimStart();
  // Cleaning may have changed lengths; offsets are exact where the raw line starts with the very words.
  const exact = line.raw.startsWith(cut);
  const end = exact ? line.start + length : line.end;
  const rest = exact
    ? { raw: line.raw.slice(length).trimStart(), start: line.end - line.raw.slice(length).trimStart().length }
    : {};
  return replaceLine(draft, index, { ...line, ...rest, text }, { start: line.start, end, rule, text: cut.trim() });
}

/** A draft without what follows the first `length` characters of a line. */
export function cutEnd(draft: Draft, index: number, length: number, rule: string): Draft {
  const line = draft.lines[index]!;
  const cut = line.text.slice(length);
  const exact = line.raw.endsWith(cut);
  const start = exact ? line.end - cut.length : line.start;
  const rest = exact ? { raw: line.raw.slice(0, line.raw.length - cut.length), end: start } : {};
  const shorter = { ...line, ...rest, text: line.text.slice(0, length).trimEnd() };
  return replaceLine(draft, index, shorter, { start, end: line.end, rule, text: cut.trim() });
}

function replaceLine(draft: Draft, index: number, line: Line, removal: Removal): Draft {
  const lines = line.text === '' ? draft.lines.toSpliced(index, 1) : draft.lines.with(index, line);
  return { ...draft, lines, removed: [...draft.removed, removal] };
}
