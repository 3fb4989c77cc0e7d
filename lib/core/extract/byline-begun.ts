import { agencyOf } from './agencies.ts';
import { BYLINE, GLUED_BY, SET_OFF, TEAM } from './meta-labels.ts';
import type { MetaLine } from './meta-values.ts';
import { monthOf } from './months.ts';
import { personName, personNames } from './names.ts';
import { isRole, NOT_OF_NAME } from './positions.ts';

/** Words behind a name, beyond which a line is a sentence. */
const MOST_WORDS_BEHIND = 7;

/** `By` and the like; labels that are common words of other languages need a person's name. */
const SURE_LABEL = /^(?:\p{L}+ by|by|authors?|writer|posted by)\b/iu;

/** `By Jane Doe View all posts`: a label, a name, and a few words. */
export function bylineBegun(text: string): MetaLine | null {
  const spaced = text.replace(GLUED_BY, '$& ');
  const label = BYLINE.exec(spaced);
  if (!label || !SET_OFF.test(label[0])) return null;
  const words = spaced.slice(label[0].length).trim().split(' ');
  let size = 0;
  while (size < words.length && size < 9 && isOfName(words[size]!, size) && !isPositionAt(words, size)) size++;
  const name = words
    .slice(0, size)
    .join(' ')
    .replace(/(?:[\s,*–—-]|\s(?:and|und|et|y|e|&|with))+$/u, '');
  if (words.length === 1 && SURE_LABEL.test(label[0]) && HANDLE.test(words[0]!)) return { authors: [words[0]!], labelled: true };
  if (size === 0 || words.length - size > MOST_WORDS_BEHIND || /[.!?]$/.test(text)) return null;
  const agency = agencyOf(name);
  if (agency) return { agency, labelled: true };
  const names = personNames(name.replace(/ with /g, ' and ')) ?? collective(name, label[0]) ?? nameOfOutlet(name);
  return names && { authors: names, labelled: true };
}

/** `Jane Doe Staff reporter`: behind a name of two words, some words say what she is. */
const isPositionAt = (words: readonly string[], at: number): boolean =>
  at >= 2 &&
  words.length - at >= 2 &&
  STAFF.test(words[at]!) &&
  isRole(
    words
      .slice(at, at + 2)
      .join(' ')
      .replace(/,$/, ''),
  );
const STAFF =
  /^(?:staff|news|senior|junior|local|features?|political|sports?|digital|multimedia|science|health|business|education|environment|technology|economics|crime|court|legal|transport|foreign|religion|arts|culture|chief|special)$/iu;

/** A pseudonym: `by jane_d`. */
const HANDLE = /^(?!admin|staff|editor|guest|the|us)\p{Ll}[\p{Ll}\p{N}_.-]{2,20}$/u;

const isOfName = (word: string, at: number): boolean =>
  (/^\p{Lu}/u.test(word) ||
    /^(?:the|de|da|do|dos|del|della|di|du|la|le|van|von|der|den|bin|al|el|and|und|et|y|e|och|og|with|&)$/u.test(word)) &&
  monthOf(word) === undefined &&
  !/:$/.test(word) &&
  !/^(?:sponsored|presented|brought)$/i.test(word) &&
  !(at > 0 && NOT_OF_NAME.test(word));

/** A team or a pseudonym, behind a label that means nothing else. */
function collective(name: string, label: string): string[] | null {
  const words = name.split(' ');
  const usable =
    (SURE_LABEL.test(label) || TEAM.test(name)) &&
    words.length <= 5 &&
    name.length >= 3 &&
    (/\p{Ll}/u.test(name) || TEAM.test(name) || (ACRONYM.test(name) && /\p{Ll}/u.test(label))) &&
    !name.includes(',');
  return usable && personName(`${words.at(-1)} Xy`) !== null ? [name] : usable && TEAM.test(name) ? [name] : null;
}

/** In a line that is not all in capitals. */
const ACRONYM = /^\p{Lu}{3,6}$/u;

/** `Jane Doe BBC News, London`: a name of two words and an outlet's, behind a label. */
function nameOfOutlet(text: string): string[] | null {
  const words = text.replace(/,.*$/u, '').split(' ');
  return words.length > (text.includes(',') ? 2 : 3) && /^\p{Lu}/u.test(words[2]!)
    ? personNames(words.slice(0, 2).join(' '))
    : null;
}
