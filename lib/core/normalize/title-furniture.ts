import { datedLabel } from '../extract/dated-label.ts';
import { gluedIn } from '../extract/letter-case.ts';
import { ANNOUNCING, BYLINE } from '../extract/meta-labels.ts';
import { COUNTS, metaLineOf, partsIn } from '../extract/meta-line.ts';
import { wordCountOf } from '../extract/shapes.ts';
import { isShare } from './furniture.ts';
import { isBreadcrumb } from './vocabulary/breadcrumbs.ts';
import { CAPTION, CREDIT } from './vocabulary/credits.ts';
import { FORM } from './vocabulary/forms.ts';
import { isNotice } from './vocabulary/notices.ts';
import { PAGE } from './vocabulary/page.ts';
import { creditsPicture } from './vocabulary/picture-credits.ts';
import { AFTER_ARTICLE, RELATED } from './vocabulary/related.ts';
import { isSectionRow } from './vocabulary/sections.ts';

/** So many words run together are a menu whose entries lost their spaces. */
const LEAST_GLUED = 3;
/** Beginnings of lines about the page that state nothing we can read: `Posted: 2 days ago`, `By our editors`. */
const ABOUT_PAGE =
  /^(?:(?:(?:written|posted|published|reviewed|edited|updated|sponsored|last (?:updated|modified))(?:\s(?:by|on)\b|:)|by\s).{1,50}|(?:log ?in|sign (?:in|up))\b.{0,80}|(?:message|call|email|text|contact|follow) us(?:\s(?:today|now|at|with|for|on|via|by|to|if|here|directly)\b.{0,50})?[\s.!:]*)$/iu;
/** A label and at least two capitalized words: a byline, however much stands behind it. */
const BYLINE_BEGUN = /^(?:(?:\p{Lu}?\p{Ll}+ )?[Bb]y|Von|Par|Por|Door|Av|Af):? (?:\p{Lu}[\p{L}.'’-]+,? ){2}.*[,|•·–—-]/u;
/** `Por: Redacción El Faro`: such a label and a colon announce who wrote, whoever it is. */
const isByline = (text: string): boolean => ANNOUNCING.test(BYLINE.exec(text)?.[0] ?? '') && wordCountOf(text) <= LONGEST_BYLINE;
/** In words. */
const LONGEST_BYLINE = 8;
/** `… | Photo by Jane Doe`. */
const PICTURE_BEHIND = /[|/(]\s?(?:photo|image|picture|credit|foto|bild)s?\b/iu;
/** `Ferries (62)`: an entry of a menu, and how many articles it leads to. */
const COUNTED = /^[^.!?:;()]{1,40}\s\(\d{1,3}\)$/u;
/** Longer than any word of a headline: entries of a menu that lost their spaces and never had capitals. */
const GLUED_WORD = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]{35}/u;
const LONG_WORD = 35;
/** Whether a word may be as long: a space stands among so many characters, which is found out sooner. */
function mayHoldLongWord(text: string): boolean {
  for (let at = LONG_WORD - 1, space = -1; at < text.length; at = space + LONG_WORD) {
    const before = text.lastIndexOf(' ', at);
    if (before <= space) return true;
    space = before;
  }
  return false;
}

/** A mail address: whom to ask. */
const ADDRESS = /[\p{L}\p{N}]@[\p{L}\p{N}-]{2,60}\.\p{L}/u;

/** Whether a line is surely something else than a headline. */
export const isFurniture = (text: string): boolean =>
  isShare(text) ||
  gluedIn(text, 250) >= LEAST_GLUED ||
  PATTERNS.some((pattern) => pattern.test(text)) ||
  (mayHoldLongWord(text) && GLUED_WORD.test(text)) ||
  isByline(text) ||
  isRelated(text) ||
  isNotice(text) ||
  isBreadcrumb(text) ||
  isSectionRow(text) ||
  creditsPicture(text) ||
  metaLineOf(text) !== null ||
  isTimedLabel(text) ||
  datedLabel(text, 'unknown') !== null;

/** `Gear · Reading time: 7 minutes`. */
function isTimedLabel(text: string): boolean {
  const [label, time, ...more] = text.length <= LONGEST_TIMED ? partsIn(text) : [];
  return time !== undefined && more.length === 0 && COUNTS.test(time) && wordCountOf(label!) <= 2;
}

const LONGEST_TIMED = 60;

/** A label for another article. A word alone must be set off from what follows: `Lee`, `Related` and `Trending` begin headlines, too. */
function isRelated(text: string): boolean {
  const label = RELATED.exec(text)?.[0];
  return label !== undefined && (label.includes(' ') || !/^\s?[\p{L}\p{N}]/u.test(text.slice(label.length)));
}

const PATTERNS: readonly RegExp[] = [
  FORM,
  PAGE,
  AFTER_ARTICLE,
  CAPTION,
  CREDIT,
  ABOUT_PAGE,
  BYLINE_BEGUN,
  PICTURE_BEHIND,
  ADDRESS,
  COUNTED,
];
