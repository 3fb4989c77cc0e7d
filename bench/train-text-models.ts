/**
 * Trains the two classifiers of plain text: which line is the headline, which lines are the article's. Data in
 * `../shared/data`: pages of the WCXB development split (Murrough Foley, CC BY 4.0), and for lines also pages of the
 * article-extraction-benchmark (Zyte, MIT). Deterministic. Writes the weights that all pages give, then
 * prints ten-fold cross-validated scores of the whole text core, folds by page.
 * Usage: node bench/train-text-models.ts [--only-score|--only-write]
 */
import { join } from 'node:path';
import { isRejection } from '../lib/core/decode/decode.ts';
import { articleOf } from '../lib/core/extract/article.ts';
import type { Line } from '../lib/core/extract/draft.ts';
import { linesOf } from '../lib/core/extract/lines.ts';
import { foldOf } from '../lib/core/extract/shapes.ts';
import { loadModels } from '../lib/core/models.ts';
import { LINE_FOREST } from '../lib/core/normalize/boilerplate/line-weights.ts';
import { TITLE_FOREST } from '../lib/core/normalize/boilerplate/title-weights.ts';
import { candidatesOf } from '../lib/core/normalize/title-features.ts';
import { splitTitle } from '../lib/core/normalize/title-split.ts';
import { type Forest, forestOf, type Tree } from '../lib/core/trees.ts';
import { boost, type Example, type Options } from './boosting.ts';
import { drawn } from './drawn.ts';
import { writeForest } from './forest-file.ts';
import { scoresOf } from './html-model/scores.ts';
import { cleanLines, convertedPages, dumpedPages, type LabelledPage, textPages } from './labelled-pages.ts';
import { lineExamples, MADE, shortened } from './line-examples.ts';
import { RECEIVED_AT } from './received-at.ts';
import { scoreOf } from './score.ts';

await loadModels(['charset', 'language']);
const data = join(import.meta.dirname, '../../shared/data');
const weights = join(import.meta.dirname, '../lib/core/normalize/boilerplate');
const SETS = ['text-region', 'text-full'];
const FOLDS = 10;

const TITLE: Options = { trees: 320, depth: 3, rate: 0.06, l2: 4, leastWeight: 0.2, columnShare: 0.3 };
const LINE: Options = { trees: 150, depth: 5, rate: 0.08, l2: 3, leastWeight: 1, columnShare: 0.2 };
/** Headlines of pages of another set, dumped by a scraper of our own. */
const OTHER_SET = 0.6;
/** A page with less above its headline, or with the menus of another page. */
const REARRANGED = 0.5;

/** No group: what sees all pages. */
const NONE = -1;

const pages = SETS.flatMap((set) => textPages(data, set));
const others = dumpedPages(data);
/** Only for the lines, and never scored: they belong to no group. */
const converted = convertedPages(data);
/** The last dump of a page is that of the whole. */
const wholeOthers = [...new Map(others.map((page) => [page.id, page])).values()];
const foldOfPage = new Map(
  [...pages, ...others]
    .map(({ id }) => id)
    .sort()
    .filter((id, i, all) => id !== all[i - 1])
    .map((id, i) => [id, i % FOLDS]),
);

const titleTest = ({ title }: LabelledPage) => {
  const wanted = foldOf(title.replace(/[‘’]/g, "'"));
  return ({ text }: Line) =>
    wanted !== '' && [text, splitTitle(text).title].some((one) => foldOf(one.replace(/[‘’]/g, "'")) === wanted);
};

function titleExamples(page: LabelledPage): Example[] {
  const isTitle = titleTest(page);
  const { lines } = linesOf(page.record.content);
  const body = cleanLines(page.body).filter((line) => !isTitle(line));
  const made: [readonly Line[], number][] = [
    [lines.filter((line) => !isTitle(line)), MADE],
    [body, MADE / 2],
    [[...cleanLines(page.title), ...body], MADE / 2],
    ...rearranged(page, lines).map((text): [readonly Line[], number] => [text, REARRANGED]),
  ];
  // Labels of the other set come from the page's head; where they stand nowhere in the text, they say nothing of its lines.
  const whole = page.set !== 'html' || lines.some(isTitle) ? [[lines, 1] as const] : [];
  const scale = page.set === 'html' ? OTHER_SET : 1;
  return [...whole, ...made].flatMap(([text, weight]) => {
    // The candidates of a page compete: at most one is its headline.
    const list = lists++;
    const label = (index: number) => Number(isTitle(text[index]!));
    return candidatesOf(text).map(({ index, features }) => ({ features, label: label(index), weight: weight * scale, list }));
  });
}

let lists = 0;

/** The page from a few lines above its headline on; the same below the menus of another page of its group. */
function rearranged(page: LabelledPage, lines: readonly Line[]): (readonly Line[])[] {
  const isTitle = titleTest(page);
  const candidates = new Set(candidatesOf(lines).map(({ index }) => index));
  const at = lines.findLastIndex((line, i) => candidates.has(i) && isTitle(line));
  if (at < 0) return [];
  const article = lines.slice(Math.max(0, at - drawn(page.id, 7, ABOVE)));
  const menus = (MENUS.get(groupOf(page)) ?? []).filter(({ id }) => id !== page.id);
  const donor = menus[drawn(page.id, 3, menus.length)];
  const header = donor?.lines.slice(0, Math.max(0, donor.lines.length - drawn(page.id, 5, ABOVE + 1)));
  return [...(at >= LEAST_MENU ? [article] : []), ...(header ? [[...header, ...article]] : [])];
}

const ABOVE = 4;
const LEAST_MENU = 7;

/** Pages that are trained on together in each fold. */
const groupOf = ({ id }: LabelledPage): number | undefined => foldOfPage.get(id);

/** What stands above the headlines of whole pages, by group. */
const MENUS = Map.groupBy(
  [...pages, ...others].flatMap((page) => {
    const { lines } = linesOf(page.record.content);
    const above = lines.slice(0, Math.max(0, lines.findIndex(titleTest(page))));
    return above.length > LEAST_MENU ? [{ id: page.id, group: groupOf(page), lines: above }] : [];
  }),
  ({ group }) => group,
);

/** From here on the core asks these trees. */
const install = (target: Forest, trees: readonly Tree[]) => Object.assign(target, forestOf(trees));

const titles = new Map([...pages, ...others].map((page) => [page, titleExamples(page)]));

/** Headlines' trees that saw all but the pages of one group. */
const titleTreesWithout = Array.from({ length: FOLDS }, (_, group) =>
  boost(
    [...pages, ...others].filter((page) => groupOf(page) !== group).flatMap((page) => titles.get(page)!),
    TITLE,
  ),
);

/**
 * The trees of lines learn from pages whose headlines were found as well, and as badly, as those of new ones: by trees that never
 * saw them. Of the pages of a scored fold these trees have seen the headlines; their bodies nothing has seen.
 */
const linesOfPages = new Map(
  titleTreesWithout.flatMap((trees, group) => {
    install(TITLE_FOREST, trees);
    const own = [...pages, ...others].filter((page) => groupOf(page) === group);
    return own.map((page) => [page, lineExamples(page)] as const);
  }),
);

install(TITLE_FOREST, titleTreesWithout[0]!);
for (const page of converted) linesOfPages.set(page, lineExamples(page));

/** Trees that saw all pages but those of one group. */
const lineTreesWithout = (group: number): Tree[] =>
  boost(
    [...linesOfPages].filter(([page]) => groupOf(page) !== group).flatMap(([, examples]) => examples),
    LINE,
  );

const articleOn = (page: LabelledPage) => articleOf(page.record, { key: page.name, receivedAt: RECEIVED_AT });

function crossValidate(): void {
  const rows = new Map(['html', ...SETS].map((set) => [set, [] as string[]]));
  const short: { wanted: string; body: string }[] = [];
  for (let group = 0; group < FOLDS; group++) {
    install(TITLE_FOREST, titleTreesWithout[group]!);
    install(LINE_FOREST, lineTreesWithout(group));
    for (const page of [...pages, ...wholeOthers].filter((page) => groupOf(page) === group)) {
      const article = articleOn(page);
      if (!isRejection(article))
        rows.get(page.set)!.push(JSON.stringify({ source_key: page.name, ...article.metadata, body: article.body }));
    }
    for (const page of pages.filter((page) => groupOf(page) === group)) {
      const cut = shortened(page);
      const article = cut && articleOn(cut);
      if (article && !isRejection(article)) short.push({ wanted: cut.body, body: article.body });
    }
  }
  for (const [set, lines] of rows)
    console.log(`== ${set === 'html' ? 'html, dumped whole' : set}, ${FOLDS}-fold\n${scoreOf(data, set, lines)}`);
  const scores = scoresOf(
    short.map(({ wanted }) => wanted),
    short.map(({ body }) => body),
  );
  console.log(`== ${short.length} pages with the first paragraphs of their article alone: ${scores}`);
}

const ORIGIN = 'bench/train-text-models.ts from 405 pages of the WCXB development split (Murrough Foley, CC BY 4.0)';
const AND_CONVERTED = `, and ${converted.length} pages of the article-extraction-benchmark (Zyte, MIT)`;

function write(file: string, name: string, what: string, trees: readonly Tree[], origin = ORIGIN): void {
  writeForest(join(weights, file), { name, what, origin }, trees);
}

const [mode] = process.argv.slice(2);
if (mode !== '--only-score') {
  const titleTrees = boost([...titles.values()].flat(), TITLE);
  write('title-weights.ts', 'TITLE_FOREST', 'Whether a line is the headline.', titleTrees);
  write(
    'line-weights.ts',
    'LINE_FOREST',
    "Whether a line is of the article's text.",
    lineTreesWithout(NONE),
    ORIGIN + AND_CONVERTED,
  );
}
if (mode !== '--only-write') crossValidate();
