import { unitsOf } from '../units.ts';
import { classAt, eachRun, LETTER } from './character-classes.ts';
import { COMPLEX, foldedUnit, OUTSIDE } from './folded-units.ts';

/**
 * The commonest words of languages that have no close relatives in the news: a text that is full of one's is in that language, and
 * the model need not be asked. Romance languages share too many; Scandinavian ones nearly all.
 */
const STOP_WORDS: Readonly<Record<string, string>> = {
  de: 'der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man',
  en: 'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no if out so said what up its about than into them can only other',
  nl: 'de van het een en in is dat op te met voor zijn die niet aan er om ook als bij door maar naar uit dan of hij heeft worden wordt over zich nog tot deze werd meer ze was kan geen we hebben',
};

const CODES = Object.keys(STOP_WORDS);
/** Of each word a bit for each language. */
const LANGUAGES_OF = new Map<string, number>();
for (const [i, words] of Object.values(STOP_WORDS).entries()) {
  for (const word of words.split(' ')) LANGUAGES_OF.set(word, (LANGUAGES_OF.get(word) ?? 0) | (1 << i));
}

/**
 * These words as an automaton: a state for each beginning of one, and by the number of the next letter the state behind it. A letter
 * takes one look, where a hash takes several steps.
 */
const START = 0;
/** No word of these begins so. */
const ASTRAY = 1;
const states: Map<number, number>[] = [new Map(), new Map()];
/** The languages of the word that ends in each state, 0 for none. */
const languages: number[] = [0, 0];
/** Numbers of the letters, from 1 on. */
const numbers = new Map<number, number>();

for (const [word, bits] of LANGUAGES_OF) {
  let state = START;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (!numbers.has(code)) numbers.set(code, numbers.size + 1);
    const next = states[state]!.get(numbers.get(code)!) ?? states.push(new Map()) - 1;
    states[state]!.set(numbers.get(code)!, next);
    state = next;
  }
  while (languages.length < states.length) languages.push(0);
  languages[state] = bits;
}

/** A row holds this many letters. */
const ROW = 1 << 5;
const automaton = new Uint16Array(states.length * ROW).fill(ASTRAY);
for (const [state, nexts] of states.entries()) for (const [letter, next] of nexts) automaton[state * ROW + letter] = next;

/** Running text of these languages has 0.35 to 0.6 of its words here; below it the text may be of another one. */
const MIN_SHARE = 0.3;
/** What the runner-up may have of the winner's: what unrelated languages share by chance. */
const MAX_RIVALRY = 0.4;
const MIN_WORDS = 40;

/** The language whose commonest words the text is full of, and how far ahead it is (0 to 1); null when that leaves doubt. */
export function languageByStopWords(text: string): { code: string; score: number } | null {
  const { words, sets } = countSimply(text) ?? count(text.toLowerCase());
  const hits = CODES.map((_, i) => sets.reduce((sum, times, bits) => sum + ((bits >> i) & 1) * times, 0));
  const most = Math.max(...hits);
  if (words < MIN_WORDS || most < words * MIN_SHARE) return null;
  const first = hits.indexOf(most);
  const rivalry = Math.max(...hits.filter((_, i) => i !== first)) / most;
  return rivalry > MAX_RIVALRY ? null : { code: CODES[first]!, score: 1 - rivalry };
}

/** Words of a text, and how many are in each set of languages. */
interface Counted {
  readonly words: number;
  readonly sets: readonly number[];
}

const noSets = (): number[] => new Array<number>(1 << CODES.length).fill(0);

function count(lower: string): Counted {
  const sets = noSets();
  let words = 0;
  eachRun(lower, LETTER, (start, end) => {
    words++;
    sets[LANGUAGES_OF.get(lower.slice(start, end)) ?? 0]!++;
  });
  return { words, sets };
}

/** The same without a string for each word; null when letters become small together with others. */
function countSimply(text: string): Counted | null {
  const sets = noSets();
  let words = 0;
  let state = START;
  const units = unitsOf(text);
  for (let i = 0; i < text.length; i++) {
    const letter = letterOf(units[i]!);
    if (letter < NO_LETTER) state = automaton[state * ROW + letter]!;
    else if (letter === TOGETHER) return null;
    else if (state !== START) {
      words++;
      sets[languages[state]!]!++;
      state = START;
    }
  }
  if (state !== START) {
    words++;
    sets[languages[state]!]!++;
  }
  return { words, sets };
}

/** A letter that none of the words has. */
const OTHER_LETTER = ROW - 1;
const NO_LETTER = ROW;
/** Becomes small together with others. */
const TOGETHER = ROW + 1;
const UNKNOWN = ROW + 2;

/** The number of each UTF-16 unit that is a letter, large or small; filled as units are met. */
const letters = new Uint8Array(0x10000).fill(UNKNOWN);

function letterOf(code: number): number {
  const known = letters[code]!;
  if (known !== UNKNOWN) return known;
  const unit = foldedUnit(code);
  const isLetter = unit !== OUTSIDE && classAt(String.fromCharCode(code), 0) === LETTER;
  letters[code] = unit === COMPLEX ? TOGETHER : isLetter ? (numbers.get(unit) ?? OTHER_LETTER) : NO_LETTER;
  return letters[code]!;
}
