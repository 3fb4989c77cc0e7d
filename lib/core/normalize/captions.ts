import { cutEnd, type Draft, dropLines, type Line } from '../extract/draft.ts';
import { foldOf, footerStart, headerSize, isProse, SHORT_LINE, tokensOf, wordCountOf } from '../extract/shapes.ts';
import { shapesOf } from './boilerplate/line-shape.ts';
import { wordsIn } from './boilerplate/line-words.ts';
import { splitTitle } from './title-split.ts';
import { CAPTION, GLUED_CREDIT, PICTURES_CREDIT, PROVENANCE } from './vocabulary/credits.ts';
import { creditsPicture } from './vocabulary/picture-credits.ts';

const LONGEST_CAPTION = 600;
const LONGEST_CAPTION_WORDS = 60;

/** Lines that a label or a credit marks as the caption of a picture. */
export function takeCaptions(draft: Draft): Draft {
  let bounds: readonly [number, number] | undefined;
  const isBetween = (i: number): boolean => {
    bounds ??= [headerSize(draft.lines), footerStart(draft.lines)];
    return i >= bounds[0] && i < bounds[1];
  };
  const isMarked = (text: string, i: number): boolean =>
    CAPTION.test(text) ||
    (text.length <= SHORT_LINE && creditsPicture(text)) ||
    (text.length <= LONGEST_CREDIT && (PROVENANCE.test(text) || (PICTURES_CREDIT.test(text) && isBetween(i))));
  return take(
    draft,
    'caption',
    ({ text }, i) => text.length <= LONGEST_CAPTION && isMarked(text, i) && wordCountOf(text) <= LONGEST_CAPTION_WORDS,
  );
}

const LONGEST_CREDIT = 120;

/** Lines that only repeat the headline, or most of it: captions and alternative texts of its picture. */
export function takeTitleEchoes(draft: Draft): Draft {
  const { title } = draft.found;
  if (title === null) return draft;
  const short = draft.lines.filter(({ text }) => text.length <= SHORT_LINE && !isProse(text));
  const shapes = shapesOf(short);
  const whole = wordsIn(title);
  const isEcho = ({ text }: Line, i: number): boolean => {
    if (echoes(shapes[i]!.tokens, whole)) return true;
    const part = splitTitle(text).title;
    return part !== text && echoes(wordsIn(part), whole);
  };
  const found = new Set(short.filter(isEcho));
  return take(draft, 'title_echo', (line) => found.has(line));
}

/** The same, glued to the end of a paragraph without a space. */
export function cutGluedEchoes(draft: Draft): Draft {
  const { title } = draft.found;
  if (title === null) return draft;
  for (let i = 0; i < draft.lines.length; i++) {
    const { text } = draft.lines[i]!;
    const tail = text.slice(-title.length - 20);
    for (const match of gluesIn(tail)) {
      const at = text.length - tail.length + match.index + match[0].length;
      if (at > 0 && echoes(wordsIn(text.slice(at)), wordsIn(title)))
        return { ...cutEnd(draft, i, at, 'title_echo'), captions: withCaption(draft, text.slice(at)) };
    }
  }
  return draft;
}

/** `…for the ferriesPhoto: Jane Doe / AP`: the credit of a picture, glued to a headline or a paragraph. */
export function cutGluedCredits(draft: Draft): Draft {
  let current = draft;
  for (let i = 0; i < draft.lines.length; i++) {
    const { text } = draft.lines[i]!;
    const from = Math.max(0, text.length - LONGEST_GLUED_CREDIT);
    const tail = text.slice(from);
    const credit = CREDIT_MARK.test(tail) ? GLUED_CREDIT.exec(tail) : null;
    if (!credit) continue;
    const captions = withCaption(current, credit[0]);
    current = { ...cutEnd(current, i, from + credit.index, 'caption'), captions };
  }
  return current;
}

/** Without one of these there is none. */
const CREDIT_MARK = /[:：©/]/;
const LONGEST_GLUED_CREDIT = 140;

/** Where a paragraph ends and the caption behind it begins without a space. */
const GLUE = /[.!?。！？][”’"']?(?=\p{Lu}|\p{Lo})/gu;
/** The same without properties of characters, which are slow to test: most texts have none. */
const MAY_BE_GLUE = /[.!?。！？][”’"']?[A-Z\u0080-\uffff]/;

const gluesIn = (text: string): Iterable<RegExpExecArray> => (MAY_BE_GLUE.test(text) ? text.matchAll(GLUE) : []);

const GLUED_TAIL = 200;

/** A short line that also stands glued to the end of a paragraph is a caption, in both places; the first may be the headline. */
export function takeRepeatedCaptions(draft: Draft): Draft {
  let short: ReadonlyMap<string, number> | undefined;
  for (let i = 0; i < draft.lines.length; i++) {
    const { text } = draft.lines[i]!;
    if (text.length < GLUED_TAIL / 2) continue;
    const from = Math.max(0, text.length - GLUED_TAIL);
    for (const match of gluesIn(text.slice(from))) {
      const at = from + match.index + match[0].length;
      short ??= shortLines(draft.lines);
      const caption = short.get(text.slice(at));
      if (caption === undefined || caption === i || !isCaptionLike(text.slice(at))) continue;
      const cut = cutEnd(draft, i, at, 'caption');
      return { ...dropLines(cut, new Set([caption]), 'caption'), captions: withCaption(draft, text.slice(at)) };
    }
  }
  return draft;
}

/** The last place of each short line below the first. */
const shortLines = (lines: readonly Line[]): ReadonlyMap<string, number> =>
  new Map(lines.flatMap(({ text }, i) => (i > 0 && text.length < GLUED_TAIL ? [[text, i] as const] : [])));

/** What asks is a heading. */
const isCaptionLike = (text: string): boolean =>
  !isProse(text) && !/[?？؟]$/u.test(text) && tokensOf(text).length >= LEAST_TOKENS;

const LEAST_TOKENS = 4;

/** Whether words are the headline's, or a part of them that is at least half of it. */
function echoes(part: readonly number[], whole: readonly number[]): boolean {
  if (part.length < LEAST_TOKENS || part.length < whole.length / 2) return false;
  for (let from = 0; from + part.length <= whole.length; from++)
    if (part.every((word, i) => word === whole[from + i])) return true;
  return false;
}

function take(draft: Draft, rule: string, test: (line: Line, i: number) => boolean): Draft {
  const found = new Set<number>();
  let captions = draft.captions;
  draft.lines.forEach((line, i) => {
    if (!test(line, i)) return;
    found.add(i);
    captions = withCaption({ captions }, line.text);
  });
  return found.size === 0 ? draft : { ...dropLines(draft, found, rule), captions };
}

export const withCaption = ({ captions }: Pick<Draft, 'captions'>, text: string): readonly string[] =>
  captions.some((one) => foldOf(one) === foldOf(text)) ? captions : [...captions, text];
