/** How a text is written, counted in one pass. */
export interface TextShape {
  /** Characters looked at. */
  readonly length: number;
  readonly words: number;
  readonly sentences: number;
  readonly commas: number;
  readonly digits: number;
  readonly capitals: number;
  /** Words that begin with a capital. */
  readonly capitalized: number;
  /** Separators of menus and bylines. */
  readonly signs: number;
  readonly breaks: number;
  readonly startsLow: boolean;
  readonly endsSentence: boolean;
}

/** More than this says nothing new of a block. */
const LONGEST_LOOK = 4_000;
const ENDS = new Set('.!?。！？…؟');
const CLOSING = new Set(`"'”’)]»`);
const COMMAS = new Set(',;:，、；：،');
const SIGNS = new Set('|©•→»›@#/');
const SPACES = new Set(' \n');

export function textShapeOf(whole: string): TextShape {
  const text = whole.slice(0, LONGEST_LOOK);
  const counts = { words: 1, sentences: 0, commas: 0, digits: 0, capitals: 0, capitalized: 0, signs: 0, breaks: 0 };
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    const isCapital = isUpper(char);
    const isLetter = isCapital || isLower(char);
    const isDigit = char >= '0' && char <= '9';
    if (isDigit) counts.digits++;
    else if (isCapital) {
      counts.capitals++;
      if (!inWord) counts.capitalized++;
    } else if (!isLetter) count(counts, text, i, char);
    inWord = isLetter || isDigit;
  }
  const last = text.length - 1;
  const endsSentence = isEnd(text[last]!) || (CLOSING.has(text[last]!) && last > 0 && isEnd(text[last - 1]!));
  return { ...counts, length: text.length, startsLow: isLower(text[0]!), endsSentence };
}

function count(
  counts: { words: number; sentences: number; commas: number; signs: number; breaks: number },
  text: string,
  i: number,
  char: string,
) {
  if (SPACES.has(char)) counts.words++;
  if (char === '\n') counts.breaks++;
  if (COMMAS.has(char)) counts.commas++;
  if (SIGNS.has(char)) counts.signs++;
  if (!ENDS.has(char)) return;
  const next = text[CLOSING.has(text[i + 1] ?? '') ? i + 2 : i + 1] ?? ' ';
  if (SPACES.has(next)) counts.sentences++;
}

const isEnd = (char: string): boolean => ENDS.has(char) || char === ':';
const isUpper = (char: string): boolean => (char <= '\x7f' ? char >= 'A' && char <= 'Z' : char !== char.toLowerCase());
const isLower = (char: string): boolean => (char <= '\x7f' ? char >= 'a' && char <= 'z' : char !== char.toUpperCase());
