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

function measure(whole: string): LineShape {
  const text = whole.slice(0, READ_CHARS);
  const counts = countKinds(text);
  const parts = text.split(' ').filter(Boolean);
  const starts = parts.map((part) => kindAt(part, 0)).filter((kind) => kind <= DIGIT);
  const words = starts.length;
  const letters = counts[UPPER]! + counts[LOWER]!;
  const known = letters + counts[DIGIT]! + counts[SPACE]! + counts[STOP]! + counts[COMMA]!;
  const length = Math.max(1, text.length);
  const tokens = tokensOf(text);
  return {
    chars: whole.length,
    logChars: Math.log1p(whole.length),
    words: wordCountOf(whole),
    prose: isProse(whole),
    ending: endingOf(whole),
    sentences: counts[STOP]!,
    commas: counts[COMMA]!,
    capitalShare: words > 1 ? starts.slice(1).filter((kind) => kind === UPPER).length / (words - 1) : 0,
    upperShare: letters > 0 ? counts[UPPER]! / letters : 0,
    digitShare: counts[DIGIT]! / length,
    symbolShare: (length - known) / length,
    longestWord: parts.reduce((most, part) => Math.max(most, part.length), 0),
    beginning: /^\p{Ll}/u.test(text) ? 1 : /^[\d*•·▪●–—+#>-]/u.test(text) ? 2 : 0,
    cues: cuesOf(text, tokens),
    tokens,
    folded: tokens.join(' '),
    dated: isDated(whole),
  };
}

// Kinds of characters; those that begin a word come first.
const UPPER = 0;
const LOWER = 1;
const DIGIT = 2;
const SPACE = 3;
const COMMA = 4;
const STOP = 5;
const OTHER = 6;

function countKinds(text: string): Uint32Array {
  const counts = new Uint32Array(OTHER + 1);
  for (let i = 0; i < text.length; i++) counts[kindAt(text, i)]!++;
  return counts;
}

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => kindOfChar(String.fromCharCode(code)));

function kindAt(text: string, i: number): number {
  const code = text.charCodeAt(i);
  const kind = code < 128 ? ASCII[code]! : kindOfChar(text[i]!);
  return kind === STOP && !isBreak(text, i) ? OTHER : kind;
}

function kindOfChar(char: string): number {
  if (char === ' ') return SPACE;
  if (/[,、，]/.test(char)) return COMMA;
  if (/[.!?。।]/.test(char)) return STOP;
  if (/[0-9]/.test(char)) return DIGIT;
  const code = char.charCodeAt(0);
  const letter = code < 128 ? /[a-z]/i.test(char) : code >= 0xaa && !isPunctuation(code);
  if (!letter) return OTHER;
  return char.toLowerCase() === char ? LOWER : UPPER;
}

/** General punctuation and symbols, and those of East Asia. */
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
