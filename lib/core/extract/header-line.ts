import { agencyOf } from './agencies.ts';
import { bylineBegun } from './byline-begun.ts';
import { OTHERS } from './byline-tail.ts';
import { type DayOrder, dateAt, hasDateDigits, type StatedDate } from './dates.ts';
import { hasDigits } from './letter-case.ts';
import { BYLINE } from './meta-labels.ts';
import { bylineOf, CLOCK_FIRST, COUNTS, dateOf, metaLineOf, POSITION, partsIn } from './meta-line.ts';
import type { MetaLine } from './meta-values.ts';
import { monthOf } from './months.ts';
import { bareNames, personNames } from './names.ts';
import { positionedNames } from './positions.ts';
import { rememberByKind } from './remember.ts';
import { isProse } from './shapes.ts';
import { unglued } from './unglued.ts';

const LONGEST = 160;
/** Words beside a name or a date that state nothing of their own: a section, a position, a button. */
const MOST_OTHER_WORDS = 6;

/**
 * Reads a line near the headline, where bylines and dates stand among other things: `By Jane Doe View all posts`,
 * `Essay - Published: 2025-12-17 | art`, `By Jane DoeJanuary 14, 202620 Mins Read`. Null when it states neither.
 */
export const headerLineOf = rememberByKind(50_000, readLine);

function readLine(line: string, order: DayOrder): MetaLine | null {
  const text = line.length > LONGEST ? line : unglued(line);
  const strict = metaLineOf(text, order) ?? (text === line ? null : metaLineOf(line, order));
  if (strict || line.length > LONGEST) return strict;
  // `Posted by Jane Doe on May 3, 2024 under Harbour.` ends like a sentence.
  if (isProse(text)) return BYLINE.test(text) || DATE_LABEL.test(text) ? labelledWithin(text, order) : null;
  const parts = partsIn(text);
  if (parts.length > 8) return null;
  const read = parts.map((part) => partOf(part, order));
  const known = read.filter((part) => part !== null);
  const others = parts.filter((_, i) => read[i] === null);
  if (!known.some((part) => part.authors || part.published || part.modified || part.agency))
    return titledName(parts) ?? labelledWithin(text, order);
  if (others.some((part) => part.replace(ON_BEHALF, '').split(' ').length > MOST_OTHER_WORDS))
    return withNameBeside(labelledWithin(text, order), parts, read);
  // Beside a date, a part that is a name is the author.
  const names = known.some((part) => part.authors) || parts.length === 1 ? null : nameAmong(others);
  const stated = Object.assign({}, ...known.toReversed()) as MetaLine;
  return { ...stated, ...(names && { authors: names }), labelled: known.some((part) => part.labelled) };
}

/** Dates and names that a label announces, wherever they stand in the line: `Fish, Recipes Last updated on May 3, 2024 by Jane Doe`. */
function labelledWithin(text: string, order: DayOrder): MetaLine | null {
  const found: MetaLine[] = [];
  for (const { index } of text.matchAll(WORD_START)) {
    const label = DATE_LABEL.exec(text.slice(index, index + 40));
    const value = index + (label?.[0].length ?? 0);
    const date = label && dateAt(text, value + (CLOCK_FIRST.exec(text.slice(value, value + 40))?.[0].length ?? 0), order);
    if (label && date) {
      const agency = agencyBefore(text.slice(0, index));
      found.push({ [label[1] ? 'modified' : 'published']: date.date, ...(agency && { agency }), labelled: true });
    } else if (/^by /i.test(text.slice(index))) {
      const words = text.slice(index).split(' ', LONGEST_BYLINE);
      found.push(bylineBegun(words.join(' ')) ?? { labelled: true });
    }
  }
  const stated = Object.assign({}, ...found.toReversed()) as MetaLine;
  if (stated.published || stated.modified) return stated;
  const date = onlyDate(text, order);
  // Who reviewed a text did so when it was there.
  return date && { ...stated, [OTHERS.test(text) ? 'modified' : 'published']: date, labelled: true };
}

/** `AFP, publié le 3 mai 2024`. */
const agencyBefore = (text: string): string | null => agencyOf(text.split(/\s*[,|/·–—]/u, 1)[0]!);

/** `By` and a name, and a few words behind it. */
const LONGEST_BYLINE = 8;

/** The one date of a line, when it stands beside a mark, as the words of a sentence do not, or behind a byline. */
function onlyDate(text: string, order: DayOrder): StatedDate | null {
  if (!hasDateDigits(text)) return null;
  const found: { readonly date: StatedDate; readonly set: boolean }[] = [];
  const isByline = BYLINE.test(text) || OTHERS.test(text);
  let behind = 0;
  for (const { index } of text.matchAll(DATE_START)) {
    const match = index < behind ? null : dateAt(text, index, order);
    if (!match) continue;
    behind = match.end;
    const [before, after] = [text.slice(0, index).trimEnd(), text.slice(match.end).trimStart()];
    found.push({
      date: match.date,
      set:
        (isByline && (ON.test(text.slice(index)) || ON_BEFORE.test(before))) ||
        MARK.test(before.at(-1) ?? '') ||
        MARK.test(after[0] ?? ''),
    });
  }
  const isOne = new Set(found.map(({ date }) => date.date)).size === 1;
  return isOne && found.every(({ set }) => set) ? found[0]!.date : null;
}

const DATE_START = /(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu;
/** A word before a date, where a weekday may stand, is read with it. */
const ON = /^(?:on|am|le|el|em|op|den) /iu;
const ON_BEFORE = /\s(?:on|am|le|el|em|op|den)$/iu;
const MARK = /[|•·∙⋅/–—#-]/u;

const WORD_START = /(?<![\p{L}\p{N}])\p{L}/gu;
const DATE_LABEL =
  /^(?:(?:first |originally )?(?:published|posted)|veröffentlicht|erstellt|publié(?:e)?|publicad[oa]|pubblicato|gepubliceerd|publicerad|publisert|((?:last )?(?:updated|modified|revised|reviewed)|aktualisiert|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt|uppdaterad|oppdatert))(?: (?:on|at|am|le|el|em|il|op|den))?[\s:：]{1,3}/iu;

/** A label between a name and a date. */
const LABEL_BEFORE =
  /(?<![^\s|])(?:((?:last )?(?:updated|modified|revised)|aktualisiert|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt)|(?:first |originally )?(?:published|posted)|veröffentlicht|publié|publicado|pubblicato)(?: (?:on|at|am|le|el|em|il|op))?\s?:?$/iu;

/** `Jane Doe and John Roe | Guest Columnists`. */
function titledName(parts: readonly string[]): MetaLine | null {
  const [names, ...positions] = parts;
  const authors = parts.length === 2 && POSITION.test(positions[0]!.trim()) ? personNames(names!.trim()) : null;
  return authors && { authors, labelled: true };
}

const ON_BEHALF = /\s(?:on behalf of|im Namen|au nom d|en nombre de|em nome d)(?![\p{L}]).*$/u;
const nameAmong = (parts: readonly string[]): string[] | null => {
  const named = parts.map((part) => nameBegun(part.trim().replace(ON_BEHALF, ''))).filter((names) => names !== null);
  return named.length === 1 ? named[0]! : null;
};

/** What a line with long parts states, and the one name in a part next to the date. */
function withNameBeside(stated: MetaLine | null, parts: readonly string[], read: readonly (MetaLine | null)[]): MetaLine | null {
  if (stated === null || stated.authors) return stated;
  const isDated = (i: number) => read[i]?.published !== undefined || read[i]?.modified !== undefined;
  const authors = nameAmong(parts.filter((_, i) => read[i] === null && (isDated(i - 1) || isDated(i + 1))));
  return authors ? { ...stated, authors } : stated;
}

/** A name, also before what somebody is or a button: `Jane Doe Follow 5 min read`. */
function nameBegun(text: string): string[] | null {
  const button = /^(\S+ \S+(?: \S+)??) (?:follow(?:ing)?|subscribe|see profile|view profile|\d{1,2} min)\b/iu.exec(text);
  return bareNames(text) ?? positionedNames(text) ?? (button && personNames(button[1]!));
}

const partOf = (text: string, order: DayOrder): MetaLine | null =>
  dateOf(text, order) ??
  bylineOf(text, order) ??
  (COUNTS.test(text) ? { labelled: true } : null) ??
  dateWithin(text, order) ??
  bylineBegun(text);

/** A date that begins or ends a few words, or stands behind a name: `Jane Doe 2 Feb 2026 Reviews 7 Comments`. */
function dateWithin(text: string, order: DayOrder): MetaLine | null {
  const words = text.split(' ');
  if (words.length > MOST_WORDS || !hasDigits(text, 4)) return null;
  for (let from = 0; from <= Math.min(MOST_OTHER_WORDS, words.length - 1); from++) {
    if (!/\d/.test(words[from]!) && monthOf(words[from]!) === undefined) continue;
    for (let to = Math.min(words.length, from + MOST_DATE_WORDS); to > from; to--) {
      const date = dateOf(words.slice(from, to).join(' '), order);
      // Names are looked for below, with what ends them.
      if ((date?.published || date?.modified) && !date.authors && !date.open && !date.agency)
        return besideDate(date, words.slice(0, from).join(' '), words.slice(to), order);
    }
  }
  return null;
}

const MOST_WORDS = 20;
const MOST_DATE_WORDS = 7;

/** `Jane Doe 5 min read`, `Jane Doe 3 Comments`. */
const COUNT_BEHIND = /\s(?:\d{1,4}|no|leave a|add) (?:min(?:ute)?s?(?: read)?|comments?|views?|shares?)$/iu;

/** `3 Comments Harbour, Ferries`, as blogs put before their categories. */
const COUNT_FIRST =
  /^(?:\d{1,5}|no) (?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties?|kommentarer|komentarze?|views?|shares?|likes?)(?![\p{L}]),?\s?/iu;

/** `Updated at: 06:45 PM`, before the day. */
const CLOCK_BEHIND = /\s?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?$/i;

const LABELLED = /[:：]\s*$/u;

/** A date with what stands before and behind it. */
function besideDate(date: MetaLine, before: string, after: readonly string[], order: DayOrder): MetaLine | null {
  const behind = after.length === 0 ? null : bylineBegun(after.slice(0, LONGEST_BYLINE).join(' '));
  // Words in lower case are a sentence's.
  const tail = after.join(' ').replace(COUNT_BEHIND, '').replace(COUNT_FIRST, '');
  const low = tail.split(' ').filter((word) => /^\p{Ll}/u.test(word)).length;
  if (!behind && (after.length > MOST_OTHER_WORDS + 2 || low > 1)) return null;
  const label = LABEL_BEFORE.exec(before.replace(CLOCK_BEHIND, ''));
  const name = label ? before.slice(0, label.index) : before;
  const byline = bylineOf(name, order) ?? bylineBegun(name) ?? behind;
  // `Son güncellenme:` is a label that we do not know.
  const names = byline?.authors ?? (LABELLED.test(name) ? null : nameBegun(name)) ?? (before === '' ? bareNames(tail) : null);
  // `Osthaven, May 3, 2024 (AFP) -`
  const agency = byline?.agency ?? agencyBefore(name) ?? agencyOf(tail.replace(/[()\s–—-]+/gu, ' '));
  const stated: MetaLine = label?.[1] && date.published && !date.modified ? { modified: date.published, labelled: true } : date;
  return { ...stated, ...(names && { authors: names }), ...(agency && { agency }), labelled: true };
}
