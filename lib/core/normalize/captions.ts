import { cutEnd, type Draft, dropLines } from '../extract/draft.ts';
import { foldOf, footerStart, headerSize, isProse, SHORT_LINE, tokensOf, wordCountOf } from '../extract/shapes.ts';
import { splitTitle } from './title-split.ts';
import { CAPTION, creditsPicture, GLUED_CREDIT, PICTURES_CREDIT, PROVENANCE } from './vocabulary/credits.ts';

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
    (text, i) => text.length <= LONGEST_CAPTION && isMarked(text, i) && wordCountOf(text) <= LONGEST_CAPTION_WORDS,
  );
}

const LONGEST_CREDIT = 120;

/** Lines that only repeat the headline, or most of it: captions and alternative texts of its picture. */
export function takeTitleEchoes(draft: Draft): Draft {
  const { title } = draft.found;
  if (title === null) return draft;
  const whole = foldOf(title);
  return take(
    draft,
    'title_echo',
    (text) => text.length <= SHORT_LINE && !isProse(text) && (echoes(text, whole) || echoes(splitTitle(text).title, whole)),
  );
}

/** The same, glued to the end of a paragraph without a space. */
export function cutGluedEchoes(draft: Draft): Draft {
  const { title } = draft.found;
  if (title === null) return draft;
  for (const [i, { text }] of draft.lines.entries()) {
    const tail = text.slice(-title.length - 20);
    for (const match of gluesIn(tail)) {
      const at = text.length - tail.length + match.index + match[0].length;
      if (at > 0 && echoes(text.slice(at), foldOf(title)))
        return { ...cutEnd(draft, i, at, 'title_echo'), captions: withCaption(draft, text.slice(at)) };
    }
  }
  return draft;
}

/** `…for the ferriesPhoto: Jane Doe / AP`: the credit of a picture, glued to a headline or a paragraph. */
export function cutGluedCredits(draft: Draft): Draft {
  let current = draft;
  for (const [i, { text }] of draft.lines.entries()) {
    const from = Math.max(0, text.length - LONGEST_GLUED_CREDIT);
    const credit = CREDIT_MARK.test(text) ? GLUED_CREDIT.exec(text.slice(from)) : null;
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
  const short = new Map<string, number>();
  draft.lines.forEach(({ text }, i) => {
    if (i > 0 && text.length < GLUED_TAIL) short.set(text, i);
  });
  for (const [i, { text }] of draft.lines.entries()) {
    if (text.length < GLUED_TAIL / 2) continue;
    const from = Math.max(0, text.length - GLUED_TAIL);
    for (const match of gluesIn(text.slice(from))) {
      const at = from + match.index + match[0].length;
      const caption = short.get(text.slice(at));
      if (caption === undefined || caption === i || !isCaptionLike(text.slice(at))) continue;
      const cut = cutEnd(draft, i, at, 'caption');
      return { ...dropLines(cut, new Set([caption]), 'caption'), captions: withCaption(draft, text.slice(at)) };
    }
  }
  return draft;
}

/** What asks is a heading. */
const isCaptionLike = (text: string): boolean =>
  !isProse(text) && !/[?？؟]$/u.test(text) && tokensOf(text).length >= LEAST_TOKENS;

const LEAST_TOKENS = 4;

/** Whether a text is the headline, given folded, or a part of it that is at least half of it. */
function echoes(text: string, whole: string): boolean {
  const part = foldOf(text);
  if (!` ${whole} `.includes(` ${part} `)) return false;
  const words = part.split(' ').length;
  return words >= LEAST_TOKENS && words >= whole.split(' ').length / 2;
}

function take(draft: Draft, rule: string, test: (text: string, i: number) => boolean): Draft {
  const found = new Set<number>();
  let captions = draft.captions;
  draft.lines.forEach(({ text }, i) => {
    if (!test(text, i)) return;
    found.add(i);
    captions = withCaption({ captions }, text);
  });
  return found.size === 0 ? draft : { ...dropLines(draft, found, rule), captions };
}

export const withCaption = ({ captions }: Pick<Draft, 'captions'>, text: string): readonly string[] =>
  captions.some((one) => foldOf(one) === foldOf(text)) ? captions : [...captions, text];
