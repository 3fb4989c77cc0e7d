import { type Draft, dropLines, learn } from '../extract/draft.ts';
import { hasDigits } from '../extract/letter-case.ts';
import { type DateContext, isPossible, learnDates } from '../extract/possible-dates.ts';
import { metaAt } from './meta-at.ts';

/**
 * The only date that fills a line anywhere is the article's, and so is the only labelled one; several are a timeline, comments
 * or other articles.
 */
export function takeLoneDate(draft: Draft, { dayOrder: order, latest }: DateContext): Draft {
  if (draft.found.published !== null || draft.found.modified !== null) return draft;
  const dated = draft.lines.flatMap(({ text }, i) => {
    if (
      text.length > LONGEST_DATE ||
      !(hasDigits(text, 4) || hasDigits(draft.lines[i + 1]?.text.slice(0, LONGEST_DATE) ?? '', 4))
    )
      return [];
    const meta = metaAt(draft, i, order);
    const kind = meta?.value.published ? ('published' as const) : ('modified' as const);
    const date = meta?.value[kind];
    return date && meta ? [{ i, date, kind, count: meta.lines, labelled: meta.value.labelled }] : [];
  });
  // A day to come that fills a line may be that of an event; with a label it claims to be the article's.
  const possible = dated.filter(({ date, labelled }) => labelled || isPossible(date, latest));
  const published = possible.filter(({ kind }) => kind === 'published');
  const labelled = published.filter((one) => one.labelled);
  const modified = possible.filter(({ kind }) => kind === 'modified');
  const alike = [published, labelled, modified].find(
    (found) => found.length > 0 && new Set(found.map(({ date }) => date.date)).size === 1,
  );
  if (!alike) return draft;
  const lines = new Set(alike.flatMap(({ i, count }) => Array.from({ length: count }, (_, k) => i + k)));
  const { kind, date } = alike[0]!;
  return learnDates(dropLines(draft, lines, 'date_line'), { [kind]: [{ ...date, source: 'date_line' }] }, latest);
}

/** A byline far from the headline, when it is the only one of the text: `Text by Jane Doe` at its end. */
export function takeLoneByline(draft: Draft): Draft {
  if (draft.found.authors.length > 0) return draft;
  const bylines = draft.lines.flatMap(({ text }, i) => {
    const meta = text.length <= LONGEST_BYLINE ? metaAt(draft, i, 'unknown') : null;
    return meta?.value.labelled && meta.value.authors ? [{ i, authors: meta.value.authors, count: meta.lines }] : [];
  });
  if (bylines.length === 0 || new Set(bylines.map(({ authors }) => authors.join())).size > 1) return draft;
  const lines = new Set(bylines.flatMap(({ i, count }) => Array.from({ length: count }, (_, k) => i + k)));
  return learn(dropLines(draft, lines, 'byline'), { authors: bylines[0]!.authors });
}

const LONGEST_DATE = 60;
const LONGEST_BYLINE = 120;
