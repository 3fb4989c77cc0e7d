/**
 * Stories: the articles that report one event. Day after day, the articles of the day are grouped with each other and with the
 * stories of the days before, by average-link clustering over TF-IDF vectors. A day that is over is never regrouped: its stories
 * don't join and don't split, so a later article changes no earlier story's id. One that arrives late, or changes, or is deleted
 * has its day and those after it grouped again, and only then can ids change. A pure function of the articles, in any order.
 */
import { averageLink } from './average-link.ts';
import type { Terms } from './terms.ts';

/** What is grouped: an article, or a group of near duplicates, which counts once. */
export interface StoryArticle {
  readonly id: string;
  /** `YYYY-MM-DD`: the day of the event, as near as is known. */
  readonly day: string;
  readonly terms: Terms;
}

/** Chosen on labelled topics by cross-validation: `bench/story-quality.ts`. */
export const STORY_SIMILARITY = 0.2;
/** After so many days without news a story is half as near. Not measured: labelled events with days are not to be had. */
const HALF_LIFE_DAYS = 3;
/** After so many days nothing can be near enough to a story any more. */
export const STORY_DAYS = Math.floor(-Math.log2(STORY_SIMILARITY) * HALF_LIFE_DAYS);
/** A word of more articles in the window relates none of them: bounds the pairs that are looked at. */
const MAX_SHARING = 1_000;
/** What is less near counts as nothing: most pairs of a day, which would fill the memory. On the labelled texts it changes no story. */
const LEAST_COSINE = 0.05;
const DAY_MS = 86_400_000;

/** For each article the id of its story: of its first article. */
export function storyIds(articles: readonly StoryArticle[], least = STORY_SIMILARITY): Map<string, string> {
  const window = new StoryWindow(least);
  const stories = new Map<string, string>();
  for (const [day, ofDay] of articlesByDay(articles)) for (const [id, story] of window.group(day, ofDay)) stories.set(id, story);
  return stories;
}

/** In the order in which they must be grouped. */
export function articlesByDay<T extends { readonly day: string; readonly id: string }>(articles: readonly T[]): Map<string, T[]> {
  return Map.groupBy(
    articles.toSorted((a, b) => compare(a.day, b.day) || compare(a.id, b.id)),
    ({ day }) => day,
  );
}

/** The articles of the last days with their stories; takes one day after the other. */
export class StoryWindow {
  #placed: Placed[] = [];
  readonly #least: number;

  constructor(least = STORY_SIMILARITY) {
    this.#least = least;
  }

  /** Groups all articles of a day, which are sorted by id. */
  group(day: string, articles: readonly StoryArticle[]): Map<string, string> {
    this.#placed = this.#placed.filter(({ article }) => daysBetween(article.day, day) <= STORY_DAYS);
    const stories = groupDay(day, articles, this.#placed, this.#least);
    this.know(articles, stories);
    return stories;
  }

  /** Takes in the articles of a day whose stories are known. */
  know(articles: readonly StoryArticle[], stories: ReadonlyMap<string, string>): void {
    for (const article of articles) this.#placed.push({ article, story: stories.get(article.id)! });
  }
}

interface Placed {
  readonly article: StoryArticle;
  readonly story: string;
}

/** An open story of earlier days, or an article of this one. */
interface Item {
  readonly story: string;
  readonly isOpen: boolean;
  readonly members: readonly StoryArticle[];
  /** What is left of its nearness to the articles of this day. */
  readonly decay: number;
}

function groupDay(day: string, articles: readonly StoryArticle[], window: readonly Placed[], least: number): Map<string, string> {
  const open = [...Map.groupBy(window, ({ story }) => story)].map(([story, placed]): Item => {
    const members = placed.map(({ article }) => article);
    return { story, isOpen: true, members, decay: 2 ** (-daysBetween(members.at(-1)!.day, day) / HALF_LIFE_DAYS) };
  });
  const items = [
    ...open,
    ...articles.map((article): Item => ({ story: article.id, isOpen: false, members: [article], decay: 1 })),
  ];
  const groups = averageLink(
    {
      sizes: items.map(({ members }) => members.length),
      fixed: items.map(({ isOpen }) => isOpen),
      neighbours: neighboursOf(items, window.length + articles.length),
    },
    least,
  );
  return new Map(articles.map(({ id }, i) => [id, items[groups[open.length + i]!]!.story]));
}

/** The sums of cosines between the members of items, of which at least one is of this day. */
function neighboursOf(items: readonly Item[], total: number): Map<number, number>[] {
  const sharing = new Map<number, number>();
  for (const { members } of items)
    for (const { terms } of members) for (const word of terms.words) sharing.set(word, (sharing.get(word) ?? 0) + 1);
  const neighbours = items.map(() => new Map<number, number>());
  const postings = new Map<number, Postings>();
  const sums = new Float64Array(items.length);
  items.forEach((item, a) => {
    sums.fill(0, 0, a);
    for (const [word, weight] of sumOfUnits(item, sharing, total)) {
      const count = sharing.get(word)!;
      if (count >= 2 && count <= MAX_SHARING) meet(postings, word, { item: a, weight, compared: !item.isOpen }, sums);
    }
    for (let b = 0; b < a; b++) {
      if (sums[b]! < LEAST_COSINE * item.members.length * items[b]!.members.length) continue;
      neighbours[a]!.set(b, sums[b]!);
      neighbours[b]!.set(a, sums[b]!);
    }
  });
  return neighbours;
}

/** Adds what the item shares by this word with those before it. Stories of earlier days come first, and are not compared with each other. */
function meet(
  postings: Map<number, Postings>,
  word: number,
  { item, weight, compared }: { item: number; weight: number; compared: boolean },
  sums: Float64Array,
): void {
  const earlier = postings.get(word);
  if (!earlier) {
    postings.set(word, { items: [item], weights: [weight] });
    return;
  }
  const { items, weights } = earlier;
  if (compared) for (let i = 0; i < items.length; i++) sums[items[i]!]! += weight * weights[i]!;
  items.push(item);
  weights.push(weight);
}

interface Postings {
  readonly items: number[];
  readonly weights: number[];
}

/** The sum of the members' TF-IDF vectors, each of length 1; faded by the story's silence. */
function sumOfUnits({ members, decay }: Item, sharing: ReadonlyMap<number, number>, total: number): Map<number, number> {
  const sum = new Map<number, number>();
  for (const { terms } of members) {
    const weights = Float64Array.from(terms.words, (word, i) => {
      const idf = Math.max(0, Math.log((total + 1) / (sharing.get(word)! + 0.5)));
      return Math.log1p(terms.counts[i]!) * idf;
    });
    const length = Math.sqrt(weights.reduce((squares, weight) => squares + weight * weight, 0)) || 1;
    terms.words.forEach((word, i) => {
      sum.set(word, (sum.get(word) ?? 0) + (decay * weights[i]!) / length);
    });
  }
  return sum;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
