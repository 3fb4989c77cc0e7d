import type { CauseReport, RedriveReport } from '../pipeline/redrive.ts';
import { printable, truncate } from './display-width.ts';

const WIDEST_EXAMPLE = 100;

/** Dead letters by cause; `asked`: whether any were to be sent back. */
export function renderRedrive({ causes, more }: RedriveReport, { asked, dryRun }: { asked: boolean; dryRun: boolean }): string {
  if (causes.length === 0) return 'No dead letters.\n';
  const lines = causes.flatMap((report) => [
    `${String(report.found).padStart(7)}  ${printable(report.cause)}`,
    `${' '.repeat(9)}since ${new Date(report.oldest).toISOString().slice(0, 16)}Z, such as ${truncate(printable(report.example), WIDEST_EXAMPLE)}`,
  ]);
  const sum = (of: keyof Pick<CauseReport, 'found' | 'sentBack' | 'withoutQueue'>) =>
    causes.reduce((total, report) => total + report[of], 0);
  const total = `${String(sum('found')).padStart(7)}  dead letters${more ? ' looked at, and there are more: run it again' : ''}`;
  const done = asked ? [`${String(sum('sentBack')).padStart(7)}  ${dryRun ? 'would be sent back' : 'sent back'}`] : [];
  const advice = asked ? [] : ['Mend the cause, then send them back with --cause TEXT, or all with --all.'];
  return `${[...lines, total, ...done, ...(sum('withoutQueue') > 0 ? [STREAM] : advice)].join('\n')}\n`;
}

const STREAM =
  'Parts of the stream can’t be sent back: they name no documents. Mend the cause, run the sweep function, which finds the rows that are missing or old, and purge this queue.';
