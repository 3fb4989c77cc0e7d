import type { RunReport } from '../pipeline/run-report.ts';
import { count } from './count.ts';
import { failureLine } from './render-article.ts';

const FAILURES_SHOWN = 10;

/** What a run did, in a few lines that add up. */
export function renderReport(report: RunReport): string {
  const { objects, live, rejected, repaired, failures } = report;
  const rejections = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  const more = failures.length - FAILURES_SHOWN;
  const lines = [
    `${count(objects.seen, 'object')}: ${objects.changed} read, ${objects.unchanged} unchanged, ${objects.failed} failed`,
    report.documents === 0
      ? '0 new or changed documents'
      : `${count(report.documents, 'new or changed document')}: ${count(live.canonical, 'article')}, ` +
        `${count(live.exactDuplicates, 'exact duplicate')}, ${count(live.nearDuplicates, 'near duplicate')}, ${rejections} rejected`,
    rejections > 0 && `  rejected for  ${counts(rejected)}`,
    report.containedIn > 0 && `  contained     ${count(report.containedIn, 'article')} in a longer, earlier one`,
    Object.keys(report.datedBy).length > 0 && `  dated by      ${counts(report.datedBy)}; undated ${report.undated}`,
    repaired.spots > 0 && `  repaired      ${count(repaired.spots, 'damaged spot')} in ${count(repaired.documents, 'document')}`,
    report.deleted > 0 && `  deleted       ${count(report.deleted, 'document')}`,
    `${count(report.filesWritten, 'Parquet file')} added to the lake`,
    ...failures.slice(0, FAILURES_SHOWN).map(({ object, reason }) => failureLine(object, reason)),
    more > 0 && `and ${more} more failures (--json lists them all)`,
    failures.length > 0 && 'Run the same command again to retry what failed.',
  ];
  return `${lines.filter((line) => line !== false).join('\n')}\n`;
}

function counts(tally: Readonly<Record<string, number>>): string {
  return Object.entries(tally)
    .map(([what, number]) => `${what} ${number}`)
    .join(', ');
}
