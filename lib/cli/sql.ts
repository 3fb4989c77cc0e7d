import { Command, Option } from 'commander';
import { FORMATS, type Format } from './formats.ts';

/** `sql`: a question to the lake. */
export function sqlCommand(): Command {
  return new Command('sql')
    .description(
      'Ask the lake in SQL (DuckDB): articles, articles_longest, articles_cleanest, latest; documents, document_texts, rejections, dedupe_ledger, stories, runs.',
    )
    .argument('<query>', 'the question')
    .requiredOption('--lake <folder>', 'the lake')
    .addOption(new Option('--format <format>', 'how to print the answer').choices(FORMATS).default('table'))
    .option('--json', 'the same as --format jsonl')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake sql "SELECT title, published_date FROM articles LIMIT 10" --lake lake
  $ article-lake sql "$(cat seeds/queries/duplicates.sql)" --lake lake --format csv > duplicates.csv`,
    )
    .action(async (query: string, { lake, format, json }: { lake: string; format: Format; json?: true }) => {
      const { answer } = await import('./answer.ts');
      await answer(query, lake, json ? 'jsonl' : format);
    });
}
