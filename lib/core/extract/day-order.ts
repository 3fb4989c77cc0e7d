import type { DecodedRecord } from '../model.ts';
import type { DayOrder } from './dates.ts';

const SEARCHED_CHARS = 20_000;
/** Countries of English-language press that write the day first. */
const DAY_FIRST_HOST = /^https?:\/\/[^/]{1,200}\.(?:uk|ie|in|au|nz|za|ng|ke|gh|pk|lk|bd|sg|my|mt)(?:[/:]|$)/i;
const DAY_FIRST_LOCALE = /^en[-_](?:GB|IE|IN|AU|NZ|ZA|NG|KE|GH|PK)$/i;

/** Part of every date of which the order is asked, in digits of any script. */
const NUMERIC_DATE = /[\d٠-٩۰-۹०-९০-৯๐-๙０-９][./-]\s?[\d٠-٩۰-۹०-९০-৯๐-๙０-９]{1,2}[./-]\s?[\d٠-٩۰-۹०-९০-৯๐-๙０-９]/;

/** Whether a text may have a date that is read by the order of day and month; most have none, and evidence for it takes a while to find. */
export const asksDayOrder = (text: string): boolean => NUMERIC_DATE.test(text);

/** How `03/04/2023` is to be read here, by the best evidence: other dates of the text, the locale, the language. */
export function dayOrderOf(record: Pick<DecodedRecord, 'content' | 'stated'>, language: string | null): DayOrder {
  const seen = new Set<DayOrder>();
  for (const [, a, b] of record.content.slice(0, SEARCHED_CHARS).matchAll(/\b(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d{2}\b/g)) {
    if (Number(a) > 12) seen.add('day_first');
    if (Number(b) > 12) seen.add('month_first');
  }
  if (seen.size === 1) return [...seen][0]!;
  const { language: locale = '', url = '' } = record.stated;
  if (/^en[-_]US$/i.test(locale)) return 'month_first';
  if (DAY_FIRST_LOCALE.test(locale) || DAY_FIRST_HOST.test(url)) return 'day_first';
  // Only English has both orders.
  return language === null || language === 'en' ? orderOfEnglish(record.content.slice(0, SEARCHED_CHARS)) : 'day_first';
}

const MONTH =
  '(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|May|June|July|August|September|October|November|December)';
const WRITTEN_MONTH_FIRST = new RegExp(`\\b${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2}\\b`);
const WRITTEN_DAY_FIRST = new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)? ${MONTH}\\.?,? (?:19|20)\\d{2}\\b`);
/** Telephone numbers as North America writes them. */
const AMERICAN_PHONE = /(?<!\d)(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?!\d)/;

/** The spelling and the money of those who write the month first in words, but not in numbers. */
const NOT_AMERICAN =
  /[£₹]|\b(?:lakhs?|crores?)\b|\b(?:colour|favour|labour|behaviour|neighbour)\p{Ll}*|\b(?:centre|programme|organis|realis|recognis|specialis)\p{Ll}*/iu;

/** What a date with the month first ends with; digits are found faster than names of months. */
const DAY_AND_YEAR = /\d(?:st|nd|rd|th)?,? (?:19|20)\d{2}\b/;

/** Who writes out dates in one order mostly writes numbers in it too; only Americans begin with the month in both. */
function orderOfEnglish(text: string): DayOrder {
  const [month, day] = [DAY_AND_YEAR.test(text) && WRITTEN_MONTH_FIRST.test(text), WRITTEN_DAY_FIRST.test(text)];
  if (day && !month) return 'day_first';
  return !day && (month || AMERICAN_PHONE.test(text)) && !NOT_AMERICAN.test(text) ? 'month_first' : 'unknown';
}
