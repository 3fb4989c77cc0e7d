import { type Draft, dropLines } from '../extract/draft.ts';
import { remember } from '../extract/remember.ts';
import { footerStart, isHeadline, isProse, SHORT_LINE, wordsOf } from '../extract/shapes.ts';
import { isPathFromHome } from './vocabulary/breadcrumbs.ts';
import { CALL } from './vocabulary/calls.ts';
import { FORM } from './vocabulary/forms.ts';
import { isNotice } from './vocabulary/notices.ts';
import { PAGE } from './vocabulary/page.ts';
import { AFTER_ARTICLE, READ_ALSO, RELATED } from './vocabulary/related.ts';
import { BUTTON, COPY_LINK, ICON, NETWORK, SHARE } from './vocabulary/share.ts';

type LineTest = (text: string, draft: Draft, index: number) => boolean;

/** A rule that drops every short line for which a test holds. */
const dropping = (rule: string, test: LineTest) => (draft: Draft) => {
  const found = new Set<number>();
  draft.lines.forEach(({ text }, i) => {
    if (text.length <= SHORT_LINE && test(text, draft, i)) found.add(i);
  });
  return dropLines(draft, found, rule);
};

const NETWORK_GAP = /[\s|,•·/]+/;
const FIRST_PART = /[^\s|,•·/]+/;

/** Few words begin most lines. */
const isIconPart = remember(50_000, (part) => ICON.test(part) || NETWORK.test(part) || BUTTON.test(part));

/** Icon classes, or a row of at least two names of networks or three buttons, and nothing else. */
function isIconRow(text: string): boolean {
  if (text.includes('. ')) return false; // sentences need no splitting
  // Most lines are known by their first word.
  const first = FIRST_PART.exec(text);
  if (!first || !isIconPart(first[0])) return false;
  const parts = text.replace(COPY_LINK, 'link').split(NETWORK_GAP).filter(Boolean);
  if (!parts.every(isIconPart)) return false;
  return parts.some((part) => ICON.test(part)) || parts.filter((part) => NETWORK.test(part)).length >= 2 || parts.length >= 3;
}

/** A lone name of a network may be a heading of the article; beside another one or a share label it is a button. */
const isButton: LineTest = (text, { lines }, i) =>
  NETWORK.test(text) &&
  [lines[i - 1], lines[i + 1]].some((near) => near && (NETWORK.test(near.text) || SHARE.test(near.text) || isIconRow(near.text)));

export const isShare = (text: string): boolean => SHARE.test(text) || isIconRow(text);

export const dropShareWidgets = dropping('share_widget', (text, draft, i) => isShare(text) || isButton(text, draft, i));
export const dropForms = dropping('comment_form', (text) => FORM.test(text));
export const dropNotices = dropping('notice', isNotice);
export const dropPageParts = dropping(
  'page_part',
  (text) => PAGE.test(text) || CALL.test(text) || isPathFromHome(text) || (text.includes('@') && ADDRESS.test(text)),
);
/** A mail address and nothing else. */
const ADDRESS =
  /^(?:(?:contact|e-?mail|mail|kontakt|contacto|contato|contatti)\s?[:：]\s?)?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,30}){1,3}$/i;

/** What a label such as `Read more` leaves of its line; null without one. */
const behindLabel = (text: string): string | null => {
  const label = RELATED.exec(text);
  return label && text.slice(label[0].length);
};

/** A label with the headline of another article behind it or on the next line, or alone. */
export function dropRelated(draft: Draft): Draft {
  const found = new Set<number>();
  for (const [i, { text }] of draft.lines.entries()) {
    const rest = text.length <= SHORT_LINE ? behindLabel(text) : null;
    if (rest === null) continue;
    if (/^[\s.:…»›>→]*$/u.test(rest)) {
      found.add(i);
      if (/[:：]\s*$/u.test(text) && isLinkBetween(draft.lines, i + 1)) found.add(i + 1);
      else for (let k = 1; k <= linksRightBelow(draft.lines, i); k++) found.add(i + k);
    } else if (isRelatedHeadline(rest) || isReadAlso(text)) found.add(i);
  }
  return dropLines(draft, found, 'related_link');
}

/** Whether what stands behind a label on its line is a headline; `See also: the court ruled twice on this.` is the article's own. */
function isRelatedHeadline(rest: string): boolean {
  const headline = /^\s?[:：|»›>→–—]\s*(\S.*)$/u.exec(rest)?.[1];
  return (
    headline !== undefined &&
    !isProse(headline) &&
    (isHeadline(headline) || wordsOf(headline).length < 35) &&
    !/[.。]$/.test(headline)
  );
}

/** A label that needs no sign, and a headline. */
function isReadAlso(text: string): boolean {
  const label = READ_ALSO.exec(text)?.[0];
  return label !== undefined && isHeadline(text.slice(label.length)) && !isProse(text);
}

/** The one headline between a label and the text that goes on. */
function isLinkBetween(lines: Draft['lines'], i: number): boolean {
  const [line, next] = [lines[i], lines[i + 1]];
  return (
    line !== undefined && next !== undefined && line.text.length <= SHORT_LINE && isHeadline(line.text) && isProse(next.text)
  );
}

/** How many lines below a label are headlines without a blank line between; none unless a blank line ends them. */
function linksRightBelow(lines: Draft['lines'], label: number): number {
  let links = 0;
  for (let i = label + 1; i < lines.length && !lines[i]!.afterBlank; i++, links++)
    if (links === MOST_LINKS || isProse(lines[i]!.text) || !isHeadline(lines[i]!.text)) return 0;
  return label + links + 1 < lines.length ? links : 0;
}

const MOST_LINKS = 6;

/** Below the last prose, a heading such as `Related stories` ends the article. */
export function dropAfterArticle(draft: Draft): Draft {
  const start = footerStart(draft.lines);
  if (start === 0) return draft;
  const heading = draft.lines.findIndex(({ text }, i) => i >= start && text.length <= SHORT_LINE && AFTER_ARTICLE.test(text));
  if (heading < 0) return draft;
  return dropLines(draft, new Set(draft.lines.keys().filter((i) => i >= heading)), 'after_article');
}
