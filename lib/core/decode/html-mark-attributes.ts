import type { AuthorMark, TimeMark } from './html-page.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Of microdata and RDFa. */
const PUBLISHED = /\bdate(?:Published|Created)\b/;
const HEADLINE_CLASS = /(?:^|\s)(?:entry|post|article|story)[_-]{1,2}(?:title|headline)(?:$|\s)/i;
const AUTHOR = /\bauthor\b/;
const AUTHOR_CLASS = /(?:^|[\s_-])(?:author|byline|authors)(?:[_-]{1,2}name)?(?:$|\s)|author-?name/i;
const AUTHOR_ADDRESS = /\/(?:authors?|autor(?:en|es)?|auteurs?|autori|people|contributors?|writers?|team)\/[^/]/i;

/** Whether an element is marked as a time. */
export const isTime = (tag: string, { itemprop, property, class: classes }: Attributes): boolean =>
  tag === 'time' || says(PUBLISHED, itemprop) || says(PUBLISHED, property) || (tag === 'abbr' && says(/\bpublished\b/, classes));

/** Most elements have no such attribute. */
const says = (pattern: RegExp, value: string | undefined): boolean => value !== undefined && pattern.test(value);

/** Whether a heading is of the first level or marked as the headline, by microdata or as templates name it. */
export const isHeadline = (tag: string, { itemprop = '', class: classes = '' }: Attributes): boolean =>
  tag === 'h1' || (/^h[2-4]$/.test(tag) && (/\bheadline\b/.test(itemprop) || HEADLINE_CLASS.test(classes)));

/** What marks an element as the author; null when nothing does. */
export function authorMark(
  tag: string,
  { rel, itemprop, property, href, class: classes }: Attributes,
): Pick<AuthorMark, 'isGuess'> | null {
  if (says(AUTHOR, rel) || says(AUTHOR, itemprop) || says(AUTHOR, property)) return { isGuess: false };
  return (tag === 'a' ? says(AUTHOR_ADDRESS, href) : says(AUTHOR_CLASS, classes)) ? { isGuess: true } : null;
}

/** What an element that is marked as a time states; null when nothing. A `title` is how microformats do it: http://microformats.org/wiki/datetime-design-pattern */
export function timeMark(attributes: Attributes): Omit<TimeMark, 'block'> | null {
  const { datetime, content, title, itemprop = '', property = '', class: classes = '', pubdate } = attributes;
  const value = datetime ?? content ?? title;
  if (!value) return null;
  const isPublished = PUBLISHED.test(`${itemprop} ${property}`) || /publish|entry-date/i.test(classes) || pubdate !== undefined;
  const isModified = /updated|modified/i.test(`${classes} ${itemprop}`);
  return { value, kind: isModified && !/published/i.test(itemprop) ? 'modified' : isPublished ? 'published' : 'unknown' };
}
