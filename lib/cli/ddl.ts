import { Argument, Command, Option } from 'commander';
import { ddlScript, ENGINES, type Engine } from '../core/lake/ddl.ts';
import { CANONICAL_RULES, type CanonicalRule } from '../core/lake/views.ts';
import { writeOut } from './output.ts';

/** `ddl`: SQL for engines of your own. */
export function ddlCommand(): Command {
  return new Command('ddl')
    .description('Print the SQL that makes an engine know the tables of a lake, and the views of them.')
    .addArgument(new Argument('<engine>', 'for whom').choices(ENGINES))
    .requiredOption('--location <address>', "what holds the tables' folders: s3://BUCKET, or LAKE/lake of a lake on this machine")
    .addOption(
      new Option('--canonical <rule>', 'which document of a cluster of duplicates the view articles shows')
        .choices(Object.keys(CANONICAL_RULES))
        .default('earliest'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ article-lake ddl athena --location s3://my-lake-bucket
  $ article-lake ddl duckdb --location "$PWD/lake/lake" | duckdb news.duckdb`,
    )
    .action(async (engine: Engine, { location, canonical }: { location: string; canonical: CanonicalRule }) => {
      await writeOut([ddlScript(engine, location, canonical)]);
    });
}
