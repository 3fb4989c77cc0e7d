import type { Found, FoundDate } from './draft.ts';
import { datesAmong, isPossible, type LatestDate } from './possible-dates.ts';
import { dateInFileName, dateInUrl } from './url.ts';

/** Where else a day may be read: an address, the name of a file that is one article, and what its page shows; null: there is none. */
export interface Names {
  readonly url: string | null;
  readonly key: string | null;
  readonly shown: string | null;
}

/** What is known once the day was also looked for in names and, at last, in the line that tells of an update. */
export function withPublicationDate(found: Found, { url, key, shown }: Names, latest: LatestDate): Found {
  const candidates = [
    dayIn(dateInUrl(url), 'url'),
    dayIn(key === null ? null : dateInFileName(key), 'filename'),
    updateLine(found),
  ];
  const dates = datesAmong(found, { published: candidates }, latest);
  return { ...found, ...dates, published: inPageZone(dates.published, shown ?? dateInUrl(url), latest) };
}

const dayIn = (date: string | null, source: 'url' | 'filename'): FoundDate | null =>
  date === null ? null : { date, precision: 'day', at: null, zoneKnown: null, source };

/** A page that shows only when it was updated: on labelled pages, people take that day for the date of the article. */
const updateLine = ({ modified }: Found): FoundDate | null =>
  modified === null || modified.source === 'metadata' ? null : { ...modified, source: 'updated_line' };

const HOUR_MS = 3_600_000;

/** Systems that state instants in UTC still show the day of their own zone, and put it into the address. */
function inPageZone(published: FoundDate | null, date: string | null, latest: LatestDate): FoundDate | null {
  if (date === null || published === null || published.at === null || published.date !== published.at.slice(0, 10))
    return published;
  const inZone = { ...published, date };
  return canBeOfDay(published.at, date) && isPossible(inZone, latest) ? inZone : published;
}

/** Whether it is this day (`YYYY-MM-DD`) somewhere at this instant (ISO): zones reach from -12 to +14 hours. */
export function canBeOfDay(at: string, day: string): boolean {
  const hours = (Date.parse(at) - Date.parse(day)) / HOUR_MS;
  return hours >= -14 && hours < 24 + 12;
}
