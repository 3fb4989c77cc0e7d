import { unitsOf } from '../units.ts';

/** A text quotes in one style when this many of its quotation marks are of it. */
const SHARE = 0.6;
const LEAST = 2;

/** Whether a text quotes in the curly English style, so that the odd straight mark is a slip: pairs of other styles can't be told from it. */
export function quotesAreCurly(text: string): boolean {
  if (!CURLY.test(text)) return false;
  const units = unitsOf(text);
  let curly = 0;
  let straight = 0;
  for (let i = 0; i < text.length; i++) {
    const code = units[i]!;
    if (code === 0x22 || code === 0x27) straight++;
    else if (code === 0xab || code === 0xbb || code === 0x201e)
      return false; // « » „
    else if (code >= 0x2018 && code <= 0x201d && code !== 0x201a && code !== 0x201b) curly++; // ‘ ’ “ ”
  }
  return straight > 0 && curly >= LEAST && curly / (curly + straight) >= SHARE;
}

const CURLY = /[‘’“”]/;
const STRAIGHT = /["']/;

/** Straight quotation marks and apostrophes as curly ones; after a digit they are inches and feet, and stay. */
export function curlQuotes(text: string): string {
  if (!STRAIGHT.test(text)) return text;
  return text
    .replace(/(?<!\p{N})"/gu, (_, at: number) => (opens(text, at) ? '“' : '”'))
    .replace(/(?<!\p{N})'/gu, (_, at: number) => (opens(text, at) && !/^\p{N}/u.test(text.slice(at + 1, at + 2)) ? '‘' : '’'));
}

const opens = (text: string, at: number): boolean => at === 0 || /[\s([{“‘"'—–-]/.test(text[at - 1]!);
