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
  return {
    ...found,
    ...dates,
    published: onShownDay(dates.published, shown, latest) ?? inZoneOf(dates.published, dateInUrl(url), latest),
  };
}

const dayIn = (date: string | null, source: 'url' | 'filename' | 'metadata'): FoundDate | null =>
  date === null ? null : { date, precision: 'day', at: null, zoneKnown: null, source };

/** A page that shows only when it was updated: on labelled pages, people take that day for the date of the article. */
const updateLine = ({ modified }: Found): FoundDate | null =>
  modified === null || modified.source === 'metadata' ? null : { ...modified, source: 'updated_line' };

const HOUR_MS = 3_600_000;

/**
 * What heads state of the publication may be of a copy to another system, of an edit, or in UTC: on labelled pages, the day that a
 * page shows beside its headline is the right one wherever they differ. An instant that can be of that day somewhere is kept.
 */
function onShownDay(published: FoundDate | null, day: string | null, latest: LatestDate): FoundDate | null {
  const shown = dayIn(day, 'metadata');
  if (shown === null || !isPossible(shown, latest)) return null;
  const inZone = published?.date === shown.date ? published : inZoneOf(published, day, latest);
  return inZone?.date === shown.date ? inZone : shown;
}

/** Systems that state instants in UTC still show the day of their own zone, and put it into the address; zones reach from -12 to +14 hours. */
function inZoneOf(published: FoundDate | null, day: string | null, latest: LatestDate): FoundDate | null {
  if (day === null || published === null || published.at === null || published.date !== published.at.slice(0, 10))
    return published;
  const hours = (Date.parse(published.at) - Date.parse(day)) / HOUR_MS;
  const inZone = { ...published, date: day };
  return hours >= -14 && hours < 24 + 12 && isPossible(inZone, latest) ? inZone : published;
}
