/**
 * Trains the block classifier of HTML pages on the labelled pages beside the repository (`../shared/data/html`: the development split
 * of WCXB, CC BY 4.0, Murrough Foley) and writes its weights to `lib/core/decode/html-weights.ts`. Deterministic.
 * Usage: node bench/html-model/train.ts          writes the weights
 *        node bench/html-model/train.ts folds    prints instead what they reach on pages that were left out, five folds by page
 *        node bench/html-model/train.ts fold 2 FILE    writes the weights that the pages outside of one fold give
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boost, type Options, type Rows, scoreOf, type Tree } from './boost.ts';
import { type LabelledPage, labelledPages } from './pages.ts';
import { scoresOf } from './scores.ts';

const OPTIONS: Options = { trees: 120, depth: 5, rate: 0.1, lambda: 20, leastWeight: 10, columnShare: 0.2, seed: 7 };
const FOLDS = 5;
const THRESHOLDS = [-1, -0.75, -0.5, -0.25, 0];
const TARGET = join(import.meta.dirname, '../../lib/core/decode/html-weights.ts');

/** Words count as the measure counts them: by their share of their page. Of blocks in menus, which are many, one in four is enough. */
function rowsOf(pages: readonly LabelledPage[]): Rows {
  const used = pages.flatMap((page) =>
    page.rows.map((row, i) => ({ page, row, i, times: page.isMenu[i] ? 4 : 1 })).filter(({ times, i }) => i % times === 0),
  );
  const columns = pages[0]!.rows[0]!.length;
  const values = new Float64Array(used.length * columns);
  used.forEach(({ row }, i) => {
    values.set(row, i * columns);
  });
  return {
    columns,
    values,
    labels: Float64Array.from(used, ({ page, i }) => page.labels[i]!),
    weights: Float64Array.from(used, ({ page, i, times }) => (times * 1000 * (page.words[i]! + 2)) / (page.bodyWords + 300)),
  };
}

const train = (pages: readonly LabelledPage[]): Tree[] => boost(rowsOf(pages), OPTIONS).map(rounded);

const rounded = ({ features, thresholds, leaves }: Tree): Tree => ({
  features,
  thresholds: thresholds.map((threshold) => Number(threshold.toPrecision(4))),
  leaves: leaves.map((leaf) => Math.round(leaf * 1000) / 1000),
});

function folds(pages: readonly LabelledPage[]): void {
  const odds = new Map<LabelledPage, number[]>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = train(pages.filter((_, i) => i % FOLDS !== fold));
    for (const page of pages.filter((_, i) => i % FOLDS === fold))
      odds.set(
        page,
        page.rows.map((row) => scoreOf(trees, row)),
      );
    console.error(`fold ${fold + 1} of ${FOLDS}`);
  }
  for (const threshold of THRESHOLDS) {
    const scores = scoresOf(pages, (page, block) => odds.get(page)![block]! > threshold);
    console.log(`threshold ${threshold}: ${scores}`);
  }
}

function write(trees: readonly Tree[], target: string): void {
  const splits = trees.flatMap(({ features, thresholds }) => features.map((feature, i) => `${feature}:${thresholds[i]}`));
  const leaves = trees.flatMap(({ leaves }) => leaves.map((leaf) => Math.round(leaf * 1000)));
  const text = `/**
 * Weights of the block classifier, made by bench/html-model/train.ts; don't edit. Trained on the development split of WCXB
 * (Murrough Foley, CC BY 4.0).
 */
export const DEPTH = ${OPTIONS.depth};
export const SPLITS =
  '${splits.join(' ')}';
export const LEAVES =
  '${leaves.join(' ')}';
`;
  writeFileSync(target, text);
}

const pages = labelledPages(join(import.meta.dirname, '../../../shared/data'));
const [, , mode, fold, file] = process.argv;
if (mode === 'folds') folds(pages);
else if (mode === 'fold') write(train(pages.filter((_, i) => i % FOLDS !== Number(fold))), file!);
else write(train(pages), TARGET);
