/** The tables' data files: immutable, named once, part of a table only by a commit. */
import type { Table } from '../core/lake/columns.ts';
import type { AddFile, RemoveFile } from '../core/lake/delta-actions.ts';
import { statsOf } from '../core/lake/file-stats.ts';
import type { Row } from '../ports/formats.ts';
import type { Ports } from '../ports/ports.ts';
import { MissingFileError, tableKey } from './table-log.ts';

export type FilePorts = Pick<Ports, 'lake' | 'tableFormat' | 'clock'>;

/** Writes rows of one partition, at least one, to a new file, which belongs to the table once a commit adds it. */
export async function writeFile(
  { lake, tableFormat, clock }: FilePorts,
  table: Table,
  partition: string,
  rows: readonly Row[],
  { newId, dataChange }: { newId: () => string; dataChange: boolean },
): Promise<AddFile> {
  const path = `${table.partitionedBy}=${partition}/${newId()}${tableFormat.extension}`;
  const bytes = await tableFormat.encode(table, rows);
  await lake.put(tableKey(table, path), bytes);
  return {
    path,
    partitionValues: { [table.partitionedBy]: partition },
    size: bytes.length,
    modificationTime: clock.now(),
    dataChange,
    stats: JSON.stringify(statsOf(table, rows)),
  };
}

export async function readFile(
  { lake, tableFormat }: Pick<FilePorts, 'lake' | 'tableFormat'>,
  table: Table,
  path: string,
  columns?: readonly string[],
): Promise<Row[]> {
  const key = tableKey(table, path);
  const bytes = await lake.get(key);
  if (!bytes) throw new MissingFileError(`${key} is missing: the table's log names it. Restore it, or rebuild the lake.`);
  return tableFormat.decode(table, bytes, columns);
}

export function partitionOf(table: Table, file: AddFile): string {
  return file.partitionValues[table.partitionedBy]!;
}

export function removalOf(file: AddFile, deletionTimestamp: number, dataChange: boolean): RemoveFile {
  const { path, partitionValues, size } = file;
  return { path, deletionTimestamp, dataChange, extendedFileMetadata: true, partitionValues, size };
}
