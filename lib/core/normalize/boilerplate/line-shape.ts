import { gluedIn, hasDigit } from '../../extract/letter-case.ts';
import { metaLineOf } from '../../extract/meta-line.ts';
import { isProse } from '../../extract/shapes.ts';
import { type TextShape, textShapeOf } from '../../text-shape.ts';
import { RIGHTS, SHOP, WAYS } from './cues.ts';
import { ARROW, BARS, CODE, COPYRIGHT, MONEY, signsIn } from './line-signs.ts';
import { cuesOf, foldedLengthOf, foldedOf, renewWords, wordsIn } from './line-words.ts';
import { log } from './logs.ts';

/** The first characters of a long paragraph tell enough. */
const READ_CHARS = 1_500;

/** What one line looks like, whatever stands around it; measured as far as it is asked for, since of most paragraphs the words suffice. */
export class LineShape {
  readonly chars: number;
  readonly logChars: number;
  readonly prose: boolean;
  /** Its folded words, by their numbers; see `wordsIn`. */
  readonly tokens: readonly number[];
  /** The length of `folded`. */
  readonly foldedLength: number;
  private readonly whole: string;
  private readonly text: string;
  private knownCounts: TextShape | null = null;
  private knownSigns: number | null = null;
  private knownCues: number | null = null;
  private knownPatterns: readonly number[] | null = null;
  private knownFolded: string | null = null;
  private knownDated: boolean | null = null;

  constructor(whole: string) {
    this.whole = whole;
    this.text = whole.slice(0, READ_CHARS);
    this.chars = whole.length;
    this.logChars = log(whole.length);
    this.prose = isProse(whole);
    this.tokens = wordsIn(this.text);
    this.foldedLength = Math.max(0, foldedLengthOf(this.tokens));
  }

  private get counts(): TextShape {
    this.knownCounts ??= textShapeOf(this.whole);
    return this.knownCounts;
  }

  private get signs(): number {
    this.knownSigns ??= signsIn(this.text);
    return this.knownSigns;
  }

  get words(): number {
    return this.counts.words;
  }

  /** 2 for the end of a sentence, 1 for a colon, semicolon or comma, 0 for none. */
  get ending(): number {
    return this.counts.ending;
  }

  get sentences(): number {
    return this.counts.sentences;
  }

  get commas(): number {
    return this.counts.commas;
  }

  get capitalShare(): number {
    return this.counts.capitalized / Math.max(1, this.counts.runs);
  }

  get upperShare(): number {
    const { letters, capitals } = this.counts;
    return letters > 0 ? capitals / letters : 0;
  }

  get digitShare(): number {
    return this.counts.digits / Math.max(1, this.counts.length);
  }

  get symbolShare(): number {
    return this.counts.symbols / Math.max(1, this.counts.length);
  }

  get longestWord(): number {
    return this.counts.longestWord;
  }

  /** 1 in lower case, 2 a bullet or number, 0 else. */
  get beginning(): number {
    return this.counts.startsLow ? 1 : BULLET.test(this.text) ? 2 : 0;
  }

  get cues(): number {
    this.knownCues ??= cuesOf(this.tokens) | cuesOfSigns(this.text, this.signs);
    return this.knownCues;
  }

  /** 1 for each pattern of menus, code, presented people, glued words and addresses that it has, else 0. */
  get patterns(): readonly number[] {
    this.knownPatterns ??= patternsOf(this.whole, this.signs | signsIn(this.whole.slice(READ_CHARS)));
    return this.knownPatterns;
  }

  /** Its folded words, joined by spaces. */
  get folded(): string {
    this.knownFolded ??= foldedOf(this.tokens);
    return this.knownFolded;
  }

  /** Whether it is little more than a date. */
  get dated(): boolean {
    this.knownDated ??= isDated(this.whole);
    return this.knownDated;
  }
}

let known = new WeakMap<object, LineShape>();

/** The shapes of a page's lines, all by the same numbers of words. A line stays the same object through all rules, so it is measured once. */
export function shapesOf(lines: readonly { readonly text: string }[]): LineShape[] {
  if (renewWords()) known = new WeakMap();
  return lines.map((line) => {
    const before = known.get(line);
    if (before) return before;
    const shape = new LineShape(line.text);
    known.set(line, shape);
    return shape;
  });
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

/** `HomeNews`. */
const isGlued = (text: string): boolean => gluedIn(text, GLUED_CHARS) > 0;

const GLUED_CHARS = 300;
const LONGEST_DATE = 120;

function isDated(text: string): boolean {
  if (text.length >= LONGEST_DATE || !hasDigit(text)) return false;
  const meta = metaLineOf(text);
  return (
    meta?.published !== undefined || meta?.modified !== undefined || /\b(?:19|20)\d{2}\b.{0,8}\d{1,2}:\d{2}|\bago\b/.test(text)
  );
}
