import { Command } from 'commander';
import { outputWidth, writeOut } from './output.ts';

/** `show`: one document. */
export function showCommand(): Command {
  return new Command('show')
    .description('Show a document: its fields and its text.')
    .argument('<document>', 'its document_id, the first digits of it, or its key (KEY#1: the second record)')
    .requiredOption('--lake <folder>', 'the lake')
    .option('--diff', 'the text as it was delivered, with what cleaning took out and changed, and by which rule')
    .option('--json', 'print the rows of documents and document_texts as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake show bridge-reopens.txt --lake lake
  $ article-lake show comment-form.txt --diff --lake lake`,
    )
    .action(async (document: string, { lake, diff, json }: { lake: string; diff?: true; json?: true }) => {
      const { showIn } = await import('./show-in.ts');
      await writeOut([await showIn(lake, document, json ? 'json' : diff ? 'diff' : 'card', outputWidth())]);
    });
}
