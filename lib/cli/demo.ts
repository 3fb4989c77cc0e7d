import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { writeOut } from './output.ts';
import { renderReport } from './render-report.ts';

const SEEDS = join(import.meta.dirname, '../../seeds');

/** `demo`: from the seed articles to a first answer. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Ingest the articles that come with the project, and answer a first question.')
    .option('--lake <folder>', 'the lake', 'lake')
    .addHelpText(
      'after',
      `
Example:
  $ article-lake demo --lake /tmp/lake`,
    )
    .action(async ({ lake }: { lake: string }) => {
      const { ingestInto } = await import('./ingest-into.ts');
      const { answer } = await import('./answer.ts');
      const report = await ingestInto(lake, [join(SEEDS, 'articles')]);
      const query = await readFile(join(SEEDS, 'queries/duplicates.sql'), 'utf8');
      const question = query.slice(0, query.indexOf('\n')).replace(/^--\s*/, '');
      await writeOut([renderReport(report), `\n${question}\n\n`]);
      await answer(query, lake, 'table');
      await writeOut([
        `\nAsk your own: npm run -s article-lake -- sql "SELECT title FROM articles" --lake ${lake}\nMore questions: seeds/queries\n`,
      ]);
    });
}
