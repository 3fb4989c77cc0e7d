import type { DayOrder } from './dates.ts';
import { BYLINE, bylineOf, COUNTS, dateOf, type MetaLine, metaLineOf, POSITION, SEPARATOR } from './meta-line.ts';
import { monthOf } from './months.ts';
import { agencyOf, personName, personNames } from './names.ts';
import { isProse } from './shapes.ts';

const LONGEST = 160;
/** Words beside a name or a date that state nothing of their own: a section, a position, a button. */
const MOST_OTHER_WORDS = 6;

/**
 * Reads a line near the headline, where bylines and dates stand among other things: `By Jane Doe View all posts`,
 * `Essay - Published: 2025-12-17 | art`, `By Jane DoeJanuary 14, 202620 Mins Read`. Null when it states neither.
 */
export function headerLineOf(line: string, order: DayOrder): MetaLine | null {
  const strict = metaLineOf(line, order);
  if (strict || line.length > LONGEST) return strict;
  const text = unglued(line);
  if (text !== line) {
    const again = metaLineOf(text, order);
    if (again) return again;
  }
  if (isProse(text)) return null;
  const parts = text.split(SEPARATOR).filter((part) => part.trim() !== '');
  if (parts.length > 8) return null;
  const read = parts.map((part) => partOf(part.trim(), order));
  const known = read.filter((part) => part !== null);
  const others = parts.filter((_, i) => read[i] === null);
  if (!known.some((part) => part.authors || part.published || part.modified || part.agency)) return titledName(parts);
  if (others.some((part) => part.split(' ').length > MOST_OTHER_WORDS)) return null;
  // Beside a date, a part that is a name is the author.
  const names = known.some((part) => part.authors) || parts.length === 1 ? null : nameAmong(others);
  const stated = Object.assign({}, ...known.toReversed()) as MetaLine;
  return { ...stated, ...(names && { authors: names }), labelled: known.some((part) => part.labelled) };
}

/** `Jane Doe and John Roe | Guest Columnists`. */
function titledName(parts: readonly string[]): MetaLine | null {
  const [names, ...positions] = parts;
  const authors = parts.length === 2 && POSITION.test(positions[0]!.trim()) ? personNames(names!.trim()) : null;
  return authors && { authors, labelled: true };
}

const nameAmong = (parts: readonly string[]): string[] | null => {
  const named = parts.map((part) => personNames(part.trim())).filter((names) => names !== null);
  return named.length === 1 ? named[0]! : null;
};

const partOf = (text: string, order: DayOrder): MetaLine | null =>
  dateOf(text, order) ??
  bylineOf(text, order) ??
  (COUNTS.test(text) ? { labelled: true } : null) ??
  dateWithin(text, order) ??
  bylineBegun(text);

/** A date that begins or ends a few words, or stands behind a name: `Jane Doe 2 Feb 2026 Reviews 7 Comments`. */
function dateWithin(text: string, order: DayOrder): MetaLine | null {
  const words = text.split(' ');
  if (words.length > MOST_WORDS || !/\p{Nd}{4}/u.test(text)) return null;
  for (let from = 0; from <= Math.min(MOST_OTHER_WORDS, words.length - 1); from++) {
    if (!/\d/.test(words[from]!) && monthOf(words[from]!) === undefined) continue;
    for (let to = Math.min(words.length, from + MOST_DATE_WORDS); to > from; to--) {
      const date = dateOf(words.slice(from, to).join(' '), order);
      if (date?.published || date?.modified) return besideDate(date, words.slice(0, from).join(' '), words.slice(to), order);
    }
  }
  return null;
}

const MOST_WORDS = 14;
const MOST_DATE_WORDS = 7;

/** A date with what stands before and behind it. */
function besideDate(date: MetaLine, before: string, after: readonly string[], order: DayOrder): MetaLine | null {
  // Words in lower case are a sentence's.
  if (after.length > MOST_OTHER_WORDS + 2 || after.filter((word) => /^\p{Ll}/u.test(word)).length > 1) return null;
  const byline = bylineOf(before, order) ?? bylineBegun(before);
  const names = byline?.authors ?? personNames(before);
  return { ...date, ...(names && { authors: names }), ...(byline?.agency && { agency: byline.agency }), labelled: true };
}

/** Words behind a name that are not of it: what somebody is, or a button. */
const NOT_OF_NAME =
  /^(?:view|see|all|read|more|updated|published|posted|last|min|mins|minutes?|contributor|contributing|executive|senior|chief|managing|associate|assistant|digital|content|guest|special|deputy|lead|head|director|founder|co-founder|ceo|cto|manager|marketing|product|technical|freelance|professional|certified|licensed|registered|former|professor|president|reviewed|edited|follow|share|fact|medically|on|in|at|for|from|am|le|el|em|\d.*)$/iu;
/** `By` and the like; labels that are common words of other languages need a person's name. */
const SURE_LABEL = /^(?:\p{L}+ by|by|authors?|writer|posted by)\b/iu;

/** `By Jane Doe View all posts`: a label, a name, and a few words. */
function bylineBegun(text: string): MetaLine | null {
  const label = BYLINE.exec(text);
  if (!label || !/[\s:：]$/u.test(label[0])) return null;
  const words = text.slice(label[0].length).trim().split(' ');
  let size = 0;
  while (size < words.length && size < 9 && isOfName(words[size]!, size)) size++;
  const name = words
    .slice(0, size)
    .join(' ')
    .replace(/[\s,*–—-]+$/u, '');
  if (size === 0 || words.length - size > MOST_OTHER_WORDS + 1 || /[.!?]$/.test(text)) return null;
  const agency = agencyOf(name);
  if (agency) return { agency, labelled: true };
  const names = personNames(name.replace(/ with /g, ' and ')) ?? collective(name, label[0]);
  return names && { authors: names, labelled: true };
}

const isOfName = (word: string, at: number): boolean =>
  (/^\p{Lu}/u.test(word) ||
    /^(?:the|de|da|do|dos|del|della|di|du|la|le|van|von|der|den|bin|al|el|and|und|et|y|e|och|og|with|&)$/u.test(word)) &&
  monthOf(word) === undefined &&
  !/^(?:sponsored|presented|brought)$/i.test(word) &&
  !(at > 0 && NOT_OF_NAME.test(word));

/** A team or a pseudonym, behind a label that means nothing else. */
function collective(name: string, label: string): string[] | null {
  const words = name.split(' ');
  const usable = SURE_LABEL.test(label) && words.length <= 5 && name.length >= 3 && /\p{Ll}/u.test(name);
  return usable && personName(`${words.at(-1)} Xy`) !== null ? [name] : usable && TEAM.test(name) ? [name] : null;
}

/** The last word of a collective author. */
export const TEAM =
  /\b(?:team|staff|editors|editorial|desk|newsroom|contributors?|redaktion|rédaction|redacción|redação|redazione|redactie)$/iu;

/** Puts back the spaces that were lost where elements met: `DoeJanuary 14, 202620 Mins Read`. */
function unglued(text: string): string {
  if (!/\d{4}/.test(text)) return text;
  return text
    .replace(/(?<=\p{Ll})(?=(\p{Lu}\p{Ll}{2,9})\.? \d{1,2},? \d{4})/gu, (_, month: string) =>
      monthOf(month) === undefined ? '' : ' | ',
    )
    .replace(/(?<=\p{Ll})(?=\d{1,2}\/\d{1,2}\/\d{4})/gu, ' | ')
    .replace(/(?<=\b(?:19|20)\d{2})(?=\p{Lu}|#|\d{1,2} \p{Lu})/gu, ' | ');
}
