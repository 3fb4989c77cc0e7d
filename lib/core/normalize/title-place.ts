import type { Line } from '../extract/draft.ts';
import { headerLineOf } from '../extract/header-line.ts';
import { foldOf, wordCountOf } from '../extract/shapes.ts';
import { splitTitle } from './title-split.ts';

/** The line that is meant where a page has its headline several times: the one that holds nothing else and heads the article. */
export const placeOf = (lines: readonly Line[], best: number, others: readonly number[]): number =>
  whereItHeads(lines, withoutCrumbs(lines, best, others));

/** A page may begin with its title, and show it again below its menus, with byline and date: there it heads the article. */
function whereItHeads(lines: readonly Line[], best: number): number {
  const isStated = (from: number) =>
    lines.slice(from + 1, from + CRUMB_LINES).some(({ text }) => {
      const meta = headerLineOf(text, 'unknown');
      return meta?.authors !== undefined || meta?.published !== undefined || meta?.modified !== undefined;
    });
  if (best > LINES_OF_HEAD || isStated(best)) return best;
  const { text: whole } = lines[best]!;
  const { title } = splitTitle(whole);
  const titles = [foldOf(whole), foldOf(title)];
  const isAlike = ({ text }: Line, i: number) =>
    i > best + CRUMB_LINES &&
    [whole, title].some(({ length }) => Math.abs(text.length - length) <= NEAR_LENGTH) &&
    titles.includes(foldOf(text)) &&
    isStated(i);
  const again = lines.findIndex(isAlike);
  return again < 0 ? best : again;
}

/** Quotes and dashes may be written otherwise. */
const NEAR_LENGTH = 3;
const LINES_OF_HEAD = 2;

/** `News > Harbour > The headline` and `The headline - Outlet`: where the headline stands alone beside it, that line is meant. */
function withoutCrumbs(lines: readonly Line[], best: number, others: readonly number[]): number {
  const { text: line } = lines[best]!;
  const whole = foldOf(line);
  for (const i of others) {
    const { text } = lines[i]!;
    const part = foldOf(text);
    if (
      part.length >= whole.length ||
      (Math.abs(i - best) > CRUMB_LINES && best > LINES_OF_HEAD) ||
      wordCountOf(text) < 3 ||
      part.length < whole.length / 3
    )
      continue;
    if ((line.endsWith(text) || whole.endsWith(` ${part}`)) && !OUTLET_BEHIND.test(line.slice(-text.length - 3))) return i;
    if (foldOf(line.slice(0, text.length)) === part && OUTLET_BEHIND.test(line.slice(text.length))) return i;
  }
  return best;
}

const CRUMB_LINES = 8;
const OUTLET_BEHIND = /^\s+[-–—|•·]\s+[^-–—|•·]{2,40}$/u;
