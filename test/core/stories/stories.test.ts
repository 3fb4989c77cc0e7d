import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlesByDay, type StoryArticle, StoryWindow, storyIds } from '../../../lib/core/stories/stories.ts';
import { countWords, termsOf, Vocabulary } from '../../../lib/core/stories/terms.ts';

const vocabulary = new Vocabulary();
const WORDS = 'harbour mayor ferry council bridge orchard budget river museum storm library market theatre hospital voters'.split(
  ' ',
);
const NAMES = ['Osthaven', 'Ada Lind', 'Gull Island', 'Tallgate', 'Pell Anders', 'Port Linden'];

/** An article on one of a few events; `choice` decides on its words. */
const articles = fc
  .array(fc.record({ event: fc.nat(2), choice: fc.nat(), day: fc.integer({ min: 1, max: 12 }) }), { minLength: 1, maxLength: 14 })
  .map((list) =>
    list.map(({ event, choice, day }, i): StoryArticle => {
      const words = Array.from({ length: 12 }, (_, n) => WORDS[(choice >>> n) % WORDS.length]);
      const text = `It was said that ${NAMES[2 * event]} and ${NAMES[2 * event + 1]} ${words.join(' ')}`;
      return {
        id: `id${String(i).padStart(2, '0')}`,
        day: `2026-03-${String(day).padStart(2, '0')}`,
        terms: termsOf(text, vocabulary),
      };
    }),
  );
const on = (id: string, day: string, text: string): StoryArticle => ({ id, day, terms: termsOf(text, vocabulary) });

describe('countWords', () => {
  it('counts names and numbers for more, unless a capital only opens a sentence', () => {
    expect([...countWords('The ship sank. Crews from Osthaven saved 12 people.')]).toEqual([
      ['the', 1],
      ['ship', 1],
      ['sank', 1],
      ['crews', 1],
      ['from', 1],
      ['osthaven', 3],
      ['saved', 1],
      ['12', 3],
      ['people', 1],
    ]);
  });

  it('takes pairs of characters where a script has no spaces', () => {
    expect([...countWords('東京都、大阪').keys()]).toEqual(['東京', '京都', '大阪']);
  });
});

describe('storyIds', () => {
  const storm = 'Overnight a storm hit Osthaven harbour and sank 12 boats, said Mayor Ada Lind';
  const again = 'Insurers count 12 boats lost when the storm hit Osthaven, Mayor Ada Lind told them';
  const other = 'Voters in Tallgate chose a new council after a quiet campaign by Pell Anders';

  it('brings articles on one event together, under the id of the first', () => {
    const ids = storyIds([on('b', '2026-03-02', again), on('c', '2026-03-02', other), on('a', '2026-03-01', storm)]);
    expect(Object.fromEntries(ids)).toEqual({ a: 'a', b: 'a', c: 'c' });
  });

  it('takes articles of another week for another event', () => {
    const ids = storyIds([on('a', '2026-03-01', storm), on('b', '2026-03-09', again)]);
    expect(ids.get('b')).toBe('b');
  });

  it('does not depend on the order in which articles are given', () => {
    fc.assert(
      fc.property(
        articles.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(new Map([...storyIds(shuffled)].sort())).toEqual(new Map([...storyIds(list)].sort()));
        },
      ),
    );
  });

  it('changes no id of a day that is over, whatever comes later', () => {
    fc.assert(
      fc.property(articles, fc.integer({ min: 1, max: 12 }), (list, last) => {
        const before = list.filter(({ day }) => day <= `2026-03-${String(last).padStart(2, '0')}`);
        const [all, early] = [storyIds(list), storyIds(before)];
        for (const [id, story] of early) expect(all.get(id)).toBe(story);
      }),
    );
  });

  it('goes on from known stories as if it had made them', () => {
    fc.assert(
      fc.property(articles, fc.integer({ min: 1, max: 12 }), (list, first) => {
        const all = storyIds(list);
        const window = new StoryWindow();
        for (const [day, ofDay] of articlesByDay(list)) {
          if (day < `2026-03-${String(first).padStart(2, '0')}`) window.know(ofDay, all);
          else for (const [id, story] of window.group(day, ofDay)) expect(story).toBe(all.get(id));
        }
      }),
    );
  });

  // Labelled texts that are not part of the project.
  const labelled = join(import.meta.dirname, '../../../../shared/data/dedupe/events.jsonl');
  it.skipIf(!existsSync(labelled))('groups labelled texts as well as measured', () => {
    const texts = readFileSync(labelled, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<'id' | 'event' | 'text', string>);
    const ids = storyIds(texts.map(({ id, text }) => on(id, '2026-03-01', text)));
    const groups = [...Map.groupBy(texts, ({ id }) => ids.get(id)).values()];
    const most = groups.map((group) =>
      Math.max(...[...Map.groupBy(group, ({ event }) => event).values()].map(({ length }) => length)),
    );
    expect(most.reduce((sum, n) => sum + n, 0) / texts.length).toBeGreaterThan(0.9);
    expect(groups.length).toBeLessThan(80);
  });
});
