import { DIGIT, INVISIBLE, kindOf, MARK, SEPARATOR, SINGLE, WORD } from './character-kinds.ts';
import { compose } from './compose.ts';

/** A token of the canonical text and where it stands in the composed one. */
export interface Token {
  /** Lower case. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface TokenizedText {
  /** NFKC of the text; the tokens' places are in it. */
  readonly composed: string;
  readonly tokens: readonly Token[];
}

/** The canonical text's tokens with their places, for those who must show or weigh the words; slower than a `Scanner`. */
export function tokenize(text: string): TokenizedText {
  const composed = compose(text);
  const tokens: Token[] = [];
  let letters = '';
  let start = 0;
  let end = 0;
  const close = () => {
    if (letters !== '') tokens.push({ text: letters.toLowerCase(), start, end });
    letters = '';
  };
  let open = SEPARATOR;
  let at = 0;
  for (const character of composed) {
    const kind = kindOf(character.codePointAt(0)!);
    const here = at;
    at += character.length;
    if (kind === INVISIBLE || (kind === MARK && letters === '')) continue;
    if (kind === SEPARATOR || startsToken(kind, open)) {
      close();
      start = here;
      open = kind;
    }
    if (kind === SEPARATOR) continue;
    letters += character;
    end = at;
  }
  close();
  return { composed, tokens };
}

/** Whether a character of this kind begins a token, after one of the kind `open`. */
function startsToken(kind: number, open: number): boolean {
  return kind === SINGLE || (isOfWord(kind) && !isOfWord(open));
}

function isOfWord(kind: number): boolean {
  return kind === WORD || kind === DIGIT;
}
