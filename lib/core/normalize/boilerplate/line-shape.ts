import { metaLineOf } from '../../extract/meta-line.ts';
import { isProse } from '../../extract/shapes.ts';
import { textShapeOf } from '../../text-shape.ts';
import { RIGHTS, SHOP, WAYS } from './cues.ts';
import { ARROW, BARS, CODE, COPYRIGHT, MONEY, signsIn } from './line-signs.ts';
import { cuesOf, foldedLengthOf, foldedOf, renewWords, wordsIn } from './line-words.ts';

/** What one line looks like, whatever stands around it. */
export interface LineShape {
  readonly chars: number;
  readonly logChars: number;
  readonly words: number;
  readonly prose: boolean;
  /** 2 for the end of a sentence, 1 for a colon, semicolon or comma, 0 for none. */
  readonly ending: number;
  readonly sentences: number;
  readonly commas: number;
  readonly capitalShare: number;
  readonly upperShare: number;
  readonly digitShare: number;
  readonly symbolShare: number;
  readonly longestWord: number;
  /** 1 in lower case, 2 a bullet or number, 0 else. */
  readonly beginning: number;
  readonly cues: number;
  /** 1 for each pattern of menus, code, presented people, glued words and addresses that it has, else 0. */
  readonly patterns: readonly number[];
  /** Its folded words, by their numbers; see `wordsIn`. */
  readonly tokens: Int32Array;
  /** Its folded words, joined by spaces; made when first asked for. */
  readonly folded: () => string;
  /** Its length. */
  readonly foldedLength: number;
  /** Whether it is little more than a date. */
  readonly dated: boolean;
}

/** The first characters of a long paragraph tell enough. */
const READ_CHARS = 1_500;

let known = new WeakMap<object, LineShape>();

/** The shapes of a page's lines, all by the same numbers of words. A line stays the same object through all rules, so it is measured once. */
export function shapesOf(lines: readonly { readonly text: string }[]): LineShape[] {
  if (renewWords()) known = new WeakMap();
  return lines.map((line) => {
    const before = known.get(line);
    if (before) return before;
    const shape = measure(line.text);
    known.set(line, shape);
    return shape;
  });
}

function measure(whole: string): LineShape {
  const text = whole.slice(0, READ_CHARS);
  const shape = textShapeOf(whole);
  const [length, runs] = [Math.max(1, shape.length), Math.max(1, shape.runs)];
  const tokens = wordsIn(text);
  const signs = signsIn(text);
  let folded: string | undefined;
  return {
    chars: whole.length,
    logChars: Math.log1p(whole.length),
    words: shape.words,
    prose: isProse(whole),
    ending: shape.ending,
    sentences: shape.sentences,
    commas: shape.commas,
    capitalShare: shape.capitalized / runs,
    upperShare: shape.letters > 0 ? shape.capitals / shape.letters : 0,
    digitShare: shape.digits / length,
    symbolShare: shape.symbols / length,
    longestWord: shape.longestWord,
    beginning: shape.startsLow ? 1 : BULLET.test(text) ? 2 : 0,
    cues: cuesOf(tokens) | cuesOfSigns(text, signs),
    patterns: patternsOf(whole, signs | signsIn(whole.slice(READ_CHARS))),
    tokens,
    folded: () => (folded ??= foldedOf(tokens)),
    foldedLength: Math.max(0, foldedLengthOf(tokens)),
    dated: isDated(whole),
  };
}

const BULLET = /^[\d*•·▪●–—+#>-]/u;
const PRICE = /[$€£₹]\s?\d|\d\s?(?:€|£|zł)/;

const cuesOfSigns = (text: string, signs: number): number =>
  ((signs & COPYRIGHT) !== 0 ? RIGHTS : 0) |
  ((signs & ARROW) !== 0 ? WAYS : 0) |
  ((signs & MONEY) !== 0 && PRICE.test(text) ? SHOP : 0);

const patternsOf = (text: string, signs: number): number[] => [
  Number((signs & BARS) !== 0),
  Number((signs & CODE) !== 0),
  Number(/^\p{Lu}[\p{L}.'’-]+ (?:\p{Lu}[\p{L}.'’-]* )?\p{Lu}[\p{L}'’-]+ (?:is|has|was|ist|est|es|é|è|är|er|—|–|-)\s/u.test(text)),
  Number(isGlued(text)),
  Number(
    text.startsWith('http:') ||
      text.startsWith('https:') ||
      text.startsWith('www.') ||
      (text.includes('@') && /@\p{L}/u.test(text)),
  ),
];

/** `HomeNews`. Ordinary pairs of letters are passed over by their codes, since properties are slow to test. */
function isGlued(text: string): boolean {
  const head = text.slice(0, GLUED_CHARS);
  return /[a-z\u0080-\uffff][A-Z\u0080-\uffff]/.test(head) && /\p{Ll}\p{Lu}/u.test(head);
}

const GLUED_CHARS = 300;
const LONGEST_DATE = 120;

function isDated(text: string): boolean {
  if (text.length >= LONGEST_DATE || !/\p{Nd}/u.test(text)) return false;
  const meta = metaLineOf(text);
  return (
    meta?.published !== undefined || meta?.modified !== undefined || /\b(?:19|20)\d{2}\b.{0,8}\d{1,2}:\d{2}|\bago\b/.test(text)
  );
}
