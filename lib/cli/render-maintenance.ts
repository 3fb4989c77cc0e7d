import type { MaintenanceReport } from '../pipeline/maintain.ts';
import { count } from './count.ts';
import { failureLine } from './render-article.ts';

/** What a pass of maintenance did, a line a step. */
export function renderMaintenance(report: MaintenanceReport): string {
  const { swept, compacted, vacuumed } = report;
  const lines = [
    `swept      ${swept.missed} missed, ${swept.stale} stale, ${swept.postingsRemoved + swept.postingsAdded} index entries mended`,
    `finished   ${report.settled} documents judged, ${report.clustered} regrouped, ${report.exported} changes written`,
    `compacted  ${count(compacted.filesRemoved, 'file')} into ${compacted.filesAdded}`,
    `vacuumed   ${count(vacuumed.dataFiles, 'data file')}, ${vacuumed.logEntries} log entries, ${count(vacuumed.segments, 'segment')}`,
    ...report.failures.map(({ object, reason }) => failureLine(object, reason)),
  ];
  return `${lines.join('\n')}\n`;
}
