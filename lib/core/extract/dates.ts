import { monthOf } from './months.ts';
import { fromPersian, persianMonthOf } from './persian-calendar.ts';
import { isAmbiguousZone, zoneOffsetOf } from './timezones.ts';

/** A date that a text states. */
export interface StatedDate {
  /** `YYYY-MM-DD`, the day as stated, in the zone of the text. */
  readonly date: string;
  readonly precision: 'day' | 'minute' | 'second';
  /** ISO in UTC with milliseconds; null unless both time and zone are stated. */
  readonly at: string | null;
  /** Null when there is no time, which alone needs a zone. */
  readonly zoneKnown: boolean | null;
}

/** A date found in a text, and the index behind its last character. */
export interface DateMatch {
  readonly date: StatedDate;
  readonly end: number;
}

/** Whether `03/04/2023` is the third of April, the fourth of March, or nobody can tell. */
export type DayOrder = 'day_first' | 'month_first' | 'unknown';

interface Ymd {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
type Shape = readonly [pattern: RegExp, read: (groups: string[], order: DayOrder) => Ymd | null];

const ymd = (year: string, month: number, day: string): Ymd => ({ year: gregorian(Number(year)), month, day: Number(day) });

/** The same with the month's name. */
function named(year: string, name: string, day: string): Ymd | null {
  const month = monthOf(name);
  return month === undefined ? fromPersian(Number(year), persianMonthOf(name) ?? 0, Number(day)) : ymd(year, month, day);
}

/** Thai years count from 543 BC; nothing else is of so late a year. */
const gregorian = (year: number): number => (year >= 2400 && year < 2650 ? year - 543 : year);

const WORD = '([\\p{L}\\p{M}]{3,14})';
/** Shapes of a day that begin with a digit, the strictest first. Each is anchored where it is tried and has no nested repetition. */
const DIGIT_SHAPES: readonly Shape[] = [
  [
    /(\d{4})[-./•]\s?(\d{1,2})[-./•]\s?(\d{1,2})(?!\d)\.?/y,
    ([y, m, d]) => fromPersian(Number(y), Number(m), Number(d)) ?? ymd(y!, Number(m), d!),
  ],
  [/(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/y, ([y, m, d]) => ymd(y!, Number(m), d!)],
  [new RegExp(`(\\d{4})\\.?\\s${WORD}\\.?\\s(\\d{1,2})\\b\\.?`, 'uy'), ([y, m, d]) => named(y!, m!, d!)],
  [
    new RegExp(
      `(\\d{1,2})(?:st|nd|rd|th|er|ª|º|°|\\.)?[\\s-]{1,3}(?:de |of |d')?${WORD}\\.?,?[\\s-]{1,3}(?:de |del |of )?(\\d{4})(?!\\d)`,
      'uy',
    ),
    ([d, m, y]) => named(y!, m!, d!),
  ],
  // `8 ก.พ. 2568`
  [/(\d{1,2})\s([ก-๙]{1,3}\.[ก-๙]{1,2})\.?\s(\d{4})(?!\d)/y, ([d, m, y]) => named(y!, m!, d!)],
  // `05·ENE·25`
  [new RegExp(`(\\d{1,2})([-·./])${WORD}\\2([0-3]\\d)(?![\\d.])`, 'uy'), ([d, , m, y]) => named(`20${y}`, m!, d!)],
  [
    /(\d{1,2})\s(?:tháng|Tháng)\s(\d{1,2}),?\s(?:năm\s)?(\d{4})(?!\d)/y,
    ([d, m, y]) => ymd(y!, Number(m), d!), // Vietnamese numbers its months
  ],
  [/(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/y, ([a, b, y], order) => dotted(a!, b!, y!, order)],
  [/(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)/y, ([a, , b, y], order) => slashed(a!, b!, y!, order)],
  // `12/19 — 2025`
  [/(?!24\/7)(\d{1,2})\/(\d{1,2})\s?[–—-]\s?(\d{4})(?!\d)/y, ([a, b, y], order) => slashed(a!, b!, y!, order)],
  // A year of two digits needs a clock behind it: `11/19/19 06:56 AM`; alone, the numbers may be anything.
  [/(\d{1,2})\/(\d{1,2})\/([0-3]\d)(?=,?\s(?:at )?\d{1,2}:\d{2})/y, ([a, b, y], order) => slashed(a!, b!, `20${y}`, order)],
  [
    /(\d{1,2})\.(\d{1,2})\.([0-3]\d)(?=,?\s(?:um )?\d{1,2}[:.]\d{2}(?!\d))/y,
    ([a, b, y], order) => dotted(a!, b!, `20${y}`, order),
  ],
];

const WORD_SHAPES: readonly Shape[] = [
  [
    new RegExp(`${WORD}\\.?[\\s-]{1,3}(\\d{1,2})(?:st|nd|rd|th)?,?[\\s-]{1,3}(\\d{4})(?!\\d)`, 'uy'),
    ([m, d, y]) => named(y!, m!, d!),
  ],
];

/** With full stops the day is first, unless a number is no month or all else is written as Americans do. */
const dotted = (a: string, b: string, year: string, order: DayOrder): Ymd | null =>
  Number(b) > 12 || (order === 'month_first' && Number(a) <= 12) ? ymd(year, Number(a), b) : ymd(year, Number(b), a);

/** Two numbers before a year: a part above twelve tells which one is the day. */
function slashed(a: string, b: string, year: string, order: DayOrder): Ymd | null {
  if (a === b || Number(a) > 12) return ymd(year, Number(b), a);
  if (Number(b) > 12) return ymd(year, Number(a), b);
  if (order === 'unknown') return null;
  return order === 'day_first' ? ymd(year, Number(b), a) : ymd(year, Number(a), b);
}

const TIME =
  /(?:T|,?\s{0,2}(?:at |um |à |a l[ae]s |às |alle |om |klo |kl\.? ?|в |о |об |u |v |ob |o |godz\. ?|ora |saat |pukul |lúc |στις |เวลา ?|kell |[|–—•·@/-] ?)?\(?)(?<hours>\d{1,2})(?:(?:[:.h]|\sh\s)(?<minutes>\d{2})(?::(?<seconds>\d{2})(?:[.,]\d{1,9})?)?(?!\d)|(?=\s?[ap]\.?m\b))(?:\s?(?:(?<am>a)|(?<pm>p))\.?\s?m\b\.?)?(?:\s?(?:(?:Uhr|hrs|hours|h)\b|น\.))?/iy;
/** `午後3時05分`, `오전 10:30`, `下午3点05分20秒`: the half of the day stands before the hour. */
const EAST_ASIAN_TIME =
  /\s{0,2}(?:(?<am>上午|凌晨|早上|午前|오전)|(?<pm>下午|晚上|午後|오후))?\s?(?<hours>\d{1,2})[:：時时시点點]\s?(?<minutes>\d{1,2})[分분]?(?!\d)(?:[:：\s]?(?<seconds>\d{1,2})[秒초]?(?!\d))?/y;
const ZONE = /\s?\(?(Z\b|(?:UTC|GMT)?[+−-]\d{2}:?\d{2}\b|(?:UTC|GMT)[+−-]\d{1,2}\b|[A-Z]{2,4}\b)\)?/y;
/** `Eastern Standard Time`: of which country, nobody says. */
const NAMED_ZONE = /\s(?:Eastern|Central|Mountain|Pacific|Atlantic)(?: (?:Standard|Daylight))?(?: Time)?\b/y;
/** One word, in Vietnamese two: `lunes,`, `terça-feira,`, `thứ bảy,`, `السبت،`. */
const WEEKDAY = /(?:(?:thứ|chủ) )?[\p{L}\p{M}]{2,14}(?:-feira)?[.,،]{0,2}\s{1,2}/iuy;
/** East Asian dates have it behind: `3月7日（土）`, `3月7日 星期六`, `3월 7일 토요일`. */
const WEEKDAY_BEHIND =
  /\s?(?:[(（][月火水木金土日월화수목금토일][)）]|(?:星期|週|周)[一二三四五六日天]|[月火水木金土日]曜日|[월화수목금토일]요일)/y;

/** Reads a date at `start`, with a weekday before and a time and zone behind when they are there. */
export function dateAt(written: string, start = 0, order: DayOrder = 'unknown'): DateMatch | null {
  if (!hasDateDigits(written)) return null;
  const text = withPlainDigits(written);
  const found = dayAt(text, start, order) ?? dayAt(text, behindWeekday(text, start), order);
  if (!found) return null;
  const { day } = found;
  const date = isoDay(day);
  if (date === null) return null;
  const clock = clockAt(text, found.end);
  if (!clock) return { date: { date, precision: 'day', at: null, zoneKnown: null }, end: found.end };
  const timeEnd = clock.end;
  const zone = exec(ZONE, text, timeEnd);
  const offset = zone ? zoneOffsetOf(zone[1]!) : null;
  const instant =
    offset === null ? null : Date.UTC(day.year, day.month - 1, day.day, clock.hour, clock.minute - offset, clock.second ?? 0);
  return {
    date: {
      date,
      precision: clock.second === null ? 'minute' : 'second',
      at: instant === null ? null : new Date(instant).toISOString(),
      zoneKnown: offset !== null,
    },
    end:
      zone && (offset !== null || isAmbiguousZone(zone[1]!))
        ? timeEnd + zone[0].length
        : timeEnd + (exec(NAMED_ZONE, text, timeEnd)?.[0].length ?? 0),
  };
}

/** As C's `ctime`, `date` and some APIs write: `Fri May 03 08:00:00 +0000 2024`. */
const YEAR_LAST = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) ?([+-]\d{4}|[A-Z]{2,5})? (\d{4})$/;

/** What systems state for want of a date. */
const NEVER = new Date(0).toISOString();

/** A date that a field states, as any program writes one; a bare number counts seconds or milliseconds since 1970. */
export function dateOfField(text: string, order: DayOrder = 'unknown'): StatedDate | null {
  const trimmed = text.trim();
  if (/^\d{9,10}(?:\.\d{1,9})?$/.test(trimmed)) return fromEpoch(Number(trimmed) * 1000);
  if (/^\d{12,13}$/.test(trimmed)) return fromEpoch(Number(trimmed));
  const match = dateAt(trimmed.replace(YEAR_LAST, '$2 $1 $5 $3 $4'), 0, order);
  if (match) return match.date.at === NEVER ? null : match.date;
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?(?!\d)/.exec(trimmed);
  const date = compact && isoDay({ year: Number(compact[1]), month: Number(compact[2]), day: Number(compact[3]) });
  return date ? { date, precision: 'day', at: null, zoneKnown: null } : null;
}

function fromEpoch(milliseconds: number): StatedDate | null {
  const at = new Date(Math.trunc(milliseconds)).toISOString();
  return { date: at.slice(0, 10), precision: 'second', at, zoneKnown: true };
}

function dayAt(text: string, start: number, order: DayOrder): { readonly day: Ymd; readonly end: number } | null {
  if (start < 0) return null;
  const code = text.charCodeAt(start);
  for (const [pattern, read] of code >= 0x30 && code <= 0x39 ? DIGIT_SHAPES : WORD_SHAPES) {
    const match = exec(pattern, text, start);
    const day = match && read(match.slice(1), order);
    if (!match || !day) continue;
    const end = start + match[0].length;
    return { day, end: end + (exec(WEEKDAY_BEHIND, text, end)?.[0].length ?? 0) };
  }
  return null;
}

function behindWeekday(text: string, start: number): number {
  const match = exec(WEEKDAY, text, start);
  return match ? start + match[0].length : -1;
}

/** Newspapers begin in 1605, and a greater number is no year. The future is refused where the time of receipt is known (`isPossible`). */
const FIRST_YEAR = 1605;
const LAST_YEAR = 2100;
const SHORTEST_MONTH = 28;

function isoDay({ year, month, day }: Ymd): string | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  if (day > SHORTEST_MONTH && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A calendar day as `YYYY-MM-DD`; null when there is no such day. */
export const isoDateOf = (year: number, month: number, day: number): string | null => isoDay({ year, month, day });

interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** Null where it isn't stated. */
  readonly second: number | null;
  /** The index behind it. */
  readonly end: number;
}

function clockAt(text: string, start: number): Clock | null {
  const time = exec(TIME, text, start) ?? exec(EAST_ASIAN_TIME, text, start);
  if (!time) return null;
  const { hours, minutes, seconds, am, pm } = time.groups!;
  const hour = am || pm ? (Number(hours) % 12) + (pm ? 12 : 0) : Number(hours);
  const minute = Number(minutes ?? 0);
  const second = seconds === undefined ? null : Number(seconds);
  return hour > 23 || minute > 59 || (second ?? 0) > 59 ? null : { hour, minute, second, end: start + time[0].length };
}

// Zeros of Arabic, Persian, Devanagari, Bengali, Thai and full-width digits.
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];
const OTHER_DIGIT = /[٠-٩۰-۹०-९০-৯๐-๙０-９]/g;
/** No date is read of fewer than four. */
const ENOUGH_DIGITS = /(?:[\d٠-٩۰-۹०-९০-৯๐-๙０-９][^\d٠-٩۰-۹०-९০-৯๐-๙０-９]*){4}/;
/** Whether a text has so many digits that a date may be in it. */
export const hasDateDigits = (text: string): boolean => ENOUGH_DIGITS.test(text);

/** The same text, of the same length, with the digits that patterns know. */
function withPlainDigits(text: string): string {
  return text.replace(OTHER_DIGIT, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - ZEROS.findLast((zero) => zero <= code)!);
  });
}

function exec(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}
