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

/** All these words have at most six letters of one byte each, so that two numbers of three letters are the word. */
const HALF = 3;
const LARGEST_LETTER = 0xff;
/** Hash table with open addressing: the two halves of a word and its languages, 0 for none. */
const SLOTS = 1 << 10;
const firsts = new Int32Array(SLOTS);
const lasts = new Int32Array(SLOTS);
const languages = new Uint8Array(SLOTS);
const slotOf = (first: number, last: number): number => (Math.imul(first, 0x9e3779b1) ^ Math.imul(last, 0x85ebca6b)) >>> 22;

for (const [word, bits] of LANGUAGES_OF) {
  const half = (from: number) => [...word.slice(from, from + HALF)].reduce((sum, char) => (sum << 8) | char.charCodeAt(0), 0);
  const [first, last] = [half(0), half(HALF)];
  let slot = slotOf(first, last);
  while (languages[slot] !== 0) slot = (slot + 1) % SLOTS;
  [firsts[slot], lasts[slot], languages[slot]] = [first, last, bits];
}

function languagesOf(first: number, last: number): number {
  let slot = slotOf(first, last);
  while (languages[slot] !== 0 && (firsts[slot] !== first || lasts[slot] !== last)) slot = (slot + 1) % SLOTS;
  return languages[slot]!;
}

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
  let length = 0;
  let [first, last] = [0, 0];
  for (let i = 0; i <= text.length; i++) {
    const letter = i < text.length ? letterOf(text.charCodeAt(i)) : OUTSIDE;
    if (letter > COMPLEX) {
      if (length < HALF) first = (first << 8) | letter;
      else last = (last << 8) | letter;
      length += letter > LARGEST_LETTER ? TOO_LONG : 1;
    } else if (letter === COMPLEX) return null;
    else if (length > 0) {
      words++;
      if (length < TOO_LONG) sets[languagesOf(first, last)]!++;
      length = first = last = 0;
    }
  }
  return { words, sets };
}

const TOO_LONG = 2 * HALF + 1;

/** Of each UTF-16 unit that is a letter, the small one; as `foldedUnit`. Filled as units are met; 0 is not yet known. */
const letters = new Uint16Array(0x10000);

function letterOf(code: number): number {
  const known = letters[code]!;
  if (known !== 0) return known;
  const unit = foldedUnit(code);
  letters[code] = unit === COMPLEX || classAt(String.fromCharCode(code), 0) === LETTER ? unit : OUTSIDE;
  return letters[code]!;
}
