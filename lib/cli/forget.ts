import { Command } from 'commander';
import { UsageError } from '../core/errors.ts';
import type { NamedTakedown } from './forget-in.ts';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';
import { renderTakedown, renderTakedownList, renderUndone } from './render-takedown.ts';

interface Options {
  readonly lake: string;
  readonly undo?: true;
  readonly list?: true;
  readonly json?: true;
}

/** `forget`: takedowns. */
export function forgetCommand(): Command {
  return new Command('forget')
    .description('Take documents down, with every document of the same text, also when they are delivered again.')
    .argument('[id...]', 'document ids, from the column document_id')
    .requiredOption('--lake <folder>', 'the lake')
    .option('--undo', 'bring them back, with all that went down with them')
    .option('--list', 'show the takedowns in force')
    .option('--json', 'print JSON, a line a takedown')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake sql "SELECT document_id, title FROM documents WHERE source_key = 'a.txt'" --lake lake
  $ article-lake forget 0123456789abcdef0123456789abcdef --lake lake
  $ article-lake forget --undo 0123456789abcdef0123456789abcdef --lake lake`,
    )
    .action(async (ids: string[], options: Options) => {
      // Ids that were cut out of CSV may have its carriage return.
      const { done, text } = await answerTo(
        ids.map((id) => id.trim()),
        options,
      );
      await writeOut(options.json ? done.map(jsonLine) : [text]);
    });
}

async function answerTo(ids: string[], { lake, undo, list }: Options): Promise<{ done: readonly NamedTakedown[]; text: string }> {
  const { forgetIn, listTakedowns, rememberIn } = await import('./forget-in.ts');
  if (list) {
    if (undo || ids.length > 0) throw new UsageError('--list goes alone, without ids and --undo.');
    const done = await listTakedowns(lake);
    return { done, text: renderTakedownList(done) };
  }
  if (ids.length === 0) throw new UsageError('Give the document ids, or --list.');
  const done = await (undo ? rememberIn : forgetIn)(lake, ids);
  return { done, text: undo ? renderUndone(done) : renderTakedown(done, lake) };
}
