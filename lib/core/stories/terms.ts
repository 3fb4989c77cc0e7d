import { tokenize } from '../fingerprint/tokens.ts';

/** The words of an article, each with how often it stands there; names and numbers count for more. */
export type Terms = ReadonlyMap<string, number>;

/**
 * Articles on one event share its names, places, dates and numbers; articles on one topic share the other words. Chosen on labelled
 * topics by cross-validation (`bench/story-quality.ts`): anything from 3 to 4 is as good, 1 loses 6 points.
 */
export const NAME_WEIGHT = 3;

// After these a capital letter says nothing: the next word opens a sentence, a quotation or a line.
const OPENS_SENTENCE = /[.!?…:\n"“”„«»¿¡]/;
const NAME = /^(?:\p{Lu}|\p{N})/u;

/** The terms of a text. Of scripts that put no spaces between words, pairs of characters. */
export function termsOf(text: string, nameWeight = NAME_WEIGHT): Terms {
  const { composed, tokens } = tokenize(text);
  const terms = new Map<string, number>();
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    const gap = composed.slice(before?.end ?? 0, token.start);
    const isPair = before !== undefined && gap === '';
    const term = isPair ? before.text + token.text : token.text;
    const first = composed[token.start]!;
    const isNumber = /\p{N}/u.test(first);
    if (term.length < 2 && !isNumber) return;
    const opens = before === undefined || OPENS_SENTENCE.test(gap);
    const isName = isNumber || (NAME.test(first) && !opens);
    terms.set(term, (terms.get(term) ?? 0) + (isName ? nameWeight : 1));
  });
  return terms;
}
