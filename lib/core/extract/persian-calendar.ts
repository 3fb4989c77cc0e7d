/** The calendar of Iran, as ICU reckons it: years begin at the equinox of March, six months of 31 days, then of 30. */
const PERSIAN = 'en-u-ca-persian-nu-latn';
const DAY_MS = 86_400_000;
/** Years that newspapers on the web can be of; other calendars count as high. */
const FIRST_YEAR = 1340;
const LAST_YEAR = 1430;

let months: ReadonlyMap<string, number> | undefined;
/** Takes longer to make than all that it is asked. */
let monthAndDay: Intl.DateTimeFormat | undefined;

/** The number of a month by its Persian name; undefined for other words. */
export function persianMonthOf(word: string): number | undefined {
  months ??= new Map(monthNames().map((name, i) => [name, i + 1]));
  return months.get(word);
}

function monthNames(): string[] {
  const start = newYear(1400)!;
  const named = new Intl.DateTimeFormat('fa-u-ca-persian', { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, i) => named.format(start + daysBefore(i + 1) * DAY_MS));
}

/** How many days of a year lie before a month, from 1 on. */
const daysBefore = (month: number): number => (month - 1) * 31 - Math.max(0, month - 7);

/** A day of that calendar as one of ours; null when there is none or its year is none of today's papers. */
export function fromPersian(year: number, month: number, day: number): { year: number; month: number; day: number } | null {
  const start = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 ? newYear(year) : null;
  if (start === null || day < 1 || day > (month > 6 ? 30 : 31)) return null;
  const at = start + (daysBefore(month) + day - 1) * DAY_MS;
  // Only leap years have the thirtieth day of the last month.
  if (at === newYear(year + 1)) return null;
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The first instant of a year, in milliseconds since 1970: a day near the equinox. */
function newYear(year: number): number | null {
  monthAndDay ??= new Intl.DateTimeFormat(PERSIAN, { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  for (let day = 19; day <= 22; day++) {
    const at = Date.UTC(year + 621, 2, day);
    if (monthAndDay.format(at) === '1/1') return at;
  }
  return null;
}
