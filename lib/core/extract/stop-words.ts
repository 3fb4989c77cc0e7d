import { eachRun, LETTER } from './character-classes.ts';

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
const LONGEST = Math.max(...[...LANGUAGES_OF.keys()].map((word) => word.length));

/** Running text of these languages has 0.35 to 0.6 of its words here; below it the text may be of another one. */
const MIN_SHARE = 0.3;
/** What the runner-up may have of the winner's: what unrelated languages share by chance. */
const MAX_RIVALRY = 0.4;
const MIN_WORDS = 40;

/** The language whose commonest words the text is full of, and how far ahead it is (0 to 1); null when that leaves doubt. */
export function languageByStopWords(text: string): { code: string; score: number } | null {
  const lower = text.toLowerCase();
  const hits = new Array<number>(CODES.length).fill(0);
  let words = 0;
  eachRun(lower, LETTER, (start, end) => {
    words++;
    const languages = end - start > LONGEST ? 0 : (LANGUAGES_OF.get(lower.slice(start, end)) ?? 0);
    if (languages !== 0) for (let i = 0; i < CODES.length; i++) hits[i]! += (languages >> i) & 1;
  });
  const most = Math.max(...hits);
  if (words < MIN_WORDS || most < words * MIN_SHARE) return null;
  const first = hits.indexOf(most);
  const rivalry = Math.max(...hits.filter((_, i) => i !== first)) / most;
  return rivalry > MAX_RIVALRY ? null : { code: CODES[first]!, score: 1 - rivalry };
}
