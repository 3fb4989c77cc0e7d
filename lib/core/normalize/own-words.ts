import type { Draft } from '../extract/draft.ts';
import { isProse } from '../extract/shapes.ts';

/**
 * Rules that may mistake the article for what stands around one, the likeliest to be wrong first: a summary and a caption are its
 * own words. Those that read fields are not among them: a byline alone is no article.
 */
const MAY_MISTAKE = [
  'subtitle',
  'caption',
  'title_echo',
  'boilerplate_line',
  'menu',
  'above_title',
  'after_article',
  'related_link',
  'notice',
  'page_part',
  'comment_form',
  'share_widget',
] as const;
const AS_TEXT = 3;

export const OWN_WORDS = { name: 'own_words', why: 'A rule that leaves nothing took the article for what stands around one.' };

/** Whether anything is left that is read. */
export const hasWords = ({ lines }: Draft): boolean => lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text));

/**
 * A draft of which the rules left nothing, with what one of them must not have taken; the same draft when there is no such thing.
 * Of one rule alone: else the text that comes out would not stay as it is when it comes in again.
 */
export function withOwnWords(draft: Draft, { dumped }: { readonly dumped: boolean }): Draft {
  const takenBy = MAY_MISTAKE.map((name, place) =>
    draft.removed.filter(({ rule, text }) => rule === name && (isProse(text) || (place < AS_TEXT && !dumped))),
  );
  const own = takenBy.find((removals) => removals.length > 0);
  if (!own) return draft;
  const texts = new Set(own.map(({ text }) => text));
  const { subtitle } = draft.found;
  return {
    lines: own
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, end, text }) => ({ text, raw: text, start, end, afterBlank: true })),
    removed: draft.removed.filter((removal) => !own.includes(removal)),
    captions: draft.captions.filter((caption) => !texts.has(caption)),
    found: subtitle !== null && texts.has(subtitle) ? { ...draft.found, subtitle: null } : draft.found,
  };
}
