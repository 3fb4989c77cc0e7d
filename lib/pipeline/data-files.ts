/** The tables' data files: immutable, named once, part of a table only by a commit. */
import type { Table } from '../core/lake/columns.ts';
import type { AddFile, FileStats, RemoveFile } from '../core/lake/delta-actions.ts';
import { mergedStats, statsOf } from '../core/lake/file-stats.ts';
import type { Row } from '../core/lake/row-format.ts';
import type { Ports } from '../ports/ports.ts';
import { MissingFileError, tableKey } from './table-log.ts';

export type FilePorts = Pick<Ports, 'lake' | 'tableFormat' | 'clock' | 'merger'>;

interface WriteOptions {
  readonly newId: () => string;
  readonly dataChange: boolean;
}

/** A file of so many rows may be left alone by compaction, and is worth a look-up that skips it. */
const LASTING_ROWS = 2_000;

/** Writes rows of one partition, at least one, to a new file, which belongs to the table once a commit adds it. */
export async function writeFile(
  ports: FilePorts,
  table: Table,
  partition: string,
  rows: readonly Row[],
  options: WriteOptions,
): Promise<AddFile> {
  const bytes = await ports.tableFormat.encode(table, rows, { isLasting: rows.length >= LASTING_ROWS });
  return newFile(ports, table, partition, statsOf(table, rows), options, async (key) => {
    await ports.lake.put(key, bytes);
    return bytes.length;
  });
}

/** Writes all rows of these files of one partition, in their order, to a new one. */
export async function mergeFiles(
  ports: FilePorts,
  table: Table,
  files: readonly AddFile[],
  options: WriteOptions,
): Promise<AddFile> {
  const partition = partitionOf(table, files[0]!);
  if (!ports.merger) {
    const rows: Row[] = [];
    for (const { path } of files) for (const row of await readFile(ports, table, path)) rows.push(row);
    return writeFile(ports, table, partition, rows, options);
  }
  const { merger } = ports;
  const sources = files.map(({ path }) => tableKey(table, path));
  return newFile(ports, table, partition, mergedStats(files), options, async (key) => {
    const size = await merger.merge(table, sources, key);
    if (size === null) throw new MissingFileError(`A file of ${table.name} is missing: the table's log names it. ${REMEDY}`);
    return size;
  });
}

/** `put` writes it as the object `key` and gives its size in bytes. */
async function newFile(
  { tableFormat, clock }: FilePorts,
  table: Table,
  partition: string,
  stats: FileStats,
  { newId, dataChange }: WriteOptions,
  put: (key: string) => Promise<number>,
): Promise<AddFile> {
  const path = `${table.partitionedBy}=${partition}/${newId()}${tableFormat.extension}`;
  const size = await put(tableKey(table, path));
  return {
    path,
    partitionValues: { [table.partitionedBy]: partition },
    size,
    modificationTime: clock.now(),
    dataChange,
    stats: JSON.stringify(stats),
  };
}

const REMEDY = 'Restore it, or rebuild the lake.';

export async function readFile(
  { lake, tableFormat }: Pick<FilePorts, 'lake' | 'tableFormat'>,
  table: Table,
  path: string,
  columns?: readonly string[],
): Promise<Row[]> {
  const key = tableKey(table, path);
  const bytes = await lake.get(key);
  if (!bytes) throw new MissingFileError(`${key} is missing: the table's log names it. ${REMEDY}`);
  return tableFormat.decode(table, bytes, columns);
}

export function partitionOf(table: Table, file: AddFile): string {
  return file.partitionValues[table.partitionedBy]!;
}

export function removalOf(file: AddFile, deletionTimestamp: number, dataChange: boolean): RemoveFile {
  const { path, partitionValues, size } = file;
  return { path, deletionTimestamp, dataChange, extendedFileMetadata: true, partitionValues, size };
}
