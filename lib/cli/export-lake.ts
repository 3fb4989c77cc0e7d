import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { encodeCompatible } from '../adapters/local/compatible-parquet.ts';
import { openTables } from '../adapters/local/open-local.ts';
import { UsageError } from '../core/errors.ts';
import { TABLES, type Table } from '../core/lake/columns.ts';
import { parquetFormat } from '../core/lake/parquet-format.ts';
import { snapshotTables } from '../pipeline/snapshot.ts';
import type { Codec } from './formats.ts';
import { requireTables } from './require-lake.ts';

export interface ExportedTable {
  readonly table: string;
  readonly files: number;
  readonly rows: number;
  readonly bytes: number;
}

/** Copies one consistent state of the tables, a file at a time. The folder gets its name when all of it is there. */
export async function exportLake(folder: string, output: string, codec: Codec): Promise<ExportedTable[]> {
  await requireTables(folder);
  if (await isThere(output))
    throw new UsageError(`${output} is there already; give a folder that is not, so that nothing is mixed.`);
  const partial = `${output}.partial`;
  await rm(partial, { recursive: true, force: true });
  const snapshots = await snapshotTables(await openTables(folder));
  const report: ExportedTable[] = [];
  for (const table of TABLES) {
    const files = snapshots.find((snapshot) => snapshot.table === table.name)?.files ?? [];
    report.push(await exportTable(table, files, join(partial, table.name), codec));
  }
  await rename(partial, output);
  return report;
}

async function exportTable(table: Table, files: readonly string[], output: string, codec: Codec): Promise<ExportedTable> {
  const total = { table: table.name, files: files.length, rows: 0, bytes: 0 };
  await mkdir(output, { recursive: true });
  for (const file of files) {
    const rows = await parquetFormat.decode(table, await readFile(file));
    const bytes = await encodeCompatible(table, rows, codec);
    // The partition's name is the folder's, as in the lake: readers take the day from there.
    const partition = join(output, basename(dirname(file)));
    await mkdir(partition, { recursive: true });
    await writeFile(join(partition, basename(file)), bytes);
    total.rows += rows.length;
    total.bytes += bytes.length;
  }
  return total;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
