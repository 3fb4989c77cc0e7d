import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { TransientError } from '../core/errors.ts';
import { costCommand } from './cost.ts';
import { ddlCommand } from './ddl.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { failureOf } from './failure.ts';
import { forgetCommand } from './forget.ts';
import { ingestCommand } from './ingest.ts';
import { maintainCommand } from './maintain.ts';
import { normalizeCommand } from './normalize.ts';
import { isClosedPipe } from './output.ts';
import { redriveCommand } from './redrive.ts';
import { showCommand } from './show.ts';
import { sqlCommand } from './sql.ts';
import { storiesCommand } from './stories.ts';
import { whyCommand } from './why.ts';

/** Runs the command line; sets the exit code of the process and prints any failure. */
export async function main(argv: readonly string[]): Promise<void> {
  let isSaid = false;
  const fail = (error: unknown) => {
    const { message, exitCode } = failureOf(error, argv.includes('--debug'));
    if (!isSaid) process.stderr.write(message);
    isSaid = true;
    process.exitCode = exitCode;
  };
  // What is written by a pipeline fails there too.
  process.stdout.on('error', (error) => {
    if (isClosedPipe(error)) process.exit(0);
    fail(new TransientError(`Writing the answer failed: ${error.message}`, { cause: error }));
  });
  try {
    await program().parseAsync(argv.map(asOperand));
  } catch (error) {
    if (!isClosedPipe(error)) fail(error);
  }
}

/** The commands load what they work with only when they run: help and mistakes are answered at once. */
function program(): Command {
  const cli = new Command('article-lake')
    .description('Drop articles in a folder; query clean, deduplicated Parquet.')
    .version(version())
    .option('--debug', 'show the stack of an error')
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake demo
  $ article-lake ingest articles/ --lake lake
  $ article-lake sql "SELECT title, published_date FROM articles" --lake lake
  $ article-lake normalize articles/one.txt`,
    );
  const commands = [
    ingestCommand(),
    sqlCommand(),
    showCommand(),
    whyCommand(),
    normalizeCommand(),
    storiesCommand(),
    maintainCommand(),
    forgetCommand(),
    ddlCommand(),
    exportCommand(),
    demoCommand(),
    costCommand(),
    redriveCommand(),
  ];
  for (const command of commands) cli.addCommand(command);
  // Errors are thrown rather than ending the process, in subcommands too, so that `main` decides on the exit code.
  for (const command of [cli, ...cli.commands]) command.exitOverride().showHelpAfterError('(--help shows the options)');
  return cli;
}

/** A question may start with an SQL comment, which would be taken for an option. */
function asOperand(argument: string): string {
  return /^--\s/.test(argument) ? ` ${argument}` : argument;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}
