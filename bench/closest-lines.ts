import { wordsOf } from './html-model/labels.ts';

const GRAM = 4;
/** Shorter lines have too few 4-grams to judge them by. */
const LONG_WORDS = GRAM + 2;

/**
 * Which lines to keep to come as close to a body as whole lines can. At first those are kept whose words stand in it, long ones by most
 * of their 4-grams; then a line is put in or taken out where that raises precision plus recall of the 4-grams, each counted as often
 * as it stands there (coordinate ascent). So of a line that stands twice the one is kept whose neighbours are the body's, and a line of
 * which little is the body's goes when the rest costs more. Lines without words are not judged: null.
 */
export function closestLines(texts: readonly string[], body: string): (boolean | null)[] {
  const lines = texts.map(wordsOf);
  const wanted = wordsOf(body);
  const kept = guessed(lines, wanted);
  const tally = new Tally(gramsOf(wanted));
  tally.add(gramsOf(lines.flatMap((words, i) => (kept[i] ? words : []))), 1);
  let best = tally.precisionAndRecall;
  for (let changed = true; changed; ) {
    changed = false;
    lines.forEach((words, i) => {
      if (words.length === 0) return;
      const [before, after] = besides(lines, kept, i);
      const [within, without] = [gramsOf([...before, ...words, ...after]), gramsOf([...before, ...after])];
      const sign = kept[i] ? -1 : 1;
      const move = (sign: number) => tally.add(within, sign).add(without, -sign).precisionAndRecall;
      const found = move(sign);
      if (found > best + LEAST_GAIN) {
        [best, kept[i], changed] = [found, !kept[i], true];
      } else move(-sign);
    });
  }
  return kept.map((keeps, i) => (lines[i]!.length === 0 ? null : keeps));
}

function guessed(lines: readonly string[][], wanted: readonly string[]): boolean[] {
  const grams = new Set(gramsOf(wanted));
  const whole = ` ${wanted.join(' ')} `;
  return lines.map((words) => {
    if (words.length < LONG_WORDS) return whole.includes(` ${words.join(' ')} `);
    const own = gramsOf(words);
    return own.filter((gram) => grams.has(gram)).length >= own.length / 2;
  });
}

/** More than what rounding makes. */
const LEAST_GAIN = 1e-9;

const gramsOf = (words: readonly string[]): string[] =>
  Array.from({ length: Math.max(0, words.length - GRAM + 1) }, (_, i) => words.slice(i, i + GRAM).join(' '));

/** The kept words right above and below a line that share 4-grams with it. */
function besides(lines: readonly string[][], kept: readonly boolean[], i: number): [string[], string[]] {
  let [before, after]: [string[], string[]] = [[], []];
  for (let at = i - 1; at >= 0 && before.length < GRAM - 1; at--)
    if (kept[at]) before = [...lines[at]!.slice(1 - GRAM), ...before];
  for (let at = i + 1; at < lines.length && after.length < GRAM - 1; at++)
    if (kept[at]) after = [...after, ...lines[at]!.slice(0, GRAM - 1)];
  return [before.slice(1 - GRAM), after.slice(0, GRAM - 1)];
}

/** How many 4-grams a text has, and how many of the wanted ones, each at most as often as it is wanted. */
class Tally {
  private readonly wanted = new Map<string, number>();
  private readonly found = new Map<string, number>();
  private readonly total: number;
  private all = 0;
  private right = 0;

  constructor(wanted: readonly string[]) {
    this.total = wanted.length;
    for (const gram of wanted) this.wanted.set(gram, (this.wanted.get(gram) ?? 0) + 1);
  }

  add(grams: readonly string[], sign: number): this {
    this.all += sign * grams.length;
    for (const gram of grams) {
      const limit = this.wanted.get(gram);
      if (limit === undefined) continue;
      const before = this.found.get(gram) ?? 0;
      this.found.set(gram, before + sign);
      this.right += Math.min(limit, before + sign) - Math.min(limit, before);
    }
    return this;
  }

  get precisionAndRecall(): number {
    return (this.all > 0 ? this.right / this.all : 0) + (this.total > 0 ? this.right / this.total : 0);
  }
}
