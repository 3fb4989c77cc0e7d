import type { DayOrder, StatedDate } from './dates.ts';
import type { Draft, Found, FoundDate } from './draft.ts';

/** The last day and the last instant that an article can be of, as ISO writes them. */
export interface LatestDate {
  readonly day: string;
  readonly at: string;
}

/** What it takes to read the dates of a text. */
export interface DateContext {
  readonly dayOrder: DayOrder;
  /** Later dates are none of the article's. */
  readonly latest: LatestDate;
}

/** Zones reach 14 hours ahead of UTC, and tomorrow's paper comes out tonight. An embargo beyond that is not over: nothing is published yet. */
const MARGIN_MS = 48 * 3_600_000;

/**
 * When these rules were written, to the day (milliseconds since 1970); moved with RULES_VERSION. A clock that stands before it is
 * wrong, as after a flat battery, and must not cost every article its date.
 */
const RULES_WRITTEN = Date.UTC(2026, 10, 30);

/** What a text that was received then (milliseconds since 1970) can be dated at the latest. */
export function latestDate(receivedAt: number): LatestDate {
  const at = new Date(Math.max(receivedAt, RULES_WRITTEN) + MARGIN_MS).toISOString();
  return { day: at.slice(0, 10), at };
}

export const isPossible = ({ date, at }: StatedDate, latest: LatestDate): boolean =>
  date <= latest.day && (at === null || at <= latest.at);

type Dates = Pick<Found, 'published' | 'modified' | 'refused'>;

/** Dates that were found, best first; those of a kind that is known already are not looked at. */
export interface Candidates {
  readonly published?: readonly (FoundDate | null)[];
  readonly modified?: readonly (FoundDate | null)[];
}

/** What is known of the dates with these candidates: of each kind the first that can be; what was refused before it is remembered. */
export function datesAmong(known: Dates, candidates: Candidates, latest: LatestDate): Dates {
  const refused = [...known.refused];
  const chosen = (kind: 'published' | 'modified') => {
    if (known[kind] !== null) return known[kind];
    for (const date of candidates[kind] ?? []) {
      if (date === null) continue;
      if (isPossible(date, latest)) return date;
      if (!refused.some(({ source, at, ...other }) => source === date.source && at === date.at && other.date === date.date))
        refused.push(date);
    }
    return null;
  };
  const dates = { published: chosen('published'), modified: chosen('modified') };
  return { ...dates, refused: refused.length === known.refused.length ? known.refused : refused };
}

/** The draft with what these candidates tell; the same draft when they tell nothing new. */
export function learnDates(draft: Draft, candidates: Candidates, latest: LatestDate): Draft {
  const { found } = draft;
  const dates = datesAmong(found, candidates, latest);
  const isNews = dates.published !== found.published || dates.modified !== found.modified || dates.refused !== found.refused;
  return isNews ? { ...draft, found: { ...found, ...dates } } : draft;
}
