import { Command, InvalidArgumentError } from 'commander';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';
import { renderMaintenance } from './render-maintenance.ts';

const HOUR_MS = 3_600_000;
const DEFAULT_RETENTION_HOURS = 24;

/** `maintain`: what a lake needs from time to time. */
export function maintainCommand(): Command {
  return new Command('maintain')
    .description('Finish what waits, find what was missed, merge small files, delete old ones. Run it every day or so.')
    .requiredOption('--lake <folder>', 'the lake')
    .option('--retention <hours>', 'how long files stay that no table needs any more', hours, DEFAULT_RETENTION_HOURS)
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
A query reads the files that its tables had when it began. Files that were replaced since are deleted only after the
retention, so that no query, ingest or copy that runs meanwhile loses a file: it must be longer than any of these takes.

Examples:
  $ article-lake maintain --lake lake
  $ article-lake maintain --lake lake --retention 2    # two hours after a takedown: the texts leave the last file`,
    )
    .action(async ({ lake, retention, json }: { lake: string; retention: number; json?: true }) => {
      const { maintainLake } = await import('./maintain-lake.ts');
      const report = await maintainLake(lake, retention * HOUR_MS);
      await writeOut([json ? jsonLine(report) : renderMaintenance(report)]);
      if (report.failures.length > 0) process.exitCode = 1;
    });
}

function hours(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError('Give a number of hours, such as 24.');
  return number;
}
