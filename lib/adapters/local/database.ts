import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { TerminalError } from '../../core/errors.ts';
import { prepareLayout, requireLayout } from './schema.ts';
import { isBusy, mayBeReadOnly, translate, translated } from './sqlite-errors.ts';

/** How long a statement waits for another process's transaction; ours take milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;
/** Changing to WAL needs the file alone and doesn't wait for it: tried this often, this far apart. */
const WAL_TRIES = 100;
const WAL_RETRY_MS = 50;

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

  /** Opens the file, making it if need be. Throws `TerminalError` when it has another layout. */
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
      database.transaction('Preparing the catalog', () => prepareLayout(connection, path));
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
        try {
          requireLayout(connection, path);
          return new Database(connection);
        } catch (error) {
          connection.close();
          throw error;
        }
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
        if (!isBusy(error) || attempt === WAL_TRIES) throw error;
      }
      await sleep(WAL_RETRY_MS);
    }
  }
}
