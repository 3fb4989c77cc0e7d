import { agencyOf } from './agencies.ts';
import { OTHERS, withAgencyBehind, withoutAddress, withoutAgencies, withoutOthers } from './byline-tail.ts';
import { type DayOrder, dateAt, hasDateDigits } from './dates.ts';
import { hasDigits } from './letter-case.ts';
import {
  ANNOUNCING,
  BYLINE,
  GLUED_BY,
  MODIFIED,
  NEXT_LABEL,
  OPEN_BYLINE,
  OPEN_SOURCE,
  OUR_TEAM,
  PUBLISHED,
  SET_OFF,
  TEAM,
} from './meta-labels.ts';
import { editorsOf, KEYWORDS, type MetaLine, readValue, sourceOf } from './meta-values.ts';
import { bareNames, personName, personNames } from './names.ts';
import { isRole, positionedPeople } from './positions.ts';
import { behindRelativeTime } from './relative-time.ts';
import { rememberByKind } from './remember.ts';
import { reporterOf, unlabelledByline } from './unlabelled-byline.ts';

/** Beside a date or a name: how long it takes to read, and counts of readers. */
export const COUNTS =
  /^(?:(?:no|\d[\d.,]{0,8}k?\+?) (?:comments?|views?|shares?|words?|reads?|likes?|replies|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties?|kommentarer|komentarze?)|(?:est(?:imated)?\.? |average )?(?:(?:reading|read) time\s*[:：]?\s*)?\d{1,3}\s?[-–]?\s?(?:min(?:ute)?s?\.?|minuten?|minutos|minuti)(?:\s?(?:read|to read|reading time|lesezeit|lesedauer|de lecture|de lectura|de leitura|di lettura|lezen))?|(?:lesezeit|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd|lästid|lesetid|læsetid|czas czytania|okuma süresi|время чтения|час читання)\s*[:：]?\s*\d{1,3}\s?min\p{L}*|(?:views?|hits|reads|просмотр(?:ы|ов)|прочтений|переглядів|visitas|lecturas|vues|aufrufe|letture|visualiza(?:ciones|ções|zioni)|wyświetleń|zobrazení|görüntülenme|lượt xem|المشاهدات|مشاهدات|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|数)?|조회수?)\s*[:：]\s*\d[\d.,]{0,8}k?)\.?$/iu;
/** The same behind other metadata without a separator. */
const TRAILING_COUNT = /[\s|•·—–-]+(?:(?:no|\d[\d.,]{0,8}k?) (?:comments?|views?|shares?)|\d{1,3} ?min(?:ute)?s?\.? read)\.?$/iu;
/** What such a line ends with. */
const COUNTED = /(?:comments?|views?|shares?|read)\.?$/iu;
const LONGEST_COUNTED = 'comments.'.length;
/** What somebody is: `Senior Writer`, `Chefredakteurin`. */
export const POSITION =
  /^(?:\p{Lu}[\p{L}&.-]* ){0,4}(?:(?:staff |senior |chief )?(?:writer|reporter|correspondent|editor|contributor|columnist|journalist|producer)|redakteur(?:in)?|korrespondent(?:in)?|journalist(?:e|a|in)?|redacteur|rédact(?:eur|rice)|periodista|reporter(?:in)?|redactora?|jornalista|giornalista|корреспондент|журналист|редактор)s?(?:,? (?:at|for|bei|de|della) \p{Lu}[\p{L} .&-]{1,40})?$/iu;
/** A date that cannot be read without knowing whose it is, or of which year; no text of an article either. */
const AMBIGUOUS =
  /^(?:(?:0?[1-9]|1[0-2])([/-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?)?|(?:\d{1,2}[./-]\d{1,2}\.?|\d{1,2}月\d{1,2}日)(?:[(（][月火水木金土日][)）])?,? \d{1,2}[:時时]\d{2}分?(?::\d{2})?(?: ?[ap]\.?m\.?| Uhr| ?(?:更新|公開|配信))?)$/i;
/** A clock is of the date before it. */
const NO_CLOCK = '(?!\\s*\\d{1,2}[:h]\\d{2}(?!\\d))';
const SEPARATOR = new RegExp(`\\s*[|•·●∙‧⋅・]${NO_CLOCK}\\s*|\\s+(?:[–—/~-]|\\/\\/)${NO_CLOCK}\\s+`, 'u');
/** What no separator is without. */
const SEPARATING = /[|•·●∙‧⋅・]|\s(?:[–—/~-]|\/\/)\s/;
const COLON = /[:：]/;
const LONGEST = 200;

/** Reads a line as metadata; null when a part of it is anything else. */
export function metaLineOf(line: string, order: DayOrder = 'unknown'): MetaLine | null {
  return line.length > LONGEST && !KEYWORDS.test(line) ? null : known(line, order);
}

/** Several rules ask each line: the lines of a long page have place, too. */
const MOST_CHARS = 500_000;
const known = rememberByKind(MOST_CHARS, readLine);

function readLine(line: string, order: DayOrder): MetaLine | null {
  const whole = MARK.test(line.slice(0, 1) + line.slice(-1)) ? line.replace(/^[\s|•·]+|[\s|•·]+$/g, '') : line;
  const known = partOf(whole, order) ?? unlabelledByline(whole);
  if (known) return known;
  const text = COUNTED.test(whole.slice(-LONGEST_COUNTED)) ? whole.replace(TRAILING_COUNT, '') : whole;
  return (
    (text === whole ? null : (partOf(text, order) ?? partsOf(text, order))) ?? partsOf(whole, order) ?? namedDate(text, order)
  );
}

/** What may stand around a line and is not of it. */
const MARK = /[\s|•·]/;

/** What separators and labels part in a line. */
export function partsIn(text: string): string[] {
  const isOne = !SEPARATING.test(text);
  if (isOne && !COLON.test(text)) return [text.trim()].filter(Boolean);
  const parts = isOne ? [text] : text.split(SEPARATOR);
  return parts.flatMap((part) => (COLON.test(part) ? part.split(NEXT_LABEL) : [part]).map((one) => one.trim())).filter(Boolean);
}

function partsOf(text: string, order: DayOrder): MetaLine | null {
  const parts = partsIn(text);
  if (parts.length < 2 || parts.length > 5) return null;
  const known = parts.map((part) => partOf(part, order));
  const sure = known.some((part) => part !== null);
  const read = parts.map((part, i) => known[i] ?? (sure ? (bareOf(part) ?? sourceOf(part)) : null));
  return read.every((part) => part !== null) ? merge(read) : null;
}

function merge(parts: readonly MetaLine[]): MetaLine {
  const { open, ...stated } = Object.assign({}, ...parts.toReversed()) as MetaLine;
  // The value of a label may be the next part: `Posted - May 3, 2024`.
  const value = { byline: stated.authors, source: stated.sourceName, published: stated.published, modified: stated.modified };
  const isOpen = open !== undefined && !(value[open] ?? (open === 'published' ? stated.modified : undefined));
  return { ...stated, ...(isOpen && { open }), labelled: parts.some((part) => part.labelled) };
}

function partOf(text: string, order: DayOrder): MetaLine | null {
  return (
    dateOf(text, order) ??
    bylineOf(text, order) ??
    readValue(text) ??
    editorsOf(text) ??
    (OPEN_SOURCE.test(text) ? { open: 'source' as const, labelled: true } : null) ??
    (COUNTS.test(text) ? { labelled: true } : null)
  );
}

/** What counts beside a part that is surely metadata. */
const bareOf = (text: string): MetaLine | null =>
  bareName(text) ?? (POSITION.test(text) || OTHERS.test(text) ? { labelled: false } : null);

/** `Jane Doe May 3, 2024`, `Jane Doe on 3 May 2024`: a name of two to four words and a date. */
function namedDate(text: string, order: DayOrder): MetaLine | null {
  if (!hasDigits(text, 2) || !hasDateDigits(text)) return null;
  for (const space of [...text.slice(0, 80).matchAll(/\s/g)].slice(1, 5)) {
    const date = dateOf(text.slice(space.index + 1), order);
    if (!date || date.authors || !(date.published || date.modified)) continue;
    const byline = bylineOf(text.slice(0, space.index), order);
    // What stands before a date may be a last name as well as the name of a day.
    const word = text.slice(space.index + 1).split(' ', 1)[0]!;
    if (byline?.authors?.length === 1 && !byline.authors[0]!.includes(' ') && personName(`${byline.authors[0]} ${word}`))
      continue;
    if (byline?.authors || byline?.agency) return merge([byline, date]);
    if (!date.published) continue;
    const names = bareNames(text.slice(0, space.index));
    return names?.length === 1 ? { ...date, authors: names, labelled: false } : null;
  }
  return null;
}

/** A label alone on its line; without a colon only words that mean nothing else. */
const OPEN_DATE =
  /[:：]|\s(?:on|am|le|el|em)$|^(?:published|posted|(?:last )?updated|(?:publish(?:ed)?|publication) date|date published|veröffentlicht|aktualisiert|publié|publicado|pubblicato|gepubliceerd|publicerad)$/iu;

/** Behind a label: a day that nobody can tell later, or the time of one that stands elsewhere. */
const DAY_WORD =
  /^(?:(?:today|yesterday|heute|gestern|aujourd[’']hui|hier|hoy|ayer|hoje|ontem|oggi|ieri|vandaag|gisteren|i ?dag|i ?går|dziś|dzisiaj|wczoraj|dnes|včera|сегодня|вчера|сьогодні|вчора|bugün|dün|hari ini|kemarin|hôm (?:nay|qua)|اليوم|أمس|今天|昨天|今日|昨日|오늘|어제)(?:,? |$))?(?:(?:at |um |à |a las |às |alle |kl\.? )?\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?| Uhr)?)?$/iu;

const HASHTAGS = /^(?:#[\p{L}\p{N}_-]{1,40}\s?){1,20}$/u;
/** A year of two digits is one behind a label: `Stand: 03.05.24`. */
const SHORT_YEAR = /^(?<day>\d{1,2}([./-])\d{1,2}\2)(?<year>[0-3]\d)(?![\d./-])/;
/** `Updated 10:31 AM EDT, Fri May 3, 2024`. */
export const CLOCK_FIRST = /^(?:at )?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s(?!\p{L}{3}\s\d)[A-Z]{2,4})?,?\s(?=[\p{L}\d])/iu;

export function dateOf(written: string, order: DayOrder): MetaLine | null {
  const modified = MODIFIED.exec(written);
  const label = modified ?? PUBLISHED.exec(written);
  const text = label === null ? written : label[0] + written.slice(label[0].length).replace(SHORT_YEAR, '$<day>20$<year>');
  const start = label?.[0].length ?? 0;
  const kind = modified ? 'modified' : 'published';
  if (label && start === text.length) return OPEN_DATE.test(text) ? { open: kind, labelled: true } : null;
  const clock = label ? CLOCK_FIRST.exec(text.slice(start)) : null;
  const match = dateAt(text, start + (clock?.[0].length ?? 0), order);
  const end = match?.end ?? behindRelativeTime(text, start) ?? (label && DAY_WORD.test(text.slice(start)) ? text.length : null);
  if (end === null) return AMBIGUOUS.test(text.slice(start)) ? { labelled: label !== null } : null;
  const found: MetaLine = match ? { [kind]: match.date, labelled: label !== null } : { labelled: true };
  return withBehind(found, text.slice(end), order);
}

/** What East Asian dates are of stands behind them. */
const LABEL_BEHIND = /^(?:更新|公開|配信|掲載|投稿|发布|發布|송고|입력|등록|수정|게재|승인)$/u;
/** Where the news is from: `Updated - May 3, 2024 - MARROW BAY`. */
const PLACE_BEHIND = /\s[–—-]\s\p{Lu}{3,20}(?:\s\p{Lu}{2,20}){0,2}$/u;

/** A date and what follows it; null when that is anything else than metadata. */
function withBehind(found: MetaLine, behind: string, order: DayOrder): MetaLine | null {
  const rest = behind.replace(/^[\s,;|•·.()[\]–—-]+|[\s,;|•·.()[\]–—-]+$/gu, '');
  // It may be the number of comments, tags, or another day of the same year.
  if (rest === '' || /^\d{1,4}$/.test(rest) || HASHTAGS.test(rest) || AMBIGUOUS.test(rest)) return found;
  if (LABEL_BEHIND.test(rest)) return { ...found, labelled: true };
  const section = found.labelled && /^in (\p{Lu}[\p{L} &-]{1,40})$/u.exec(rest);
  if (section) return { ...found, section: section[1]! };
  if (found.labelled && PLACE_BEHIND.test(behind)) return found;
  const more = dateOf(rest, order) ?? bylineOf(rest, order) ?? teamOf(rest) ?? (COUNTS.test(rest) ? { labelled: true } : null);
  return more?.labelled ? merge([found, more]) : null;
}

/** `By the Harbour Team`, behind a date. */
function teamOf(text: string): MetaLine | null {
  const [, team] = /^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or) ((?:\S{1,20} ){1,4}\S{4,14})$/u.exec(text) ?? [];
  return team !== undefined && TEAM.test(team) ? { authors: [team], labelled: true } : null;
}

/** Behind a name and a comma: a few capitalized words, such as an outlet, a desk or a university. */
const OUTLET = /^(?:(?:\p{Lu}[\p{L}\p{N}.’'&-]*|of|the|and|for|de|der|du|des|della|do|da)(?: |$)){1,7}$/u;

export function bylineOf(line: string, order: DayOrder): MetaLine | null {
  const text = GLUED_BY.test(line) ? line.replace(GLUED_BY, '$& ') : line;
  const label = BYLINE.exec(text);
  if (!label) return (OPEN_BYLINE.test(text) ? { open: 'byline', labelled: true } : null) ?? reporterOf(text);
  // A category stood behind, as a link of its own: `By Jane Doe In`.
  const named = withoutOthers(text.slice(label[0].length)).replace(/\s(?:in|filed under|on)$/iu, '');
  const rest = withoutAgencies(withoutAddress(named)).trim();
  if (rest === '') return { open: 'byline', labelled: true };
  if (!SET_OFF.test(label[0])) return null;
  if (OUR_TEAM.test(rest)) return { labelled: true };
  const agency = agencyOf(rest);
  if (agency) return { agency, labelled: true };
  const authors = personNames(rest);
  const wire = withAgencyBehind(rest) ?? (authors && { authors });
  if (wire) return { ...wire, labelled: true };
  const positioned = positionedPeople(rest);
  if (positioned) return { authors: positioned, labelled: true };
  return namedWith(rest, ANNOUNCING.test(label[0]), order);
}

/** A byline that is more than names; `announced` when its label means authors and nothing else. */
function namedWith(rest: string, announced: boolean, order: DayOrder): MetaLine | null {
  // A name of one word needs a sign that a name is meant.
  const handle = /^(\p{Lu}[\p{L}\p{N}_.-]{2,30})(?:\s+on\s+(.+))?$/u.exec(rest);
  const handleDate = handle?.[2] ? dateOf(handle[2], order) : null;
  if (handle && (handleDate || (!handle[2] && announced)) && personName(`${handle[1]} X`) !== null) {
    return { ...handleDate, authors: [handle[1]!], labelled: true };
  }
  // `By Jane Doe, Reuters` and `By Jane Doe on 3 May 2024`.
  const tail = /^(.{3,100}?)(?:,\s+|\s+on\s+|\s+for\s+|\s+in\s+)(\S.*)$/u.exec(rest);
  const people = tail && personNames(tail[1]!);
  if (!tail || !people) return null;
  return withTail(people, tail[2]!, order) ?? (announced && isDescription(tail[2]!) ? { authors: people, labelled: true } : null);
}

/** What somebody is, in words that we don't know. */
const isDescription = (text: string): boolean => text.length <= 60 && !/[\d.!?:]/u.test(text);

/** What follows a name: an agency, a position, an outlet or a date. */
function withTail(people: readonly string[], tail: string, order: DayOrder): MetaLine | null {
  const tailAgency = agencyOf(tail);
  const date = tailAgency ? null : dateOf(tail, order);
  if (tailAgency) return { authors: people, agency: tailAgency, labelled: true };
  if (POSITION.test(tail) || OUTLET.test(tail.replace(', ', ' ')) || isRole(tail)) return { authors: people, labelled: true };
  return date ? { ...date, authors: people, labelled: true } : null;
}

function bareName(text: string): MetaLine | null {
  const agency = agencyOf(text);
  if (agency) return { agency, labelled: false };
  const names = bareNames(text);
  return names ? { authors: names, labelled: false } : null;
}
