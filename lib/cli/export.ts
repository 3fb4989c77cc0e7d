import { Command, Option } from 'commander';
import { count } from './count.ts';
import { CODECS, type Codec, FLAVOURS } from './formats.ts';
import { writeOut } from './output.ts';
import { jsonLine } from './render-json-lines.ts';

interface Options {
  readonly lake: string;
  readonly output: string;
  readonly codec: Codec;
  readonly json?: true;
}

/** `export`: the tables for readers that can't read the lake itself. */
export function exportCommand(): Command {
  return new Command('export')
    .description('Copy the tables to a new folder as Parquet for readers that know neither Delta Lake nor zstd.')
    .requiredOption('--lake <folder>', 'the lake')
    .requiredOption('--output <folder>', 'a folder that is not there yet')
    .addOption(
      new Option('--flavour <flavour>', 'for whom: compatible is for any reader').choices(FLAVOURS).default('compatible'),
    )
    .addOption(new Option('--codec <codec>', 'how to compress').choices(CODECS).default('snappy'))
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
The files are as many as the lake's: maintain it first, and they are few. Without statistics, a reader reads every file of the days that
it asks for; DuckDB, Spark, Athena and Trino do better with the lake itself (article-lake ddl).

Examples:
  $ article-lake export --lake lake --flavour compatible --output tables
  $ article-lake export --lake lake --output tables --codec gzip`,
    )
    .action(async ({ lake, output, codec, json }: Options) => {
      const { exportLake } = await import('./export-lake.ts');
      const report = await exportLake(lake, output, codec);
      const lines = report.map(
        ({ table, files, rows, bytes }) =>
          `${table}: ${count(rows, 'row')} in ${count(files, 'file')}, ${count(bytes, 'byte')}\n`,
      );
      await writeOut(json ? report.map(jsonLine) : lines);
    });
}
