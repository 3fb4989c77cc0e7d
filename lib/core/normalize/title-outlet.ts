import { agencyOf } from '../extract/agencies.ts';
import type { Line } from '../extract/draft.ts';
import { foldOf, SHORT_LINE, wordCountOf } from '../extract/shapes.ts';
import type { SplitTitle } from './title-split.ts';

/** In words. */
const LEAST_HEADLINE = 4;
const LONGEST_OUTLET = 5;
/** The last part of a line that a dash sets off. */
export const BEHIND_DASH = /^(?<title>.*\S)\s+[–—-]\s+(?<outlet>[\p{L}\p{N}][^|–—]{2,40})$/u;
/** An address; `Node.js` and the like are things that headlines speak of. */
const DOMAIN = /^[\p{L}\p{N}-]{2,40}(?:\.com?)?\.(?:com|org|net|info|news|(?!js|ts|io|ai|md|py|rs|sh)\p{L}{2})$/iu;
/** How far the beginning of a page reaches. */
const LINES_OF_HEAD = 3;
const LINES_TO_BYLINE = 3;
const RIGHTS = /©|\([cC]\)|copyright|all rights reserved/iu;

/**
 * `Headline - Outlet`: what stands behind the dash may as well be of the headline, so it is the outlet only when it is an address
 * or an agency, when the page begins with it, when the byline ends with it, or when it has the rights.
 */
export function withoutOutlet(split: SplitTitle, lines: readonly Line[], at: number): SplitTitle {
  const { title, outlet } = (split.sourceName === undefined && BEHIND_DASH.exec(split.title)?.groups) || {};
  if (title === undefined || wordCountOf(title) < LEAST_HEADLINE || wordCountOf(outlet!) > LONGEST_OUTLET) return split;
  const name = foldOf(outlet!);
  const isNamed =
    DOMAIN.test(outlet!) ||
    (outlet!.length > 2 && agencyOf(outlet!) !== null) ||
    lines.some(({ text }, i) =>
      i < at
        ? i < LINES_OF_HEAD && foldOf(text) === name
        : i > at &&
          text.length <= SHORT_LINE &&
          ((i <= at + LINES_TO_BYLINE && text.endsWith(`, ${outlet}`)) ||
            (RIGHTS.test(text) && ` ${foldOf(text)} `.includes(` ${name} `))),
    );
  return isNamed ? { ...split, title, sourceName: outlet! } : split;
}
