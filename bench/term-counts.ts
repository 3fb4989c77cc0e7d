import { tokensOf } from '../lib/core/extract/shapes.ts';
import { WordOdds } from '../lib/core/normalize/boilerplate/word-odds.ts';

/** The lines of a page, and which of them are its article's. */
export interface LabelledLines {
  readonly id: string;
  /** Pages of one group are left out together. */
  readonly group: number;
  readonly texts: readonly string[];
  readonly labels: readonly (boolean | null)[];
}
/** By group, on how many pages a term stands in the article, and on how many around it. */
interface Counts {
  readonly inside: Uint16Array;
  readonly outside: Uint16Array;
}

/** Terms of fewer pages than this share are no words of the trade, but of a site or a subject. */
const LEAST_SHARE = 0.05;
/** Terms nearer to the usual odds than this tell too little for their room. */
const LEAST_ODDS = 0.7;
/** Pages added to either count, in the usual proportion. */
const PRIOR = 3;
const READ_CHARS = 1_500;

/** Where words and pairs of words stand on labelled pages. Names are left out: of people, places, firms, months. */
export class TermCounts {
  private readonly counts: ReadonlyMap<string, Counts>;

  constructor(pages: readonly LabelledLines[], groups: number) {
    const ids = Map.groupBy(pages, ({ id }) => id);
    const terms = [...ids.values()].map((own) => ({ group: own[0]!.group, ...termsOf(own) }));
    const holders = new Map<string, number>();
    for (const { inside, outside } of terms)
      for (const term of inside.union(outside)) holders.set(term, (holders.get(term) ?? 0) + 1);
    const names = namesIn(pages);
    const counts = new Map<string, Counts>();
    for (const [term, pages] of [...holders].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (pages < LEAST_SHARE * ids.size || term.split(' ').some((word) => names.has(word))) continue;
      counts.set(term, { inside: new Uint16Array(groups), outside: new Uint16Array(groups) });
    }
    for (const { group, inside, outside } of terms) {
      for (const term of inside) if (counts.has(term)) counts.get(term)!.inside[group]!++;
      for (const term of outside) if (counts.has(term)) counts.get(term)!.outside[group]!++;
    }
    this.counts = counts;
  }

  /** The odds of the terms by the pages of all groups but these. */
  oddsWithout(groups: ReadonlySet<number>): WordOdds {
    const sumOf = (counts: Uint16Array) => counts.reduce((sum, count, group) => (groups.has(group) ? sum : sum + count), 0);
    const sums = [...this.counts].map(([term, { inside, outside }]) => ({
      term,
      inside: sumOf(inside),
      outside: sumOf(outside),
    }));
    const total = (side: 'inside' | 'outside') => sums.reduce((sum, counts) => sum + counts[side], 0);
    const usual = total('inside') / total('outside');
    const rated = sums.map(({ term, inside, outside }) => ({
      term,
      odds: Math.log((inside + PRIOR * usual) / (outside + PRIOR) / usual),
    }));
    const lists = Map.groupBy(
      rated.filter(({ odds }) => Math.abs(odds) >= LEAST_ODDS).sort((a, b) => a.odds - b.odds),
      ({ odds }) => Math.round(odds * 10),
    );
    return new WordOdds(Object.fromEntries([...lists].map(([tenths, list]) => [tenths, list.map(({ term }) => term).join(',')])));
  }
}

function termsOf(pages: readonly LabelledLines[]): { inside: Set<string>; outside: Set<string> } {
  const on = (side: boolean) =>
    new Set(pages.flatMap(({ texts, labels }) => texts.filter((_, i) => labels[i] === side).flatMap(termsIn)));
  return { inside: on(true), outside: on(false) };
}

function termsIn(text: string): string[] {
  const words = tokensOf(text.slice(0, READ_CHARS)).map((word) => (/^\d+$/.test(word) ? '0'.repeat(word.length) : word));
  return [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)];
}

const LONG_WORDS = 15;

/** Words that are mostly capitalized where no sentence begins. */
function namesIn(pages: readonly LabelledLines[]): Set<string> {
  const all = new Map<string, number>();
  const capital = new Map<string, number>();
  for (const text of pages.flatMap(({ texts }) => texts)) {
    if (text.split(' ').length < LONG_WORDS) continue;
    for (const [word] of text.matchAll(/(?<=\p{Ll},? )\p{L}+/gu)) {
      const folded = word.toLowerCase();
      all.set(folded, (all.get(folded) ?? 0) + 1);
      if (/^\p{Lu}/u.test(word)) capital.set(folded, (capital.get(folded) ?? 0) + 1);
    }
  }
  return new Set(all.keys().filter((word) => (capital.get(word) ?? 0) * 2 >= all.get(word)!));
}
