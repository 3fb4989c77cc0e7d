import { Command } from 'commander';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';

/** `stories`: groups articles on one event. */
export function storiesCommand(): Command {
  return new Command('stories')
    .description(
      'Group the articles that report one event into stories: the table stories. Run it after an ingest, or every day.',
    )
    .requiredOption('--lake <folder>', 'the lake')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Days are grouped in order, and only from the first day on that has changed since the last run. A story of an earlier day takes
in later articles, but keeps its id. Articles that arrive late have their day, and those after it, grouped again.

Examples:
  $ article-lake stories --lake lake
  $ article-lake sql "$(cat seeds/queries/stories.sql)" --lake lake`,
    )
    .action(async ({ lake, json }: { lake: string; json?: true }) => {
      const { storiesIn } = await import('./stories-in.ts');
      const report = await storiesIn(lake);
      const { documents, articles, stories, shared, from, rowsWritten } = report;
      const again = from === null ? 'nothing changed' : `grouped from ${from} on`;
      const text =
        `${articles} articles in ${documents} documents: ${stories} stories, ${shared} of them of several articles\n` +
        `${again}; ${rowsWritten} rows written\n`;
      await writeOut([json ? jsonLine(report) : text]);
    });
}
