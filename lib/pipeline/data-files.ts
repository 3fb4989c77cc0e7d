/** The tables' data files: immutable, named once, part of a table only by a commit. */
import type { Table } from '../core/lake/columns.ts';
import type { AddFile, FileStats, RemoveFile } from '../core/lake/delta-actions.ts';
import { mergedStats, statsOf } from '../core/lake/file-stats.ts';
import type { Row } from '../core/lake/row-format.ts';
import type { Ports } from '../ports/ports.ts';
import { MissingFileError, tableKey } from './table-log.ts';

export type FilePorts = Pick<Ports, 'lake' | 'tableFormat' | 'clock' | 'merger'>;

type ReadPorts = Pick<FilePorts, 'lake' | 'tableFormat'>;

interface WriteOptions {
  readonly newId: () => string;
  readonly dataChange: boolean;
}

/** A file up to this size is fetched at once: a second request would take longer than its bytes. */
const WHOLE_BYTES = 1 << 20;

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

export async function readFile(ports: ReadPorts, table: Table, path: string): Promise<Row[]> {
  return ports.tableFormat.decode(table, await bytesOf(table, path, (key) => ports.lake.get(key)));
}

/** Of a big file only what these columns need is fetched. */
export async function readColumns(
  { lake, tableFormat }: ReadPorts,
  table: Table,
  { path, size }: AddFile,
  columns: readonly string[],
): Promise<Row[]> {
  if (size > WHOLE_BYTES && tableFormat.decodeParts) {
    const read = (start: number, end: number) => bytesOf(table, path, (key) => lake.read(key, start, end));
    return tableFormat.decodeParts(table, { size, read }, columns);
  }
  return tableFormat.decode(table, await bytesOf(table, path, (key) => lake.get(key)), columns);
}

async function bytesOf(table: Table, path: string, read: (key: string) => Promise<Uint8Array | null>): Promise<Uint8Array> {
  const key = tableKey(table, path);
  const bytes = await read(key);
  if (!bytes) throw new MissingFileError(`${key} is missing: the table's log names it. ${REMEDY}`);
  return bytes;
}

export function partitionOf(table: Table, file: AddFile): string {
  return file.partitionValues[table.partitionedBy]!;
}

export function removalOf(file: AddFile, deletionTimestamp: number, dataChange: boolean): RemoveFile {
  const { path, partitionValues, size } = file;
  return { path, deletionTimestamp, dataChange, extendedFileMetadata: true, partitionValues, size };
}
