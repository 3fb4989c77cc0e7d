import { type Draft, dropLines, type Line, learn } from '../extract/draft.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { personNames } from '../extract/names.ts';
import { foldOf, isProse, tokensOf, wordCountOf } from '../extract/shapes.ts';
import { NAVIGATION } from './boilerplate/cues.ts';
import { shapesOf } from './boilerplate/line-shape.ts';
import { withCaption } from './captions.ts';
import { isFurniture } from './title-furniture.ts';
import { BEHIND_DASH } from './title-outlet.ts';
import { type SplitTitle, splitTitle } from './title-split.ts';
import { isBreadcrumb } from './vocabulary/breadcrumbs.ts';

/** More lines above a headline are a menu. */
const MOST_LINES = 3;
/** In words. */
const LONGEST_LABEL = 4;

/**
 * Above a headline stand a label, the path to the page, the headline with the outlet's name or the caption of its picture; none is
 * of the text. `captioned` says that the line right above is such a caption.
 */
export function takeAbove(draft: Draft, count: number, title: string, captioned: boolean): Draft {
  if (count === 0 || count > MOST_LINES) return draft;
  const above = draft.lines.slice(0, count);
  const echoes = above.map(({ text }) => echoOf(text, title));
  const labelAt = echoes.lastIndexOf(null);
  let { captions } = draft;
  let { kicker, sourceName } = draft.found;
  const taken = new Set<number>();
  for (const [i, { text }] of above.entries()) {
    if (isOther(above, i)) continue;
    if (echoes[i]) sourceName ??= echoes[i].sourceName ?? null;
    else if (wordCountOf(text) <= LONGEST_LABEL && i === labelAt) kicker ??= isLabel(above[i]!, sourceName) ? text : null;
    else if (!isCaptionOf(text, title) && !(i === count - 1 && captioned)) continue;
    else if (!isBreadcrumb(text)) captions = withCaption({ captions }, text);
    taken.add(i);
  }
  return learn({ ...dropLines(draft, taken, 'above_title'), captions }, { kicker, sourceName });
}

/** The line, if it is the headline again, with the outlet or without. */
function echoOf(text: string, title: string): SplitTitle | null {
  const { title: headline = text, outlet } = BEHIND_DASH.exec(text)?.groups ?? {};
  const split = [splitTitle(text), { title: headline, ...(outlet !== undefined && { sourceName: outlet }) }];
  return split.find((one) => foldOf(one.title) === foldOf(title)) ?? null;
}

/** What states something of its own. */
const isOther = (above: readonly Line[], i: number): boolean =>
  isProse(above[i]!.text) || metaLineOf(above[i]!.text) !== null || isAuthorAbove(above, i);

/** `Opinion`; the outlet, buttons, breadcrumbs and what a template left there say nothing of an article. */
const isLabel = (line: Line, outlet: string | null): boolean =>
  (outlet === null || foldOf(line.text) !== foldOf(outlet)) &&
  !isFurniture(line.text) &&
  !/[[\](){}<>»›]|^\p{Ll}/u.test(line.text) &&
  (shapesOf([line])[0]!.cues & NAVIGATION) === 0;

/** A name beside a date. */
const isAuthorAbove = (above: readonly Line[], i: number): boolean =>
  personNames(above[i]!.text) !== null && [i - 1, i + 1].some((near) => above[near] && metaLineOf(above[near].text)?.published);

/** The caption of the headline's picture names what the headline names. */
export function isCaptionOf(text: string, title: string): boolean {
  const tokens = new Set(tokensOf(title));
  const words = tokensOf(text).filter((token) => token.length > 2);
  return words.length > 0 && words.filter((token) => tokens.has(token)).length >= words.length / 2;
}
