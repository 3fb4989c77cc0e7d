const WORDS =
  'harbour mayor ferry winter council bridge reporters engineers orchard festival budget river railway museum teachers storm fishing ' +
  'village library summer market theatre hospital repairs voters concert valley lantern bakery airport forest glacier island stadium ' +
  'captain painter minister farmer doctor student builder singer baker pilot sailor judge poet weaver gardener mason cooper miller ' +
  'opened closed argued promised measured painted crossed delayed announced rejected praised counted borrowed planted repaired sang ' +
  'quietly slowly early late twice gladly rarely often never always nearly hardly briefly plainly boldly warmly';
const VOCABULARY = WORDS.split(' ');

/** A different text for each seed, the same for the same seed. */
export function textOf(seed: number, words = 120): string {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return VOCABULARY[(state >>> 8) % VOCABULARY.length]!;
  };
  return Array.from({ length: words }, next).join(' ');
}

/** Nearly the same text: a few words at the end differ. */
export function nearTextOf(seed: number, edit: number): string {
  return `${textOf(seed)} and then it was ${textOf(1000 + edit, 8)}`;
}
