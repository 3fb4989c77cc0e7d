interface Read {
  /** The words of all terms, numbered from 1. */
  readonly numbers: ReadonlyMap<string, number>;
  /** By the number of a word, its own odds. */
  readonly singles: Float64Array;
  /** By the numbers of two words, the odds of the pair. */
  readonly pairs: ReadonlyMap<number, number>;
}

/** Numbers of words are below. */
const MOST_WORDS = 1 << 16;

/**
 * Words and pairs of words with the logarithm of how much oftener than others they stand in the article: those of notices, menus
 * and teasers are below 0, those of running text above. Kept as text and read when first asked for.
 */
export class WordOdds {
  /** By odds in tenths, folded terms joined by commas. A word of figures stands as so many zeros. */
  readonly lists: Readonly<Record<string, string>>;
  private read: Read | null = null;

  constructor(lists: Readonly<Record<string, string>>) {
    this.lists = lists;
  }

  /** The words of all terms. */
  get words(): Iterable<string> {
    this.read ??= readLists(this.lists);
    return this.read.numbers.keys();
  }

  /** The number of a word, 0 if it is in no term. */
  numberOf(word: string): number {
    this.read ??= readLists(this.lists);
    return this.read.numbers.get(word) ?? 0;
  }

  /** The odds of a word by its number, 0 for one that tells nothing. */
  ofWord(word: number): number {
    return word === 0 ? 0 : this.read!.singles[word]!;
  }

  ofPair(first: number, second: number): number {
    return first === 0 || second === 0 ? 0 : (this.read!.pairs.get(first * MOST_WORDS + second) ?? 0);
  }
}

function readLists(lists: Readonly<Record<string, string>>): Read {
  const terms = Object.entries(lists).flatMap(([tenths, list]) =>
    list.split(',').map((term) => ({ words: term.split(' '), odds: Number(tenths) / 10 })),
  );
  const numbers = new Map([...new Set(terms.flatMap(({ words }) => words))].map((word, i) => [word, i + 1]));
  const singles = new Float64Array(numbers.size + 1);
  const pairs = new Map<number, number>();
  for (const { words, odds } of terms) {
    const [first, second] = words.map((word) => numbers.get(word)!);
    if (second === undefined) singles[first!] = odds;
    else pairs.set(first! * MOST_WORDS + second, odds);
  }
  return { numbers, singles, pairs };
}
