import type { DecodedRecord, StatedFields } from '../model.ts';
import { cleanLine } from '../normalize/clean-line.ts';
import { splitTitle } from '../normalize/title-split.ts';
import { agencyOf } from './agencies.ts';
import { type DayOrder, dateOfField } from './dates.ts';
import type { Found, FoundDate } from './draft.ts';
import { metaLineOf, POSITION } from './meta-line.ts';
import { personNames } from './names.ts';
import { datesAmong, type LatestDate } from './possible-dates.ts';

const LONGEST_TITLE = 500;
const LONGEST_NAME = 200;
/** More authors or keywords than these are none. A catalog record must stay small: a store takes no more than 400 kB. */
const MOST_NAMES = 100;

/** Whether a field is longer than it is kept. */
export const isCut = ({ title = '', authors = [], keywords = [] }: StatedFields): boolean =>
  title.length > LONGEST_TITLE || authors.length > MOST_NAMES || keywords.length > MOST_NAMES;

const UNDATED = { published: null, modified: null, refused: [] };

/** What the record's named fields say: the start of every draft. */
export function statedFields({ stated }: Pick<DecodedRecord, 'stated'>, order: DayOrder, latest: LatestDate): Found {
  const title = titleOf(stated.title, stated.source_name);
  const authors = (stated.authors ?? []).slice(0, MOST_NAMES).flatMap(authorsOf);
  const agency = authors.map(agencyOf).find((name) => name !== null) ?? null;
  return {
    title: title?.title ?? null,
    titleRaw: stated.title?.slice(0, LONGEST_TITLE * 2).toWellFormed() ?? null,
    titleEnd: null,
    subtitle: cleaned(stated.subtitle, LONGEST_TITLE),
    kicker: title?.kicker ?? null,
    authors: [...new Set(authors.filter((name) => agencyOf(name) === null))],
    sourceName: cleaned(stated.source_name, LONGEST_NAME) ?? title?.sourceName ?? null,
    agency,
    section: cleaned(stated.section, LONGEST_NAME),
    keywords: [
      ...new Set(
        (stated.keywords ?? [])
          .slice(0, MOST_NAMES)
          .map((word) => cleaned(word, LONGEST_NAME))
          .filter((word) => word !== null),
      ),
    ],
    url: stated.url ?? null,
    ...datesAmong(
      UNDATED,
      {
        published: (stated.published ?? []).map((text) => dateField(text, order)),
        modified: [dateField(stated.modified, order)],
      },
      latest,
    ),
    dateline: null,
    datelinePlace: null,
  };
}

const LONGEST_CAPTION = 1_000;

/** Captions that a page states, each once. */
export const statedCaptions = ({ stated }: Pick<DecodedRecord, 'stated'>): string[] => [
  ...new Set((stated.captions ?? []).map((text) => cleaned(text, LONGEST_CAPTION)).filter((text) => text !== null)),
];

/** A stated headline without the outlet that pages append to it. */
function titleOf(stated: string | undefined, source: string | undefined) {
  const text = cleaned(stated, LONGEST_TITLE);
  if (text === null) return null;
  const tail = /^(.{8,}\S)\s[-–—]\s([^–—]{2,60})$/u.exec(text);
  if (tail && source !== undefined && tail[2]!.toLowerCase() === source.trim().toLowerCase()) return { title: tail[1]! };
  return splitTitle(text);
}

/** What systems and editors fill in for want of a name. */
const NOBODY = /^(?:admin(?:istrator)?|web\s?master|anonymous|unknown|guest|user|author|autor|auteur|autore|n\/a|no author)$/iu;

/** A byline may come as one string; what is no list of names stays as stated. */
function authorsOf(text: string): string[] {
  const line = cleaned(text, LONGEST_NAME)?.replace(/^(?:written )?by[\s:]+/i, '') ?? '';
  if (line === '' || /^https?:/i.test(line) || POSITION.test(line) || NOBODY.test(line)) return [];
  return personNames(line) ?? metaLineOf(`By ${line}`)?.authors?.slice() ?? [line];
}

function dateField(text: string | undefined, order: DayOrder): FoundDate | null {
  const date = text === undefined ? null : dateOfField(text, order);
  return date ? { ...date, source: 'metadata' } : null;
}

/** One clean line; null when nothing is left. */
function cleaned(text: string | undefined, longest: number): string | null {
  const line = cleanLine((text ?? '').slice(0, longest * 2).replace(/\s+/g, ' ')).text;
  return line.slice(0, longest).trimEnd().toWellFormed() || null;
}
