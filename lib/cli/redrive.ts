import { Command } from 'commander';
import { UsageError } from '../core/errors.ts';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';
import { renderRedrive } from './render-redrive.ts';

interface Options {
  readonly all?: true;
  readonly cause?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `redrive`: the dead letters of a deployed lake. */
export function redriveCommand(): Command {
  return new Command('redrive')
    .description('Show the dead letters of a deployed lake by their cause, and send them back once it is mended.')
    .argument('<queue-url>', "the queue's address: the stack's output DeadLettersUrl")
    .option('--all', 'send all of them back')
    .option('--cause <text>', 'send those back whose cause contains this')
    .option('--dry-run', 'only show what would be sent back')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Without --all and --cause it only looks. A message is sent before it is deleted: broken off, the command loses nothing, and
whatever is sent twice is done once. What it looked at stays hidden from a second look for up to five minutes then.
Uses the credentials that the AWS command line uses, of somebody who may read and delete here and send to the work queue.

Examples:
  $ article-lake redrive https://sqs.eu-west-1.amazonaws.com/123456789012/ArticleLake-WorkDeadLetters
  $ article-lake redrive https://sqs.eu-west-1.amazonaws.com/123456789012/ArticleLake-WorkDeadLetters --cause AccessDenied
  $ article-lake redrive https://sqs.eu-west-1.amazonaws.com/123456789012/ArticleLake-WorkDeadLetters --all --dry-run`,
    )
    .action(async (url: string, { all, cause, dryRun, json }: Options) => {
      if (all && cause !== undefined) throw new UsageError('Give --all or --cause, not both.');
      if (cause?.trim() === '') throw new UsageError('--cause needs a part of a cause, as the command shows them without it.');
      const { redriveFrom } = await import('./redrive-from.ts');
      const wanted = (text: string) => all === true || (cause !== undefined && text.toLowerCase().includes(cause.toLowerCase()));
      const report = await redriveFrom(url, wanted, dryRun === true);
      const asked = all === true || cause !== undefined;
      await writeOut([json ? jsonLine(report) : renderRedrive(report, { asked, dryRun: dryRun === true })]);
      // Somebody asked for what this command can't do; the text says who can.
      if (report.causes.some(({ withoutQueue }) => withoutQueue > 0)) process.exitCode = 1;
    });
}
