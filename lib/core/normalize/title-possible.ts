import type { Line } from '../extract/draft.ts';
import { metaLineOf } from '../extract/meta-line.ts';
import { bareNames } from '../extract/names.ts';
import { isRole } from '../extract/positions.ts';
import { isHeadline, isProse, wordCountOf } from '../extract/shapes.ts';
import { isFurniture } from './title-furniture.ts';

/** `Author:`, and whoever it is. */
const isBelowLabel = (lines: readonly Line[], i: number): boolean => i > 0 && metaLineOf(lines[i - 1]!.text)?.open === 'byline';

/** Whether a line is furniture, tried once a line and only where it is asked: paragraphs are long, and few candidates stand near them. */
export function rememberedAt(lines: readonly Line[]): (i: number) => boolean {
  const known: boolean[] = [];
  return (i) => (known[i] ??= isFurniture(lines[i]!.text));
}

/** Whether a line looks like a headline, whatever else the page has. */
export const isPossible = (lines: readonly Line[], i: number): boolean => {
  const { text } = lines[i]!;
  return hasShape(text) && !isProse(text) && !isBelowLabel(lines, i) && !isPosition(lines, i);
};

/** What somebody is, below the name: `Professor of Ferries, University of Marrow`. */
const isPosition = (lines: readonly Line[], i: number): boolean =>
  i > 0 &&
  isRole(lines[i]!.text) &&
  (isInTitleCase(lines[i]!.text) || metaLineOf(lines[i + 1]?.text ?? '')?.published !== undefined) &&
  bareNames(lines[i - 1]!.text) !== null;

/** A headline of one word can't be told from a menu's entry, and a statement is no headline. */
const hasShape = (text: string): boolean =>
  (isHeadline(text) || (text.length <= 120 && wordCountOf(text) >= 2 && !/[.,;:。，：]$/.test(text) && /\p{L}{2}/u.test(text))) &&
  !ITEM.test(text) &&
  !INGREDIENT.test(text) &&
  !isTwoSentences(text);

/** An item of a list. */
const ITEM = /^[*•·▪●–—-]\s/u;

/** Of a recipe: `4 cups plus 3 tablespoons flour`. */
const INGREDIENT =
  /^[\d¼½¾⅓⅔⅛][\d\s/.,¼½¾⅓⅔⅛–-]{0,8}(?:cups?|tablespoons?|tbsps?|teaspoons?|tsps?|ounces?|oz|pounds?|lbs?|grams?|kg|g|ml|cl|dl|l|liters?|litres?|cloves?|sticks?|EL|TL|Prise|cuillères?|cucharadas?|colheres|cucchiai)\b[.,]?\s/u;

/** Whether a sentence ends within a line and another one begins; `St. Ives` and `Dr. Lind` are none, nor is what is written in capitals. */
function isTwoSentences(text: string): boolean {
  const stop = INNER_STOP.exec(text);
  return (
    stop !== null &&
    !isInTitleCase(text) &&
    wordCountOf(text) > SHORT_HEADLINE &&
    [text.slice(0, stop.index), text.slice(stop.index + 2)].every((half) => wordCountOf(half) >= SENTENCE)
  );
}

const INNER_STOP = /(?<=\p{Ll}{3})\.\s(?=\p{Lu})/u;
/** In words. */
const SENTENCE = 4;
/** Short headlines may have two: `Old lighthouse shines again. Repairs took four years`. */
const SHORT_HEADLINE = 10;

/** Whether most longer words begin with a capital, as in English headlines. */
function isInTitleCase(text: string): boolean {
  const words = text.split(' ').filter((word) => LONGER_WORD.test(word));
  return words.filter((word) => /^\P{L}*\p{Lu}/u.test(word)).length >= words.length * TITLE_CASE;
}

const TITLE_CASE = 0.75;
const LONGER_WORD = /\p{L}{4}/u;
