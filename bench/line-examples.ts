import { isRejection } from '../lib/core/decode/rejection.ts';
import { decodePlainText } from '../lib/core/decode/text.ts';
import { dayOrderOf } from '../lib/core/extract/day-order.ts';
import type { Draft, Line } from '../lib/core/extract/draft.ts';
import { linesOf } from '../lib/core/extract/lines.ts';
import { latestDate } from '../lib/core/extract/possible-dates.ts';
import { statedFields } from '../lib/core/extract/stated.ts';
import { featuresOf } from '../lib/core/normalize/boilerplate/features.ts';
import { applyRules, RULES } from '../lib/core/normalize/rules.ts';
import type { Example } from './boosting.ts';
import { closestLines } from './closest-lines.ts';
import { drawn } from './drawn.ts';
import type { LabelledPage } from './labelled-pages.ts';
import { RECEIVED_AT } from './received-at.ts';

/** What examples made of a page weigh beside the page itself: the article alone, the page without its headline. */
export const MADE = 0.2;
/** Lines of those pages, most of which are dumped twice: their region and the whole. */
const DUMPED_TWICE = 0.5;

/** Pages of which less is the article's than usual: half of its lines, and a short one. */
const HALVED = 0.3;
const SHORT = 0.06;

/** A page weighs as much as any other, its lines by how long they are. */
export function lineExamples(page: LabelledPage): Example[] {
  const scale = page.set === 'html' ? DUMPED_TWICE : 1;
  const { draft, labels } = labelled(page);
  const article = { ...draft, lines: draft.lines.filter((_, i) => labels[i] === true), removed: [] };
  return [
    ...weighted(draft, labels, scale),
    ...weighted(
      article,
      article.lines.map(() => true),
      scale * MADE,
    ),
    ...examplesOf(halved(page), scale * HALVED),
    ...examplesOf(shortened(page), scale * SHORT),
  ];
}

function examplesOf(page: LabelledPage | null, scale: number): Example[] {
  if (page === null) return [];
  const { draft, labels } = labelled(page);
  return weighted(draft, labels, scale);
}

const halved = (page: LabelledPage): LabelledPage | null => withFewer(page, ({ text }) => drawn(text, 1, 2) === 0);

/** The page with the first few paragraphs of its article, if it has so many, and all that stands around them. */
export function shortened(page: LabelledPage): LabelledPage | null {
  let paragraphs = 0;
  const short = withFewer(page, ({ text }) => text.length >= LEAST_PARAGRAPH && paragraphs++ < SHORT_PARAGRAPHS);
  return paragraphs < SHORT_PARAGRAPHS ? null : short;
}

const LEAST_PARAGRAPH = 60;
const SHORT_PARAGRAPHS = 3;

/** A page without those lines of its article that are not kept. */
function withFewer(page: LabelledPage, keeps: (line: Line) => boolean): LabelledPage | null {
  const { lines } = linesOf(page.record.content);
  const labels = labelsOf(lines, page.body);
  const isArticle = new Set(lines.filter((line, i) => labels[i] === true && keeps(line)));
  const left = lines.filter((line, i) => labels[i] !== true || isArticle.has(line));
  const text = left.map(({ raw, afterBlank }) => (afterBlank ? `\n${raw}` : raw)).join('\n');
  const record = decodePlainText(Buffer.from(text))[0]!;
  if (isArticle.size === 0 || isRejection(record)) return null;
  return { ...page, record, body: [...isArticle].map(({ text }) => text).join('\n') };
}

const labelsOf = (lines: readonly Line[], body: string) =>
  closestLines(
    lines.map(({ text }) => text),
    body,
  );

function labelled(page: LabelledPage) {
  const draft = draftOf(page);
  return { draft, labels: labelsOf(draft.lines, page.body) };
}

/** A page as it stands when its lines are judged. */
function draftOf({ record }: LabelledPage): Draft {
  const order = dayOrderOf(record, null);
  const latest = latestDate(RECEIVED_AT);
  const { lines } = linesOf(record.content);
  const start: Draft = { lines, removed: [], captions: [], found: statedFields(record, order, latest) };
  let judged: Draft | undefined;
  const keeping = (draft: Draft): Draft => {
    judged ??= draft;
    return draft;
  };
  const watching = RULES.map((rule) => (rule.name === 'boilerplate_line' ? { ...rule, apply: keeping } : rule));
  const end = applyRules(start, { dayOrder: order, latest, dumped: true }, { rules: watching });
  return judged ?? end;
}

function weighted(draft: Draft, labels: readonly (boolean | null)[], scale: number): Example[] {
  const sizes = draft.lines.map(({ text }) => text.split(' ').length ** 0.75);
  const total = sizes.reduce((a, b) => a + b, 0);
  return featuresOf(draft).flatMap((features, i) =>
    labels[i] === null ? [] : [{ features, label: Number(labels[i]), weight: (scale * 100 * sizes[i]!) / total }],
  );
}
