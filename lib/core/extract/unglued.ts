import { gluedIn } from './letter-case.ts';
import { monthOf } from './months.ts';

/** Puts back the spaces that were lost where elements met: `DoeJanuary 14, 202620 Mins Read`, `Jane DoeFollow`. */
export function unglued(text: string): string {
  const line = gluedIn(text, text.length) > 0 ? text.replace(GLUED_SECTION, '').replace(GLUED_WORD, ' | ') : text;
  if (!/\d{4}/.test(line)) return line;
  return line
    .replace(/(?<=\p{Ll})(?:\s?[-–—]\s?)?(?=(\p{Lu}\p{Ll}{2,9})\.? \d{1,2},? \d{4})/gu, (joint, month: string) =>
      monthOf(month) === undefined ? joint : ' | ',
    )
    .replace(/(?<=\p{Ll})(?=\d{1,2}\/\d{1,2}\/\d{4})/gu, ' | ')
    .replace(/(?<=\b\d{4}-\d{2}-\d{2})(?=\d{1,2} (?:\p{Lu}|min))/gu, ' | ')
    .replace(/(?<=\b(?:19|20)\d{2})(?=\d{1,2}:\d{2})/gu, ' ')
    .replace(/(?<=[AP]M|UTC|GMT|[A-Z][DS]T)(?=(?:Last )?[Uu]pdated|Published)/g, ' | ')
    .replace(/(?<=\b(?:19|20)\d{2})(?=\p{Lu}|#|\d{1,2} (?:\p{Lu}|min))/gu, ' | ');
}

/** `NewsJane Doe`: a section, before a name of two words. */
const GLUED_SECTION =
  /^(?:News|Sports?|Business|Politics|Opinion|Lifestyle|Entertainment|Culture|Local|Money|Travel)(?=\p{Lu}\p{Ll}+ \p{Lu}\p{Ll})/u;

/** Buttons, labels and positions that stood beside a name. */
const GLUED_WORD =
  /(?<=\p{Ll})(?=(?:Follow|Following|Contributor|Contributing|Staff|Senior|Updated|Published|Posted|Last [Uu]pdated|View|Read|Share|Subscribe|(?:News|Sports?|Business|Politics|Political|Crime|Education|Health|Features?|Local Democracy) (?:Reporter|Editor|Writer|Correspondent)|Written by|By \p{Lu}|Von \p{Lu}|Par \p{Lu}|Por \p{Lu})(?![\p{Ll}]))/gu;
