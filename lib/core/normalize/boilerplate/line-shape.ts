import { metaLineOf } from '../../extract/meta-line.ts';
import { isProse, tokensOf, wordCountOf } from '../../extract/shapes.ts';
import { cuesOf } from './cues.ts';

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
  /** Of the words behind the first. */
  readonly capitalShare: number;
  readonly upperShare: number;
  readonly digitShare: number;
  readonly symbolShare: number;
  readonly longestWord: number;
  /** 1 in lower case, 2 a bullet or number, 0 else. */
  readonly beginning: number;
  readonly cues: number;
  readonly tokens: readonly string[];
  readonly folded: string;
  /** Whether it is little more than a date. */
  readonly dated: boolean;
}

/** The first characters of a long paragraph tell enough. */
const READ_CHARS = 1_500;

const known = new WeakMap<object, LineShape>();

/** The shape of a line; a line stays the same object through all rules, so it is measured once. */
export function shapeOf(line: { readonly text: string }): LineShape {
  const shape = known.get(line) ?? measure(line.text);
  known.set(line, shape);
  return shape;
}

/** Measures a line; a single pass over its characters. */
function measure(whole: string): LineShape {
  const text = whole.slice(0, READ_CHARS);
  let [letters, upper, digits, spaces, sentences, commas] = [0, 0, 0, 0, 0, 0];
  let [words, capitals, run, longestWord] = [0, 0, 0, 0];
  let wordStart = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 32) {
      spaces++;
      wordStart = true;
      run = 0;
      continue;
    }
    run++;
    if (run > longestWord) longestWord = run;
    const isUpper = code < 128 ? code >= 65 && code <= 90 : isUpperCase(text[i]!);
    if (isUpper || (code >= 97 && code <= 122) || (code >= 0xaa && !isPunctuation(code))) {
      letters++;
      if (isUpper) upper++;
      if (wordStart) {
        words++;
        if (isUpper && words > 1) capitals++;
      }
    } else if (code >= 48 && code <= 57) {
      digits++;
      if (wordStart) words++;
    } else if (code === 44 || code === 0x3001 || code === 0xff0c) commas++;
    else if ((code === 46 || code === 33 || code === 63 || code === 0x3002 || code === 0x0964) && isBreak(text, i)) sentences++;
    wordStart = false;
  }
  const length = Math.max(1, text.length);
  const tokens = tokensOf(text);
  return {
    chars: whole.length,
    logChars: Math.log1p(whole.length),
    words: wordCountOf(whole),
    prose: isProse(whole),
    ending: endingOf(whole),
    sentences,
    commas,
    capitalShare: words > 1 ? capitals / (words - 1) : 0,
    upperShare: letters > 0 ? upper / letters : 0,
    digitShare: digits / length,
    symbolShare: (length - letters - digits - spaces - sentences - commas) / length,
    longestWord,
    beginning: /^\p{Ll}/u.test(text) ? 1 : /^[\d*•·▪●–—+#>-]/u.test(text) ? 2 : 0,
    cues: cuesOf(text, tokens),
    tokens,
    folded: tokens.join(' '),
    dated: isDated(whole),
  };
}

const isUpperCase = (char: string): boolean => char.toLowerCase() !== char;
const isPunctuation = (code: number): boolean => (code >= 0x2000 && code < 0x2c00) || (code >= 0x3000 && code < 0x3040);
const isBreak = (text: string, i: number): boolean => i + 1 >= text.length || /[\s"'”’)\]]/.test(text[i + 1]!);

const endingOf = (text: string): number =>
  /[.!?…。！？।؟۔][\p{Pe}\p{Pf}\p{Pi}"']{0,3}$/u.test(text) ? 2 : /[:;,：；，、]$/u.test(text) ? 1 : 0;

const LONGEST_DATE = 120;

function isDated(text: string): boolean {
  if (text.length >= LONGEST_DATE || !/\p{Nd}/u.test(text)) return false;
  const meta = metaLineOf(text);
  return (
    meta?.published !== undefined || meta?.modified !== undefined || /\b(?:19|20)\d{2}\b.{0,8}\d{1,2}:\d{2}|\bago\b/.test(text)
  );
}
