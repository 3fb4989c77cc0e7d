import type { MaintenanceReport } from '../pipeline/maintain.ts';
import { printable } from './display-width.ts';

/** What a pass of maintenance did, a line a step. */
export function renderMaintenance(report: MaintenanceReport): string {
  const { swept, compacted, vacuumed } = report;
  const lines = [
    `swept      ${swept.missed} missed, ${swept.stale} stale, ${swept.postingsRemoved + swept.postingsAdded} index entries mended`,
    `finished   ${report.settled} documents judged, ${report.clustered} regrouped, ${report.exported} changes written`,
    `compacted  ${compacted.filesRemoved} files into ${compacted.filesAdded}`,
    `vacuumed   ${vacuumed.dataFiles} data files, ${vacuumed.logEntries} log entries, ${vacuumed.segments} segments`,
    ...report.failures.map(({ object, reason }) => printable(`failed: ${object}: ${reason}`)),
  ];
  return `${lines.join('\n')}\n`;
}
