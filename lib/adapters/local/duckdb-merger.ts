import { randomUUID } from 'node:crypto';
import { access, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { TerminalError, TransientError } from '../../core/errors.ts';
import { DOCUMENT_TEXTS, type Table } from '../../core/lake/columns.ts';
import type { FileMerger } from '../../ports/file-merger.ts';
import { addIdFilters } from './duckdb-bloom.ts';
import { checksum, RowTally } from './duckdb-tally.ts';
import { mergedRows } from './duckdb-views.ts';
import { isAbsent } from './file-errors.ts';
import type { FolderObjectStore } from './folder-object-store.ts';
import { sqlText } from './sql-text.ts';

/** Beyond it DuckDB writes to the disk what it can, or gives up. */
const MEMORY_LIMIT = '512MB';
/** DuckDB ends a row group with the vector that fills it, of at most so many rows. */
const VECTOR_ROWS = 2048;
/** Rows of a row group: about 61 k, and 6 k for texts. See `parquetFormat`. */
const ROW_GROUP_ROWS = 30 * VECTOR_ROWS;
const TEXT_ROW_GROUP_ROWS = 3 * VECTOR_ROWS;
/** Of long texts a row group holds fewer: DuckDB needs its bytes several times over. */
const TEXT_ROW_GROUP_BYTES = 64 << 20;
/** What an id takes in a dictionary: 32 characters and their length. */
const ID_BYTES = 36;
/**
 * Bytes of a merged file up to which its database is kept for the next merge: making one takes 20 ms, a tenth of merging so little.
 * After a bigger one it would hold on to memory.
 */
const KEEP_AFTER = 8 << 20;

/** Merges files of a folder by DuckDB: a third of the CPU of going through rows, and in bounded memory. */
export class DuckDbMerger implements FileMerger {
  readonly #lake: FolderObjectStore;
  #database: Database | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(lake: FolderObjectStore) {
    this.#lake = lake;
  }

  /** One after the other: they share a database, and its memory. */
  merge(table: Table, sources: readonly string[], target: string): Promise<number | null> {
    const merged = this.#last.then(() => this.#merge(table, sources, target));
    this.#last = merged.catch(() => undefined);
    return merged;
  }

  async #merge(table: Table, sources: readonly string[], target: string): Promise<number | null> {
    const files = sources.map((key) => this.#lake.locate(key));
    // Texts must not leave the lake; and from there the file takes its name at once.
    const folder = join(this.#lake.temporary, randomUUID());
    await mkdir(folder, { recursive: true });
    try {
      const file = join(folder, 'merged.parquet');
      this.#database ??= await openDatabase(join(this.#lake.temporary, randomUUID()));
      await mergeInto(this.#database, file, table, files);
      const { size } = await stat(file);
      await this.#lake.adopt(target, file);
      if (size > KEEP_AFTER) this.close();
      return size;
    } catch (error) {
      this.close();
      for (const file of files) if (await isMissing(file)) return null;
      if (error instanceof TerminalError || error instanceof TransientError) throw error;
      throw new TerminalError(`DuckDB can't merge ${files.length} files of ${table.name}: ${error}`, { cause: error });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Frees what it holds between merges; a later merge takes it anew. */
  close(): void {
    this.#database?.instance.closeSync();
    this.#database = null;
  }
}

interface Database {
  readonly instance: DuckDBInstance;
  readonly tally: RowTally;
}

async function openDatabase(spill: string): Promise<Database> {
  // Loaded only when there is something to merge: it takes a tenth of a second.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    // It works beside others, and threads make it slower in CPU.
    threads: '1',
    memory_limit: MEMORY_LIMIT,
    temp_directory: spill,
    // Each file is read once.
    enable_external_file_cache: 'false',
    // One thread keeps the order anyhow, and DuckDB refuses to bound the bytes of a row group where it must.
    preserve_insertion_order: 'false',
  });
  return { instance, tally: await RowTally.of(instance) };
}

async function mergeInto({ instance, tally }: Database, target: string, table: Table, files: readonly string[]): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const before = await tally.during(mergedRows(table, files), (rows) => copy(connection, rows, target, table));
    const after = await checksum(connection, mergedRows(table, [target]));
    if (before === after) return;
    throw new TerminalError(`Merging changed rows of ${table.name}: ${before} became ${after}; nothing was replaced.`);
  } finally {
    connection.closeSync();
  }
}

async function copy(connection: DuckDBConnection, rows: string, target: string, table: Table): Promise<void> {
  const isText = table.name === DOCUMENT_TEXTS.name;
  const rowGroup = isText ? TEXT_ROW_GROUP_ROWS : ROW_GROUP_ROWS;
  const options = `FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, ROW_GROUP_SIZE ${rowGroup}`;
  // Beside texts a dictionary of the ids is small, and DuckDB makes a Bloom filter of it; bodies soon outgrow theirs.
  const ids = rowGroup + VECTOR_ROWS;
  const dictionary = `DICTIONARY_SIZE_LIMIT ${ids}, STRING_DICTIONARY_PAGE_SIZE_LIMIT ${ids * ID_BYTES}`;
  const ofTexts = `ROW_GROUP_SIZE_BYTES ${TEXT_ROW_GROUP_BYTES}, ${dictionary}`;
  await connection.run(`COPY (${rows}) TO ${sqlText(target)} (${options}${isText ? `, ${ofTexts}` : ''})`);
  if (!isText) await addIdFilters(connection, table, target);
}

async function isMissing(path: string): Promise<boolean> {
  return access(path).then(() => false, isAbsent);
}
