import { Command } from 'commander';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';
import { renderReport } from './render-report.ts';

/** `ingest`: brings a lake up to date with files and folders. */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description('Bring a lake up to date with files and folders: new, changed and deleted ones. Makes the lake if need be.')
    .argument('<path...>', 'files and folders; they are read where they are, and stay as they are')
    .requiredOption('--lake <folder>', 'the lake')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake ingest seeds/articles --lake lake
  $ article-lake ingest inbox/today.jsonl --lake lake --json`,
    )
    .action(async (paths: string[], { lake, json }: { lake: string; json?: true }) => {
      const { ingestInto } = await import('./ingest-into.ts');
      const report = await ingestInto(lake, paths);
      await writeOut([json ? jsonLine(report) : renderReport(report)]);
      // They are tried again by the next run, which somebody has to start.
      if (report.failures.length > 0) process.exitCode = 1;
    });
}
