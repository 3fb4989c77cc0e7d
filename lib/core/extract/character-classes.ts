// Classes of characters that words are made of.
export const LETTER = 1;
export const NUMBER = 2;
export const MARK = 4;
const OTHER = 8;

// Filled as characters are met; 0 is not yet known.
const classes = new Uint8Array(0x10000);

/**
 * The class of the character that UTF-16 unit `i` is or belongs to: both halves of a pair have the class of the pair.
 * A look into a table takes a fraction of what a regular expression with Unicode properties does.
 */
export function classAt(text: string, i: number, code = text.charCodeAt(i)): number {
  const known = classes[code]!;
  if (known !== 0) return known;
  if (code >= 0xd800 && code <= 0xdfff) return classOf(pairAt(text, i, code));
  const found = classOf(text[i]!);
  classes[code] = found;
  return found;
}

/** Calls for each run of characters of some classes. */
export function eachRun(text: string, wanted: number, call: (start: number, end: number) => void): void {
  let start = -1;
  for (let i = 0; i < text.length; i++) {
    const isWanted = (classAt(text, i) & wanted) !== 0;
    if (isWanted === start >= 0) continue;
    if (!isWanted) call(start, i);
    start = isWanted ? i : -1;
  }
  if (start >= 0) call(start, text.length);
}

function pairAt(text: string, i: number, code: number): string {
  const at = code >= 0xdc00 && i > 0 && isHigh(text.charCodeAt(i - 1)) ? i - 1 : i;
  return String.fromCodePoint(text.codePointAt(at)!);
}

/** Whether a UTF-16 unit is the first half of a pair. */
export const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

function classOf(char: string): number {
  if (/\p{L}/u.test(char)) return LETTER;
  if (/\p{N}/u.test(char)) return NUMBER;
  return /\p{M}/u.test(char) ? MARK : OTHER;
}
