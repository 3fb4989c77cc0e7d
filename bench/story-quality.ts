/**
 * Groups labelled texts into stories and scores them: `node bench/story-quality.ts`. Weight and threshold are chosen on other topics
 * than those they are scored on (5 folds, several ways to deal the topics). The labelled texts are not part of the project.
 */
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STORY_SIMILARITY, type StoryArticle, storyIds } from '../lib/core/stories/stories.ts';
import { NAME_WEIGHT, termsOf, Vocabulary } from '../lib/core/stories/terms.ts';
import { readJsonLines } from './json-lines.ts';

const DATA = join(import.meta.dirname, '../../shared/data');
const SOURCE = join(DATA, 'dedupe/events.jsonl');
const WEIGHTS = [1, 2, 3, 4];
const SIMILARITIES = Array.from({ length: 15 }, (_, i) => 0.14 + i / 100);
const FOLDS = 5;
const DEALS = 4;

interface Labelled {
  readonly id: string;
  readonly topic: string;
  readonly event: string;
  readonly text: string;
}
type Labels = ReadonlyMap<string, string>;

/** Adjusted Rand index and B-cubed F1 of these texts' stories. */
function quality(texts: readonly Labelled[], stories: Labels): { ari: number; bCubed: number } {
  const pairs = (counts: Map<string, number>) => [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const count = (key: (text: Labelled) => string) => {
    const counts = new Map<string, number>();
    for (const text of texts) counts.set(key(text), (counts.get(key(text)) ?? 0) + 1);
    return counts;
  };
  const storyOf = ({ id }: Labelled) => stories.get(id)!;
  const both = (text: Labelled) => `${text.event}\n${storyOf(text)}`;
  const [events, found, shared] = [count(({ event }) => event), count(storyOf), count(both)];
  const expected = (pairs(events) * pairs(found)) / ((texts.length * (texts.length - 1)) / 2);
  const mean = (value: (text: Labelled) => number) => texts.reduce((sum, text) => sum + value(text), 0) / texts.length;
  const precision = mean((text) => shared.get(both(text))! / found.get(storyOf(text))!);
  const recall = mean((text) => shared.get(both(text))! / events.get(text.event)!);
  return {
    ari: (pairs(shared) - expected) / ((pairs(events) + pairs(found)) / 2 - expected),
    bCubed: (2 * precision * recall) / (precision + recall),
  };
}

/** Deals the topics out to the folds, another way for each number. */
function foldsOf(topics: readonly string[], deal: number): string[][] {
  const rank = (topic: string) => hash('sha256', `${deal} ${topic}`);
  const dealt = topics.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return Array.from({ length: FOLDS }, (_, fold) => dealt.filter((_, i) => i % FOLDS === fold));
}

/** The labelled texts carry no days: all are of one. */
function articlesOf(texts: readonly Labelled[], weight = NAME_WEIGHT): StoryArticle[] {
  const vocabulary = new Vocabulary();
  return texts.map(({ id, text }) => ({ id, day: '2026-01-01', terms: termsOf(text, vocabulary, weight) }));
}

function main(): void {
  const texts = readJsonLines<Labelled>(SOURCE);
  const settings = WEIGHTS.flatMap((weight) => {
    const articles = articlesOf(texts, weight);
    return SIMILARITIES.map((least) => ({ weight, least, stories: storyIds(articles, least) }));
  });
  const topics = [...new Set(texts.map(({ topic }) => topic))];
  const show = ({ ari, bCubed }: { ari: number; bCubed: number }) => `ARI ${ari.toFixed(3)}  B-cubed F1 ${bCubed.toFixed(3)}`;
  for (let deal = 0; deal < DEALS; deal++) {
    const pooled = new Map<string, string>();
    console.log(`Cross-validation ${deal + 1}: ${FOLDS} folds of topics`);
    for (const held of foldsOf(topics, deal)) {
      const [test, train] = [
        texts.filter(({ topic }) => held.includes(topic)),
        texts.filter(({ topic }) => !held.includes(topic)),
      ];
      const scored = settings.map((setting) => ({ ...setting, ...quality(train, setting.stories) }));
      const chosen = scored.reduce((best, one) => (one.ari + one.bCubed > best.ari + best.bCubed ? one : best));
      // Stories of different folds were made by different settings, so they are different ones.
      for (const { id } of test) pooled.set(id, `${held[0]} ${chosen.stories.get(id)}`);
      const label = `weight ${chosen.weight}, similarity ${chosen.least.toFixed(2)}`;
      console.log(`  topics ${held.join(' ').padEnd(14)} ${label}: ${show(quality(test, chosen.stories))}`);
    }
    console.log(`  all held-out topics together: ${show(quality(texts, pooled))}`);
  }
  console.log(`\nThe settings in the code (weight ${NAME_WEIGHT}, similarity ${STORY_SIMILARITY}), by the scorer:`);
  score(storyIds(articlesOf(texts)));
}

function score(stories: Labels): void {
  const directory = mkdtempSync(join(tmpdir(), 'story-quality-'));
  const rows = join(directory, 'rows.jsonl');
  writeFileSync(rows, [...stories].map(([id, story]) => JSON.stringify({ source_record_id: id, story_id: story })).join('\n'));
  spawnSync(process.execPath, [join(DATA, 'score.mjs'), 'events', SOURCE, rows], { stdio: 'inherit' });
  rmSync(directory, { recursive: true });
}

if (existsSync(SOURCE)) main();
else console.log('No labelled texts beside the project: nothing to measure.');
