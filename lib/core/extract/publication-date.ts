import type { Found, FoundDate } from './draft.ts';
import { datesAmong, isPossible, type LatestDate } from './possible-dates.ts';
import { dateInFileName, dateInUrl } from './url.ts';

/** Where else a day may be read: an address, and the name of a file that is one article; null: there is none. */
export interface Names {
  readonly url: string | null;
  readonly key: string | null;
}

/** What is known once the day was also looked for in names and, at last, in the line that tells of an update. */
export function withPublicationDate(found: Found, { url, key }: Names, latest: LatestDate): Found {
  const candidates = [
    dayIn(dateInUrl(url), 'url'),
    dayIn(key === null ? null : dateInFileName(key), 'filename'),
    updateLine(found),
  ];
  const dates = datesAmong(found, { published: candidates }, latest);
  return { ...found, ...dates, published: inPageZone(dates.published, url, latest) };
}

const dayIn = (date: string | null, source: 'url' | 'filename'): FoundDate | null =>
  date === null ? null : { date, precision: 'day', at: null, zoneKnown: null, source };

/** A page that shows only when it was updated: on labelled pages, people take that day for the date of the article. */
const updateLine = ({ modified }: Found): FoundDate | null =>
  modified === null || modified.source === 'metadata' ? null : { ...modified, source: 'updated_line' };

const HOUR_MS = 3_600_000;

/** Systems that state instants in UTC still put the day of their own zone into the address; zones reach from -12 to +14 hours. */
function inPageZone(published: FoundDate | null, url: string | null, latest: LatestDate): FoundDate | null {
  const date = dateInUrl(url);
  if (date === null || published === null || published.at === null || published.date !== published.at.slice(0, 10))
    return published;
  const hours = (Date.parse(published.at) - Date.parse(date)) / HOUR_MS;
  const inZone = { ...published, date };
  return hours >= -14 && hours < 24 + 12 && isPossible(inZone, latest) ? inZone : published;
}
