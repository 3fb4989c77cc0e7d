import { Command } from 'commander';
import { outputWidth, writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';
import { renderWhy } from './render-why.ts';

/** `why`: what a verdict rests on. */
export function whyCommand(): Command {
  return new Command('why')
    .description('Explain why a document is, or is not, a duplicate; with two documents, what they are to each other.')
    .argument('<document>', 'its document_id, the first digits of it, or its key (KEY#1: the second record)')
    .argument('[other]', 'another document')
    .requiredOption('--lake <folder>', 'the lake')
    .option('--json', 'print the explanation as JSON, with every document compared and every passage')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake why bridge-reopens-reprint.txt --lake lake
  $ article-lake why bridge-reopens.txt school-lunch.txt --lake lake
  $ article-lake why 9f86d081 --json --lake lake`,
    )
    .action(async (document: string, other: string | undefined, { lake, json }: { lake: string; json?: true }) => {
      const { explainIn } = await import('./explain-in.ts');
      const explanation = await explainIn(lake, document, other ?? null);
      await writeOut([json ? jsonLine(explanation) : renderWhy(explanation, outputWidth())]);
    });
}
