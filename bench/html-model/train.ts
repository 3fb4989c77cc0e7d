/**
 * Trains the block classifier of HTML pages on the labelled pages beside the repository (`../shared/data/html`: the development split
 * of WCXB, CC BY 4.0, Murrough Foley) and writes its weights to `lib/core/decode/html-weights.ts`. Deterministic.
 * Usage: node bench/html-model/train.ts          writes the weights
 *        node bench/html-model/train.ts folds    prints instead what they reach on pages that were left out, five folds by page
 *        node bench/html-model/train.ts fold 2 FILE    writes the weights that the pages outside of one fold give
 */
import { join } from 'node:path';
import { forestOf, type Tree } from '../../lib/core/trees.ts';
import { boost, type Example, type Options } from '../boosting.ts';
import { writeForest } from '../forest-file.ts';
import { type LabelledPage, labelledPages } from './pages.ts';
import { scoresOf } from './scores.ts';

const OPTIONS: Options = { trees: 120, depth: 5, rate: 0.1, l2: 20, leastWeight: 10, columnShare: 0.2 };
const FOLDS = 5;
const THRESHOLDS = [-1, -0.75, -0.5, -0.25, 0];
const TARGET = join(import.meta.dirname, '../../lib/core/decode/html-weights.ts');

/** Words count as the measure counts them: by their share of their page. Of blocks in menus, which are many, one in four is enough. */
const examplesOf = (page: LabelledPage): Example[] =>
  page.rows.flatMap((features, i) => {
    const times = page.isMenu[i] ? 4 : 1;
    if (i % times !== 0) return [];
    return [{ features, label: page.labels[i]!, weight: (times * 1000 * (page.words[i]! + 2)) / (page.bodyWords + 300) }];
  });

const train = (pages: readonly LabelledPage[]): Tree[] => boost(pages.flatMap(examplesOf), OPTIONS);

function folds(pages: readonly LabelledPage[]): void {
  const odds = new Map<LabelledPage, number[]>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const forest = forestOf(train(pages.filter((_, i) => i % FOLDS !== fold)));
    for (const page of pages.filter((_, i) => i % FOLDS === fold))
      odds.set(
        page,
        page.rows.map((row) => forest.oddsOf(row)),
      );
    console.error(`fold ${fold + 1} of ${FOLDS}`);
  }
  for (const threshold of THRESHOLDS) {
    const bodies = pages.map((page) => page.texts.filter((_, block) => odds.get(page)![block]! > threshold).join('\n\n'));
    const scores = scoresOf(
      pages.map(({ body }) => body),
      bodies,
    );
    console.log(`threshold ${threshold}: ${scores}`);
  }
}

const ORIGIN = 'bench/html-model/train.ts from 150 pages of the WCXB development split (Murrough Foley, CC BY 4.0)';
const HEAD = { name: 'BLOCK_FOREST', what: 'Whether a block is of the article.', origin: ORIGIN };

const pages = labelledPages(join(import.meta.dirname, '../../../shared/data'));
const [, , mode, fold, file] = process.argv;
if (mode === 'folds') folds(pages);
else if (mode === 'fold') writeForest(file!, HEAD, train(pages.filter((_, i) => i % FOLDS !== Number(fold))), TARGET);
else writeForest(TARGET, HEAD, train(pages));
