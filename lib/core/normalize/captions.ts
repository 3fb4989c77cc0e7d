import { cutEnd, type Draft, dropLines } from '../extract/draft.ts';
import { isProse, SHORT_LINE, tokensOf, wordCountOf } from '../extract/shapes.ts';
import { CAPTION, PICTURE_CREDIT } from './vocabulary/credits.ts';

const LONGEST_CAPTION = 600;
const LONGEST_CAPTION_WORDS = 60;

/** Lines that a label or a credit marks as the caption of a picture. */
export function takeCaptions(draft: Draft): Draft {
  return take(draft, 'caption', (text) => {
    if (text.length > LONGEST_CAPTION) return false;
    const marked = CAPTION.test(text) || (text.length <= SHORT_LINE && PICTURE_CREDIT.test(text));
    return marked && wordCountOf(text) <= LONGEST_CAPTION_WORDS;
  });
}

/** Lines that only repeat the headline, or most of it: captions and alternative texts of its picture. */
export function takeTitleEchoes(draft: Draft): Draft {
  const { title } = draft.found;
  return title === null
    ? draft
    : take(draft, 'title_echo', (text) => text.length <= SHORT_LINE && !isProse(text) && echoes(text, title));
}

/** The same, glued to the end of a paragraph without a space. */
export function cutGluedEchoes(draft: Draft): Draft {
  const { title } = draft.found;
  if (title === null) return draft;
  for (const [i, { text }] of draft.lines.entries()) {
    const tail = text.slice(-title.length - 20);
    const glue = /[.!?。！？][”’"']?(?=\p{Lu}|\p{Lo})/gu;
    for (const match of tail.matchAll(glue)) {
      const at = text.length - tail.length + match.index + match[0].length;
      if (at > 0 && echoes(text.slice(at), title))
        return { ...cutEnd(draft, i, at, 'title_echo'), captions: withCaption(draft, text.slice(at)) };
    }
  }
  return draft;
}

const LEAST_TOKENS = 4;

/** Whether a text is the headline or a part of it that is at least half of it. */
export function echoes(text: string, title: string): boolean {
  const part = tokensOf(text);
  const whole = tokensOf(title);
  if (part.length < LEAST_TOKENS || part.length > whole.length || part.length < whole.length / 2) return false;
  return ` ${whole.join(' ')} `.includes(` ${part.join(' ')} `);
}

function take(draft: Draft, rule: string, test: (text: string) => boolean): Draft {
  const found = new Set<number>();
  let captions = draft.captions;
  draft.lines.forEach(({ text }, i) => {
    if (!test(text)) return;
    found.add(i);
    captions = withCaption({ captions }, text);
  });
  return found.size === 0 ? draft : { ...dropLines(draft, found, rule), captions };
}

export const withCaption = ({ captions }: Pick<Draft, 'captions'>, text: string): readonly string[] =>
  captions.some((one) => tokensOf(one).join(' ') === tokensOf(text).join(' ')) ? captions : [...captions, text];
