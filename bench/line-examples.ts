import { dayOrderOf } from '../lib/core/extract/day-order.ts';
import type { Draft } from '../lib/core/extract/draft.ts';
import { linesOf } from '../lib/core/extract/lines.ts';
import { latestDate } from '../lib/core/extract/possible-dates.ts';
import { statedFields } from '../lib/core/extract/stated.ts';
import { featuresOf } from '../lib/core/normalize/boilerplate/features.ts';
import { applyRules, RULES } from '../lib/core/normalize/rules.ts';
import type { Example } from './boosting.ts';
import { closestLines } from './closest-lines.ts';
import type { LabelledPage } from './labelled-pages.ts';
import { RECEIVED_AT } from './received-at.ts';

/** What examples made of a page weigh beside the page itself: the article alone, the page without its headline. */
export const MADE = 0.2;
/** Lines of those pages, most of which are dumped twice: their region and the whole. */
const DUMPED_TWICE = 0.5;

/** A page weighs as much as any other, its lines by how long they are. */
export function lineExamples(page: LabelledPage): Example[] {
  const draft = draftOf(page);
  const labels = closestLines(
    draft.lines.map(({ text }) => text),
    page.body,
  );
  const article = { ...draft, lines: draft.lines.filter((_, i) => labels[i] === true), removed: [] };
  const scale = page.set === 'html' ? DUMPED_TWICE : 1;
  return [
    ...weighted(draft, labels, scale),
    ...weighted(
      article,
      article.lines.map(() => true),
      scale * MADE,
    ),
  ];
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
