import { tokenize } from '../fingerprint/tokens.ts';

/** The words of an article by their numbers in a vocabulary, each with how often it stands there; names and numbers count for more. */
export interface Terms {
  readonly words: Uint32Array;
  readonly counts: Uint8Array;
}

/** Numbers words: many articles are held in memory at once. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    // A slice of a text would keep the whole text in memory.
    this.#numbers.set(Buffer.from(word).toString(), number);
    return number;
  }
}

/**
 * Articles on one event share its names, places, dates and numbers; articles on one topic share the other words. Chosen on labelled
 * topics by cross-validation (`bench/story-quality.ts`): anything from 3 to 4 is as good, 1 loses 6 points.
 */
export const NAME_WEIGHT = 3;

// After these a capital letter says nothing: the next word opens a sentence, a quotation or a line.
const OPENS_SENTENCE = /[.!?…:\n"“”„«»¿¡]/;
const NAME = /^(?:\p{Lu}|\p{N})/u;

const MAX_COUNT = 255;

/** The terms of a text, of which all that are compared share a vocabulary. */
export function termsOf(text: string, vocabulary: Vocabulary, nameWeight = NAME_WEIGHT): Terms {
  const counts = countWords(text, nameWeight);
  return {
    words: Uint32Array.from(counts.keys(), (word) => vocabulary.numberOf(word)),
    counts: Uint8Array.from(counts.values(), (count) => Math.min(count, MAX_COUNT)),
  };
}

/** The words of a text in lower case; of scripts that put no spaces between words, pairs of characters. */
export function countWords(text: string, nameWeight = NAME_WEIGHT): Map<string, number> {
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
