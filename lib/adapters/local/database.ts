import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { TerminalError, TransientError } from '../../core/errors.ts';
import { CATALOG_MIGRATIONS, CATALOG_SCHEMA, CATALOG_SCHEMA_VERSION } from './schema.ts';

/** How long a statement waits for another process's transaction; ours take milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;
/** Changing to WAL needs the file alone and doesn't wait for it: tried this often, this far apart. */
const WAL_TRIES = 100;
const WAL_RETRY_MS = 50;

/**
 * Primary result codes (sqlite.org/rescode.html) that a retry may cure: BUSY, LOCKED, NOMEM, INTERRUPT, IOERR, FULL,
 * CANTOPEN, PROTOCOL.
 */
const TRANSIENT_CODES = new Set([5, 6, 7, 9, 10, 13, 14, 15]);
const BUSY = 5;
const READ_ONLY = 8;
const FULL = 13;
const CANT_OPEN = 14;
/** What a user can do about the failures that waiting alone won't cure, by the primary result code. */
const WRITABLE =
  '; give this user permission to write to it and its folder, on a disk that is not read-only: commands that only read do without.';
const REMEDIES: ReadonlyMap<number, string> = new Map([
  [READ_ONLY, WRITABLE],
  [CANT_OPEN, WRITABLE],
  [FULL, '; free some space, then run the same command again: nothing is lost.'],
]);

/**
 * `catalog.sqlite`: one connection, shared by catalog, queue and roots. Its calls are synchronous, so no transaction is
 * ever open across an `await`; other processes may have connections of their own.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /** Opens the file, making it if need be. Throws `TerminalError` when a newer article-lake wrote it. */
  static async open(path: string): Promise<Database> {
    const connection = translated(`Opening ${path}`, () => new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS }));
    const database = new Database(connection);
    try {
      await database.#changeToWal();
      // FULL syncs the log at each commit, on macOS past the disk's own cache: what was answered survives a power failure.
      connection.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON');
      // What is deleted is overwritten: titles and leads of what was taken down must not stay in free pages.
      connection.exec('PRAGMA secure_delete = ON');
      connection.exec('PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864');
      // 128 MB of log: hot pages of the index are written back once for many batches (a third more postings a second).
      connection.exec('PRAGMA wal_autocheckpoint = 32768');
      database.transaction('Preparing the catalog', () => migrate(connection, path));
      return database;
    } catch (error) {
      connection.close();
      throw error instanceof TerminalError ? error : translate(`Opening ${path}`, error);
    }
  }

  /**
   * Opens the file to be read, also where nothing may be written: there a log of changes that nobody took in yet can't be read,
   * and without one no process is writing, so that the file may be read as it is.
   */
  static async openReading(path: string): Promise<Database> {
    try {
      return await Database.open(path);
    } catch (error) {
      if (!mayBeReadOnly(error)) throw error;
      const url = pathToFileURL(path);
      if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1');
      return translated(`Reading ${path}`, () => {
        const connection = new DatabaseSync(url, { readOnly: true });
        requireLayout(connection, path);
        return new Database(connection);
      });
    }
  }

  /** The statement, prepared once. */
  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = translated('Preparing a statement', () => this.#connection.prepare(sql));
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Runs `work` as one atomic, durable act, alone among writers. */
  transaction<T>(action: string, work: () => T): T {
    return translated(action, () => {
      this.#connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#connection.exec('COMMIT');
        return result;
      } catch (error) {
        // Some failures, such as a full disk, have rolled back already.
        if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Runs a single statement or several reads that need no common snapshot. */
  run<T>(action: string, work: () => T): T {
    return translated(action, work);
  }

  /** A number that changes whenever another connection has committed anything. */
  foreignCommits(): number {
    return Number(this.prepare('PRAGMA data_version').get()?.data_version);
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }

  async #changeToWal(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#connection.exec('PRAGMA journal_mode = WAL');
        return;
      } catch (error) {
        if (codeOf(error) !== BUSY || attempt === WAL_TRIES) throw error;
      }
      await sleep(WAL_RETRY_MS);
    }
  }
}

function requireLayout(connection: DatabaseSync, path: string): void {
  const version = versionOf(connection);
  if (version === CATALOG_SCHEMA_VERSION) return;
  connection.close();
  if (version > CATALOG_SCHEMA_VERSION) throw newer(path, version);
  throw new TerminalError(
    `${path} was written by an older article-lake (layout ${version}): read it once where it may be written.`,
  );
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}

function newer(path: string, version: number): TerminalError {
  const known = `this one knows up to ${CATALOG_SCHEMA_VERSION}`;
  return new TerminalError(`${path} was written by a newer article-lake (layout ${version}; ${known}): upgrade article-lake.`);
}

function migrate(connection: DatabaseSync, path: string): void {
  const version = versionOf(connection);
  if (version === CATALOG_SCHEMA_VERSION) return;
  if (version > CATALOG_SCHEMA_VERSION) throw newer(path, version);
  if (version === 0) connection.exec(CATALOG_SCHEMA);
  else for (let from = version; from < CATALOG_SCHEMA_VERSION; from++) connection.exec(CATALOG_MIGRATIONS[from]!);
  connection.exec(`PRAGMA user_version = ${CATALOG_SCHEMA_VERSION}`);
}

function translated<T>(action: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(action, error);
  }
}

/** SQLite's failures become ours; what SQLite didn't throw is a mistake of ours and stays as it is. */
function translate(action: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null || !(error instanceof Error)) return error;
  const remedy = REMEDIES.get(code) ?? '';
  const ErrorKind = TRANSIENT_CODES.has(code) ? TransientError : TerminalError;
  return new ErrorKind(`${action} failed: ${error.message} (SQLite code ${code})${remedy}`, { cause: error });
}

function mayBeReadOnly(error: unknown): boolean {
  return error instanceof Error && [READ_ONLY, CANT_OPEN].includes(codeOf(error.cause) ?? 0);
}

/** The primary result code: the low byte of the extended one. */
function codeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
}
