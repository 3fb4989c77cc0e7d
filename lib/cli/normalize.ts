import { Command } from 'commander';
import { UsageError } from '../core/errors.ts';
import type { NormalizeOptions } from './normalize-files.ts';
import { writeOut } from './output.ts';

/** `normalize`: what would become of each document, without a lake. */
export function normalizeCommand(): Command {
  return new Command('normalize')
    .description('Show what would become of each document, without a lake.')
    .argument('<path...>', 'files and folders')
    .option('--jsonl', 'one JSON object a document instead of a readable card')
    .option('--explain', 'what each rule did, before and after, and where each field came from')
    .option('--rejections', 'with --jsonl: rejected records as rows with a "rejected" object, instead of lines on stderr')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake normalize seeds/articles/school-lunch.txt
  $ article-lake normalize --explain seeds/articles/comment-form.txt
  $ article-lake normalize --jsonl --rejections seeds/articles > rows.jsonl`,
    )
    .action(async (paths: string[], options: NormalizeOptions) => {
      if (options.explain && options.jsonl) throw new UsageError('--explain is for reading: it goes without --jsonl.');
      const { normalizeAll } = await import('./normalize-files.ts');
      await writeOut(normalizeAll(paths, options));
    });
}
