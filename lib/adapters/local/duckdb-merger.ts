import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { TerminalError } from '../../core/errors.ts';
import { DOCUMENT_TEXTS, type Table } from '../../core/lake/columns.ts';
import type { FileMerger } from '../../ports/file-merger.ts';
import { addIdFilters } from './duckdb-bloom.ts';
import { mergedRows } from './duckdb-views.ts';
import { isAbsent } from './file-errors.ts';
import { sqlText } from './sql-text.ts';

/** Beyond it DuckDB writes to the disk what it can, or gives up. */
const MEMORY_LIMIT = '512MB';
/** Rows of a row group, in DuckDB's vectors of 2,048: about 61 k, and 6 k for texts. See `parquetFormat`. */
const ROW_GROUP_ROWS = 30 * 2048;
const TEXT_ROW_GROUP_ROWS = 3 * 2048;
/** What an id takes in a dictionary: 32 characters and their length. */
const ID_BYTES = 36;
/**
 * Bytes of a merged file up to which its database is kept for the next merge: making one takes 20 ms, a tenth of merging so little.
 * After a bigger one it would hold on to memory.
 */
const KEEP_AFTER = 8 << 20;

/** Merges by DuckDB: a third of the CPU of going through rows, and in bounded memory. */
export class DuckDbMerger implements FileMerger {
  readonly #temporary: string;
  #database: DuckDBInstance | null = null;

  /** `temporary`: a folder for files on their way. They hold texts, so it must be in the lake and not the system's. */
  constructor(temporary: string) {
    this.#temporary = temporary;
  }

  async merge(table: Table, files: readonly string[]): Promise<Uint8Array | null> {
    const folder = join(this.#temporary, randomUUID());
    await mkdir(folder, { recursive: true });
    try {
      const merged = await this.#withConnection((connection) =>
        mergeInto(connection, join(folder, 'merged.parquet'), table, files),
      );
      if (merged.length > KEEP_AFTER) this.close();
      return merged;
    } catch (error) {
      this.close();
      for (const file of files) if (await isMissing(file)) return null;
      if (error instanceof TerminalError) throw error;
      throw new TerminalError(`DuckDB can't merge ${files.length} files of ${table.name}: ${error}`, { cause: error });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Frees what it holds between merges; a later merge takes it anew. */
  close(): void {
    this.#database?.closeSync();
    this.#database = null;
  }

  async #withConnection<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    this.#database ??= await openDatabase(join(this.#temporary, randomUUID()));
    const connection = await this.#database.connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }
}

async function openDatabase(spill: string): Promise<DuckDBInstance> {
  // Loaded only when there is something to merge: it takes a tenth of a second.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  // One thread: it works beside others, and threads make it slower in CPU.
  return DuckDBInstance.create(':memory:', { threads: '1', memory_limit: MEMORY_LIMIT, temp_directory: spill });
}

async function mergeInto(connection: DuckDBConnection, target: string, table: Table, files: readonly string[]) {
  await connection.run("SET TimeZone = 'UTC'");
  const isText = table.name === DOCUMENT_TEXTS.name;
  const rowGroup = isText ? TEXT_ROW_GROUP_ROWS : ROW_GROUP_ROWS;
  // Read once for both the copy and the proof; what doesn't fit in memory goes to the temporary folder.
  await connection.run(`CREATE TEMP TABLE source AS ${mergedRows(table, files)}`);
  const options = `FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, ROW_GROUP_SIZE ${rowGroup}`;
  // Beside texts a dictionary of the ids is small, and DuckDB makes a Bloom filter of it; bodies soon outgrow theirs.
  const dictionary = `DICTIONARY_SIZE_LIMIT ${rowGroup}, STRING_DICTIONARY_PAGE_SIZE_LIMIT ${rowGroup * ID_BYTES}`;
  await connection.run(`COPY source TO ${sqlText(target)} (${isText ? `${options}, ${dictionary}` : options})`);
  if (!isText) await addIdFilters(connection, table, target, rowGroup);
  const [before, after] = [await checksum(connection, 'source'), await checksum(connection, `(${mergedRows(table, [target])})`)];
  if (before !== after)
    throw new TerminalError(`Merging changed rows of ${table.name}: ${before} became ${after}; nothing was replaced.`);
  const { buffer, byteOffset, byteLength } = await readFile(target);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Of every value of every row, whatever their order: the count, and a sum that equal rows can't cancel out of. */
async function checksum(connection: DuckDBConnection, rows: string): Promise<string> {
  const result = await connection.runAndReadAll(`SELECT count(*), sum(hash(r)), bit_xor(hash(r)) FROM ${rows} AS r`);
  return JSON.stringify(result.getRowsJson());
}

async function isMissing(path: string): Promise<boolean> {
  return access(path).then(() => false, isAbsent);
}
