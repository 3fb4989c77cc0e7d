import type { DayOrder } from '../extract/dates.ts';
import { type Draft, dropLines, learn } from '../extract/draft.ts';
import { personName } from '../extract/names.ts';
import { commonWordsOf, tokensOf } from '../extract/shapes.ts';
import { presents } from './bare-names.ts';
import { metaAt } from './meta-at.ts';

/**
 * The only date that fills a line anywhere is the article's, and so is the only labelled one; several are a timeline, comments
 * or other articles.
 */
export function takeLoneDate(order: DayOrder): (draft: Draft) => Draft {
  return (draft) => {
    if (draft.found.published !== null || draft.found.modified !== null) return draft;
    const dated = draft.lines.flatMap(({ text }, i) => {
      if (text.length > LONGEST_DATE || !(YEAR.test(text) || YEAR.test(draft.lines[i + 1]?.text.slice(0, LONGEST_DATE) ?? '')))
        return [];
      const meta = metaAt(draft, i, order);
      const date = meta?.value.published;
      return date && meta ? [{ i, date, count: meta.lines, labelled: meta.value.labelled }] : [];
    });
    const labelled = dated.filter((one) => one.labelled);
    const alike = [dated, labelled].find((found) => found.length > 0 && new Set(found.map(({ date }) => date.date)).size === 1);
    if (!alike) return draft;
    const lines = new Set(alike.flatMap(({ i, count }) => Array.from({ length: count }, (_, k) => i + k)));
    return learn(dropLines(draft, lines, 'date_line'), { published: { ...alike[0]!.date, source: 'date_line' } });
  };
}

/** A byline far from the headline, when it is the only one of the text: `Text by Jane Doe` at its end. */
export function takeLoneByline(draft: Draft): Draft {
  if (draft.found.authors.length > 0) return draft;
  const bylines = draft.lines.flatMap(({ text }, i) => {
    const meta = text.length <= LONGEST_DATE ? metaAt(draft, i, 'unknown') : null;
    return meta?.value.labelled && meta.value.authors ? [{ i, authors: meta.value.authors, count: meta.lines }] : [];
  });
  if (bylines.length === 0 || new Set(bylines.map(({ authors }) => authors.join())).size > 1) return draft;
  const lines = new Set(bylines.flatMap(({ i, count }) => Array.from({ length: count }, (_, k) => i + k)));
  return learn(dropLines(draft, lines, 'byline'), { authors: bylines[0]!.authors });
}

/** The author presented below the text: a name alone on its line, and then `Jane is …`. Several are a list of people. */
export function takePresentedAuthor(draft: Draft): Draft {
  const { lines, found } = draft;
  if (found.authors.length > 0) return draft;
  const names = new Map<string, number>();
  for (let i = Math.floor(lines.length * PRESENTED_BELOW); i < lines.length - 1; i++) {
    const text = lines[i]!.text.replace(ABOUT, '');
    const name = text.length <= 40 ? personName(text) : null;
    if (name && [1, 2].some((step) => presents(lines[i + step]?.text ?? '', name))) names.set(name, i);
  }
  const common = names.size === 1 ? commonWordsOf(lines) : new Set<string>();
  if (names.size !== 1 || tokensOf([...names.keys()].join()).some((word) => common.has(word))) return draft;
  return learn(dropLines(draft, new Set(names.values()), 'byline'), { authors: [...names.keys()] });
}

const PRESENTED_BELOW = 0.4;
const ABOUT = /^(?:about|über|à propos de|sobre|acerca de|over|om)(?: the author:?)? (?=\p{Lu})/iu;

const LONGEST_DATE = 60;
const YEAR = /\p{Nd}{4}/u;
