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
const DAY_MS = 86_400_000;

export interface StoryOptions {
  /** Stories of the articles before this day are known, and stay. */
  readonly from?: string;
  readonly known?: ReadonlyMap<string, string>;
  readonly least?: number;
}

/** For each article the id of its story: of its first article. Only articles from `from` on are answered for. */
export function storyIds(articles: readonly StoryArticle[], options: StoryOptions = {}): Map<string, string> {
  const { from = '', known = new Map(), least = STORY_SIMILARITY } = options;
  const sorted = articles.toSorted((a, b) => compare(a.day, b.day) || compare(a.id, b.id));
  const stories = new Map<string, string>();
  let window: Placed[] = [];
  for (const [day, ofDay] of Map.groupBy(sorted, (article) => article.day)) {
    window = window.filter((placed) => daysBetween(placed.article.day, day) <= STORY_DAYS);
    const answers = day < from ? ofDay.map(({ id }) => known.get(id) ?? id) : groupDay(day, ofDay, window, least);
    ofDay.forEach((article, i) => {
      window.push({ article, story: answers[i]! });
      if (day >= from) stories.set(article.id, answers[i]!);
    });
  }
  return stories;
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

function groupDay(day: string, articles: readonly StoryArticle[], window: readonly Placed[], least: number): string[] {
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
  return articles.map((_, i) => items[groups[open.length + i]!]!.story);
}

/** The sums of cosines between the members of items, of which at least one is of this day. */
function neighboursOf(items: readonly Item[], total: number): Map<number, number>[] {
  const sharing = new Map<string, number>();
  for (const { members } of items)
    for (const { terms } of members) for (const term of terms.keys()) sharing.set(term, (sharing.get(term) ?? 0) + 1);
  const postings = new Map<string, { item: number; weight: number }[]>();
  items.forEach((item, i) => {
    for (const [term, weight] of sumOfUnits(item, sharing, total)) {
      if (sharing.get(term)! < 2 || sharing.get(term)! > MAX_SHARING) continue;
      const list = postings.get(term);
      if (list) list.push({ item: i, weight });
      else postings.set(term, [{ item: i, weight }]);
    }
  });
  const neighbours = items.map(() => new Map<number, number>());
  for (const list of postings.values()) {
    for (let x = 0; x < list.length; x++) {
      const a = list[x]!;
      for (let y = x + 1; y < list.length; y++) {
        const b = list[y]!;
        if (items[a.item]!.isOpen && items[b.item]!.isOpen) continue;
        neighbours[a.item]!.set(b.item, (neighbours[a.item]!.get(b.item) ?? 0) + a.weight * b.weight);
      }
    }
  }
  neighbours.forEach((others, a) => {
    for (const [b, sum] of others) if (a < b) neighbours[b]!.set(a, sum);
  });
  return neighbours;
}

/** The sum of the members' TF-IDF vectors, each of length 1; faded by the story's silence. */
function sumOfUnits({ members, decay }: Item, sharing: ReadonlyMap<string, number>, total: number): Map<string, number> {
  const sum = new Map<string, number>();
  for (const { terms } of members) {
    const vector = [...terms].map(([term, count]) => {
      const idf = Math.max(0, Math.log((total + 1) / (sharing.get(term)! + 0.5)));
      return [term, Math.log1p(count) * idf] as const;
    });
    const length = Math.sqrt(vector.reduce((squares, [, weight]) => squares + weight * weight, 0)) || 1;
    for (const [term, weight] of vector) sum.set(term, (sum.get(term) ?? 0) + (decay * weight) / length);
  }
  return sum;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
