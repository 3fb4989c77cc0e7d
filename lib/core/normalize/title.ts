import { type Draft, dropLines, type Line, learn } from '../extract/draft.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { foldOf, headerSize, isHeadline, isProse, tokensOf, wordCountOf } from '../extract/shapes.ts';
import { withCaption } from './captions.ts';
import { isShare } from './furniture.ts';
import { CAPTION, CREDIT, PICTURE_CREDIT } from './vocabulary/credits.ts';
import { FORM } from './vocabulary/forms.ts';
import { NOTICE } from './vocabulary/notices.ts';
import { PAGE } from './vocabulary/page.ts';
import { AFTER_ARTICLE, RELATED } from './vocabulary/related.ts';

/** Finds the headline above the first prose and takes it out; a stated one is only taken out. */
export function takeTitle(draft: Draft): Draft {
  const { title } = draft.found;
  return title === null ? findTitle(draft) : dropRepeats(draft, title);
}

/** Lines of the header that repeat the known headline. */
function dropRepeats(draft: Draft, title: string): Draft {
  const wanted = foldOf(title);
  const size = headerSize(draft.lines);
  const index = draft.lines.findIndex(({ text }, i) => (i < size || i === 0) && foldOf(text) === wanted && wanted !== '');
  if (index < 0 || draft.lines.length === 1) return draft;
  const line = draft.lines[index]!;
  return learn(dropLines(draft, new Set([index]), 'title'), { titleEnd: draft.found.titleEnd ?? line.end });
}

function findTitle(draft: Draft): Draft {
  const { lines } = draft;
  const size = headerSize(lines);
  // Without a line of text below it, a line is the article and no headline.
  const last = Math.min(size, lines.length - 1);
  if (last <= 0) return draft;
  const body = new Set(
    tokensOf(
      lines
        .slice(size, size + 12)
        .map(({ text }) => text.slice(0, 1_000))
        .join(' '),
    ),
  );
  const candidates = lines
    .keys()
    .take(last)
    .filter((i) => isHeadline(lines[i]!.text) && !isFurniture(lines[i]!.text));
  let best = -1;
  let bestScore = LEAST_SCORE;
  for (const i of candidates) {
    const score = scoreOf(lines, i, size, body);
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  if (best < 0) return draft;
  const line = lines[best]!;
  const found = { ...splitTitle(line.text), titleRaw: line.raw, titleEnd: line.end };
  return takeAbove(learn(dropLines(draft, new Set([best]), 'title'), found), best, found.title);
}

// Weights chosen on labelled page dumps; what matters is their order.
const LEAST_SCORE = 2;
const FIRST = 1.5;
const MARKED_NEXT = 3;
const MARKED_SECOND = 1.5;
const SHARED = 2;
const BELOW_HEADLINE = 1.5;
const REPEATED = 0.5;
const FULL_LENGTH_WORDS = 9;
/** Fewer words may be an entry of a menu. */
const LONG_WORDS = 5;

/** How likely a line is the headline: first of the text, above a byline or date, as long as one, about the text's words. */
function scoreOf(lines: readonly Line[], i: number, size: number, body: ReadonlySet<string>): number {
  const { text } = lines[i]!;
  const tokens = tokensOf(text).filter((token) => token.length > 3);
  const shared = tokens.length === 0 ? 0 : tokens.filter((token) => body.has(token)).length / tokens.length;
  const isMark = (at: number) =>
    at < size && at < lines.length && (metaLineOf(lines[at]!.text) !== null || isShare(lines[at]!.text));
  const [above, below] = [lines[i - 1]?.text ?? '', lines[i + 1]?.text ?? ''];
  const marked = isMark(i + 1) ? MARKED_NEXT : isMark(i + 2) && !isCaptionOf(text, below) ? MARKED_SECOND : 0;
  const repeated = wordCountOf(text) >= LONG_WORDS && lines.slice(0, size).some((line, at) => at !== i && line.text === text);
  const second = wordCountOf(above) >= LONG_WORDS && isHeadline(above) && !isFurniture(above) && !isCaptionOf(above, text);
  const length = (Math.min(wordCountOf(text), FULL_LENGTH_WORDS) / FULL_LENGTH_WORDS) * 1.5;
  return (i === 0 ? FIRST : 0) + length + shared * SHARED + marked + (repeated ? REPEATED : 0) - (second ? BELOW_HEADLINE : 0);
}

const isFurniture = (text: string): boolean =>
  isShare(text) ||
  [RELATED, FORM, NOTICE, PAGE, AFTER_ARTICLE, CAPTION, CREDIT, PICTURE_CREDIT, BREADCRUMB].some((pattern) =>
    pattern.test(text),
  ) ||
  metaLineOf(text) !== null;

/** The path to the page: `Home › News › Harbour`. */
const BREADCRUMB = /^(?:home|start|startseite|accueil|inicio|início|blog|главная)\s*[›»>/|]|[›»>].*[›»>]/iu;

/** A headline freed of what pages put around it. */
export interface SplitTitle {
  readonly title: string;
  readonly kicker?: string;
  readonly sourceName?: string;
}

/** `KICKER | Headline | Outlet`: the longest part is the headline. */
export function splitTitle(text: string): SplitTitle {
  const parts = text
    .split(/\s+[|｜]\s+/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length < 2 || parts.length > 3) return { title: text };
  const longest = parts.reduce((a, b) => (wordCountOf(b) > wordCountOf(a) ? b : a));
  const at = parts.indexOf(longest);
  const kicker = at > 0 && wordCountOf(parts[0]!) <= 4 ? parts[0] : undefined;
  const outlet = at < parts.length - 1 && wordCountOf(parts.at(-1)!) <= 5 ? parts.at(-1) : undefined;
  return { title: longest, ...(kicker && { kicker }), ...(outlet && { sourceName: outlet }) };
}

/** Above a headline stand a label, a breadcrumb or the caption of its picture; none is of the text. */
function takeAbove(draft: Draft, count: number, title: string): Draft {
  if (count === 0 || count > 3) return draft;
  const above = draft.lines.slice(0, count);
  let { captions } = draft;
  let { kicker } = draft.found;
  const taken = new Set<number>();
  for (const [i, { text }] of above.entries()) {
    if (isProse(text) || metaLineOf(text)) continue;
    if (wordCountOf(text) <= 4 && i === count - 1) kicker ??= text;
    else if (isCaptionOf(text, title)) captions = withCaption({ captions }, text);
    else continue;
    taken.add(i);
  }
  return learn({ ...dropLines(draft, taken, 'above_title'), captions }, { kicker });
}

/** The caption of the headline's picture names what the headline names. */
function isCaptionOf(text: string, title: string): boolean {
  const tokens = new Set(tokensOf(title));
  const words = tokensOf(text).filter((token) => token.length > 2);
  return words.length > 0 && words.filter((token) => tokens.has(token)).length >= words.length / 2;
}
