import { type Draft, dropLines, type Line, learn } from '../extract/draft.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { foldOf, headerSize, isHeadline, isProse, textStart, tokensOf, wordCountOf } from '../extract/shapes.ts';
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

/** What scoring a line of the header needs to know. */
interface Header {
  readonly lines: readonly Line[];
  /** Lines before the article's text. */
  readonly size: number;
  /** Words of its first paragraphs. */
  readonly body: ReadonlySet<string>;
  /** How often each line stands in the header, folded. */
  readonly counts: ReadonlyMap<string, number>;
  /** Characters of prose above each line. */
  readonly proseAbove: readonly number[];
  /** The ends of breadcrumbs: `Home › News › Headline`. */
  readonly crumbs: ReadonlySet<string>;
}

/** Pages have below 400 lines above the text; longer ones are lists, in which nothing is a headline. */
const LONGEST_HEADER = 600;

function findTitle(draft: Draft): Draft {
  const { lines } = draft;
  const start = textStart(lines);
  const size = start >= 0 && start <= LONGEST_HEADER ? start : headerSize(lines);
  // Without a line of text below it, a line is the article and no headline.
  const last = Math.min(size, lines.length - 1);
  if (last <= 0) return draft;
  const header = headerOf(lines, size);
  let best = -1;
  let bestScore = LEAST_SCORE;
  for (let i = 0; i < last; i++) {
    if (!isHeadline(lines[i]!.text) || isProse(lines[i]!.text) || isFurniture(lines[i]!.text)) continue;
    const score = scoreOf(header, i);
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  if (best < 0) return draft;
  const line = lines[best]!;
  const found = { ...splitLine(line), titleRaw: line.raw, titleEnd: line.end };
  return takeAbove(
    learn(dropLines(draft, new Set([best]), 'title'), found),
    best,
    found.title,
    best > 0 && isGluedAbove(lines, best - 1),
  );
}

function headerOf(lines: readonly Line[], size: number): Header {
  const texts = lines.slice(size, size + 12).map(({ text }) => text.slice(0, 1_000));
  const counts = new Map<string, number>();
  const crumbs = new Set<string>();
  const proseAbove: number[] = [];
  let prose = 0;
  for (const { text } of lines.slice(0, size)) {
    proseAbove.push(prose);
    if (isProse(text)) prose += text.length;
    counts.set(foldOf(text), (counts.get(foldOf(text)) ?? 0) + 1);
    const crumb = /[›»>/]\s*([^›»>/]{10,200})$/u.exec(text.slice(-300));
    if (crumb) crumbs.add(foldOf(crumb[1]!));
  }
  return { lines, size, body: new Set(tokensOf(texts.join(' '))), counts, proseAbove, crumbs };
}

// Weights chosen on labelled page dumps; what matters is their order.
const LEAST_SCORE = 2;
const FIRST = 1.5;
const MARKED_NEXT = 3;
const MARKED_SHARE = 2.5;
const MARKED_SECOND = 1.5;
const MARKED_THIRD = 1;
const MARKED_ABOVE = 1.5;
const SHARED = 2;
const BELOW_HEADLINE = 1.5;
const REPEATED = 1;
const IN_BREADCRUMB = 2;
const FULL_LENGTH_WORDS = 9;
/** Fewer words may be an entry of a menu. */
const LONG_WORDS = 5;
/** A scraped article has a few lines above its text, a dumped page its menus; there the headline is near the text. */
const SHORT_HEADER = 15;
const NEAR = 2;
const NEAR_LINES = 12;
/** A headline stands above the prose; a cookie notice or a teaser may stand above it. */
const BELOW_PROSE = 2;
const PROSE_ABOVE_MOST = 600;

/** How likely a line is the headline: near the top or the text, above a byline or date, as long as one, about the text's words. */
function scoreOf(header: Header, i: number): number {
  const { lines, size, body, counts, crumbs } = header;
  const { text } = lines[i]!;
  const folded = foldOf(text);
  const tokens = tokensOf(text).filter((token) => token.length > 3);
  const shared = tokens.length === 0 ? 0 : tokens.filter((token) => body.has(token)).length / tokens.length;
  const length = (Math.min(wordCountOf(text), FULL_LENGTH_WORDS) / FULL_LENGTH_WORDS) * 1.5;
  const twice = (counts.get(folded) ?? 0) > 1 && (wordCountOf(text) >= LONG_WORDS || folded === foldOf(lines[i + 1]?.text ?? ''));
  const position = size <= SHORT_HEADER ? (i === 0 ? FIRST : 0) : NEAR * Math.max(0, 1 - (size - i) / NEAR_LINES);
  const marks = markedBelow(header, i) + (i > 0 && metaLineOf(lines[i - 1]!.text)?.published ? MARKED_ABOVE : 0);
  const extras = (twice ? REPEATED : 0) + (crumbs.has(folded) ? IN_BREADCRUMB : 0) - (isSecond(lines, i) ? BELOW_HEADLINE : 0);
  return (
    position + length + shared * SHARED + marks + extras - BELOW_PROSE * Math.min(1, header.proseAbove[i]! / PROSE_ABOVE_MOST)
  );
}

/** Whether a byline, a date or share buttons stand below. */
function markedBelow({ lines, size }: Header, i: number): number {
  const isMark = (at: number) => at < size && at < lines.length && metaLineOf(lines[at]!.text) !== null;
  if (isMark(i + 1)) return MARKED_NEXT;
  const isCaption = i + 1 < lines.length && (isCaptionOf(lines[i]!.text, lines[i + 1]!.text) || isGluedAbove(lines, i));
  if (i + 1 < size && isShare(lines[i + 1]!.text)) return MARKED_SHARE;
  if (isMark(i + 2) && !isCaption) return MARKED_SECOND;
  return isMark(i + 3) && !isCaption ? MARKED_THIRD : 0;
}

/** Whether the line above looks like the headline, so that this one would be its subtitle. */
function isSecond(lines: readonly Line[], i: number): boolean {
  const above = lines[i - 1]?.text ?? '';
  if (wordCountOf(above) < LONG_WORDS || !isHeadline(above) || isFurniture(above)) return false;
  return !isCaptionOf(above, lines[i]!.text) && !isGluedAbove(lines, i - 1);
}

/** Whether line `i` is right above a headline-like one about the same things: then it is a picture's caption, no headline. */
function isGluedAbove(lines: readonly Line[], i: number): boolean {
  const [line, next, after] = [lines[i]!, lines[i + 1], lines[i + 2]];
  if (!next || next.afterBlank || !after?.afterBlank || !isHeadline(next.text) || metaLineOf(next.text)) return false;
  const words = new Set(tokensOf(next.text));
  return tokensOf(line.text).filter((token) => token.length > 3 && words.has(token)).length >= 2;
}

/** Three words run together are a menu whose entries lost their spaces. */
const GLUED = /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u;
/** Beginnings of lines about the page that state nothing we can read: `Posted: 2 days ago`, `By our editors`. */
const ABOUT_PAGE =
  /^(?:(?:(?:written|posted|published|reviewed|edited|updated|sponsored|last (?:updated|modified))(?:\s(?:by|on)\b|:)|by\s).{1,50}|log ?in\b.{0,40}|sign (?:in|up)\b.{0,40})$/iu;

const isFurniture = (text: string): boolean =>
  isShare(text) ||
  GLUED.test(text.slice(0, 250)) ||
  [RELATED, FORM, NOTICE, PAGE, AFTER_ARTICLE, CAPTION, CREDIT, PICTURE_CREDIT, BREADCRUMB, ABOUT_PAGE].some((pattern) =>
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

/** A label set off by more than one space: `Sport   Rowers win the regatta`. */
const WIDE_GAP = /^(\S{2,20}(?: \S{2,20}){0,2})(?:\s{2,}|\t)\S/u;

function splitLine({ text, raw }: Line): SplitTitle {
  const label = WIDE_GAP.exec(raw)?.[1];
  const rest = label !== undefined && text.startsWith(`${label} `) ? text.slice(label.length + 1) : '';
  return isHeadline(rest) ? { kicker: label!, ...splitTitle(rest) } : splitTitle(text);
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
function takeAbove(draft: Draft, count: number, title: string, captioned: boolean): Draft {
  if (count === 0 || count > 3) return draft;
  const above = draft.lines.slice(0, count);
  let { captions } = draft;
  let { kicker } = draft.found;
  const taken = new Set<number>();
  for (const [i, { text }] of above.entries()) {
    if (isProse(text) || metaLineOf(text)) continue;
    if (wordCountOf(text) <= 4 && i === count - 1) kicker ??= text;
    else if (isCaptionOf(text, title) || (i === count - 1 && captioned)) captions = withCaption({ captions }, text);
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
