import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOf } from '../../../lib/core/extract/article.ts';
import type { Draft, Found } from '../../../lib/core/extract/draft.ts';
import { latestDate } from '../../../lib/core/extract/possible-dates.ts';
import { statedFields } from '../../../lib/core/extract/stated.ts';
import type { Removal } from '../../../lib/core/lake/columns.ts';
import type { DecodedRecord } from '../../../lib/core/model.ts';
import { likeliestRuns, linesToKeep } from '../../../lib/core/normalize/boilerplate/drop-boilerplate.ts';
import { featuresOf } from '../../../lib/core/normalize/boilerplate/features.ts';
import { shapesOf } from '../../../lib/core/normalize/boilerplate/line-shape.ts';
import { LINE_FOREST } from '../../../lib/core/normalize/boilerplate/line-weights.ts';
import { Row } from '../../../lib/core/normalize/boilerplate/row.ts';
import { Taken } from '../../../lib/core/normalize/boilerplate/taken.ts';
import { nodesOf } from '../../../lib/core/trees.ts';
import { originOf, RECEIVED_AT } from '../../support/origin.ts';

const record = (content: string): DecodedRecord => ({
  index: 0,
  sourceRecordId: null,
  rawSha256: '',
  format: 'plain_text',
  content,
  charset: 'utf-8',
  stated: {},
  fromFields: false,
});

const draftOf = (texts: readonly string[]): Draft => {
  let end = -1;
  const lines = texts.map((text) => {
    const start = end + 1;
    end = start + text.length;
    return { text, raw: text, start, end, afterBlank: false };
  });
  return { lines, removed: [], captions: [], found: statedFields(record(''), 'unknown', latestDate(RECEIVED_AT)) };
};

const ARTICLE = [
  'The council of Marrow Bay voted on Tuesday to turn the old cannery at the harbour into a market hall with forty stalls.',
  'Work on the roof will begin in autumn, and the first fishmongers should move in before the end of next year, the mayor said.',
  'The building has stood empty since the last shift went home, and pigeons have had the loading floor to themselves ever since.',
  'Neighbours had asked for housing instead, but surveyors found that the ground would not carry more than two storeys.',
  'Money for the conversion comes from the region and from a fund that the harbour company set aside when it sold its ferries.',
];
const TEASERS = [
  'You may also like these reads from around the bay',
  'Ten walks around the bay that end with a bowl of soup',
  'Read more',
  'Why the lighthouse keeper paints her door each spring',
  'Read more',
  'A day on the last ferry, and what its crew will do now',
  'Read more',
  'Get the best of the bay in your inbox every week',
  'What the harbour sang when the herring came home',
  'Eleven bakeries on both sides of the ferry, ranked',
];

describe('lines of the page', () => {
  it('go, with rule and words, and the article stays', () => {
    const text = ['Cannery becomes a market hall', ...ARTICLE, ...TEASERS].join('\n\n');
    const article = articleOf(record(text), originOf('a.txt'));
    if (!('body' in article)) throw new Error(article.detail);
    const kept = article.body.split('\n\n');
    expect(kept.slice(0, ARTICLE.length)).toEqual(ARTICLE);
    expect(kept.length - ARTICLE.length).toBeLessThan(3);
    const removed = article.removed.filter(({ rule }) => rule === 'boilerplate_line');
    expect(removed.length).toBeGreaterThan(3);
    for (const { start, end, text: words } of removed) expect(text.slice(start, end)).toBe(words);
  });

  it('are none in an article alone', () => {
    const article = articleOf(record(ARTICLE.join('\n\n')), originOf('a.txt'));
    expect('body' in article && article.body.split('\n\n')).toEqual(ARTICLE);
  });
});

describe('likeliestRuns', () => {
  it('passes over one weak line within a run, not over a strong one', () => {
    expect(likeliestRuns([3, 3, -0.5, 3, 3])).toEqual([true, true, true, true, true]);
    expect(likeliestRuns([3, 3, -5, 3, 3])).toEqual([true, true, false, true, true]);
    expect(likeliestRuns([-3, -3, 0.5, -3])).toEqual([false, false, false, false]);
  });

  it('finds the sequence of the highest sum', () => {
    const worth = (scores: readonly number[], kept: readonly boolean[]) =>
      scores.reduce((sum, score, i) => sum + (kept[i] ? score : 0) - (i > 0 && kept[i] !== kept[i - 1] ? 0.7 : 0), 0);
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 9 }), (scores) => {
        const all = Array.from({ length: 1 << scores.length }, (_, bits) => scores.map((_, i) => (bits >> i) % 2 === 1));
        expect(worth(scores, likeliestRuns(scores))).toBeCloseTo(Math.max(...all.map((kept) => worth(scores, kept))), 9);
      }),
    );
  });
});

describe('linesToKeep', () => {
  const doubtful = [-0.6, -0.6, -0.6, -0.6, -0.6];
  const even = new Array(10).fill(12);

  it('drops beside a certain text what it keeps of a page of which nothing is certain', () => {
    const certain = [4, 4, 4, 4, 4];
    expect(linesToKeep([...certain, ...doubtful], even)).toEqual([...certain.fill(1), ...doubtful.fill(0)].map(Boolean));
    expect(linesToKeep([0.3, 0.3, 0.3, 0.3, 0.3, -0.6, -0.6, -0.6, -0.6, -0.6], even)).toEqual(even.map(() => true));
  });

  it('keeps the whole page when what it would drop holds more of the expected text, as a list below a sentence', () => {
    const list = new Array(40).fill(-1.5);
    const sizes = [2, 2, 2, ...list].map((size) => (size > 0 ? 60 : 50));
    expect(linesToKeep([2, 2, 2, ...list], sizes)).toEqual(sizes.map(() => true));
    expect(linesToKeep([2, 2, 2, ...list.slice(0, 8)], sizes.slice(0, 11))).toEqual(sizes.slice(0, 11).map((_, i) => i < 3));
  });

  it('keeps what is likelier than not throughout, and what never is, since then nothing is known', () => {
    const line = (min: number, max: number) =>
      fc.array(fc.tuple(fc.double({ min, max, noNaN: true }), fc.integer({ min: 1, max: 300 })), { minLength: 1 });
    const allStay = (min: number, max: number) =>
      fc.assert(
        fc.property(line(min, max), (lines) => {
          const kept = linesToKeep(
            lines.map(([odds]) => odds),
            lines.map(([, size]) => size),
          );
          expect(kept).toEqual(lines.map(() => true));
        }),
      );
    allStay(0.01, 9);
    allStay(-9, -1.4);
  });
});

describe('what other rules took out', () => {
  const lines = ['Top', 'The old cannery reopens as a market', 'Ada Lind writes about harbours and lives by one'];
  /** What is added to the row of a line when a rule has taken something out there, or something is known. */
  const rowOf = (i: number, draft: Draft): number[] => {
    const row = new Row();
    new Taken(draft, shapesOf(draft.lines)).addTo(row, i);
    return row.toArray();
  };
  const difference = (i: number, { removed = [], found = {} }: { removed?: Removal[]; found?: Partial<Found> }) => {
    const draft = draftOf(lines);
    const before = rowOf(i, draft);
    return rowOf(i, { ...draft, removed, found: { ...draft.found, ...found } }).filter((value, at) => value !== before[at]);
  };

  it('counts in the gap beside a line, near it, above and below, by kind', () => {
    const gap = draftOf(lines).lines[1]!.start;
    const removed: Removal[] = [{ start: gap - 1, end: gap, rule: 'related_link', text: '12345678' }];
    // One piece and its eight characters in the gap, near by and in all, and one of its kind.
    const counted = [1, 1, 1, 8, 8, 8, 1].map(Math.log1p);
    expect(difference(0, { removed })).toEqual(counted);
    expect(difference(1, { removed })).toEqual(counted);
    expect(difference(2, { removed })).toEqual([1, 1, 8, 8, 1].map(Math.log1p));
  });

  it('knows the headline: shared words and the distance from it', () => {
    const found = { title: 'Cannery reopens at last', titleEnd: 0 };
    expect(difference(1, { found })).toEqual([2 / 3, 2 / 3, Math.log1p(4)]);
    expect(difference(0, { found })).toEqual([]);
  });

  it('knows where an author is presented', () => {
    expect(difference(2, { found: { authors: ['Ada Lind'] } })).toEqual([2, 2 / 9]);
    expect(difference(1, { found: { authors: ['Ada Lind'] } })).toEqual([]);
  });
});

it('features are finite and as many as the trees ask for', () => {
  const wanted = Math.max(...nodesOf(LINE_FOREST).features);
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 12 }),
      (texts) => {
        for (const row of featuresOf(draftOf(texts))) {
          expect(row.length).toBeGreaterThan(wanted);
          expect(row.every(Number.isFinite)).toBe(true);
          expect(LINE_FOREST.oddsOf(row)).not.toBeNaN();
        }
      },
    ),
    { numRuns: 200 },
  );
});
