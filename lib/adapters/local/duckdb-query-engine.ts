import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';
import { UsageError } from '../../core/errors.ts';
import { TABLES } from '../../core/lake/columns.ts';
import { VIEWS } from '../../core/lake/views.ts';
import type { QueryResult, TableSnapshot } from '../../ports/query-engine.ts';
import { plainValue } from './duckdb-values.ts';
import { lockStatements, viewStatements } from './duckdb-views.ts';

/** No extension is fetched or loaded behind the user's back; the ones we need are built in. */
const CONFIGURATION = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/** Footers are read once in a session, though the view and the question both ask for them. */
const SETTINGS = ["SET TimeZone = 'UTC'", 'SET parquet_metadata_cache = true'];

/**
 * Answers SQL over consistent snapshots of the lake's tables: DuckDB over the files that their logs name. Each query has a database
 * of its own, closed when its rows are read. Throws `UsageError` for SQL that it can't run.
 */
export class DuckDbQueryEngine {
  readonly #open = new Set<Session>();

  async query(sql: string, snapshots: readonly TableSnapshot[]): Promise<QueryResult> {
    const session = await Session.open(sql, snapshots, (closed) => this.#open.delete(closed));
    this.#open.add(session);
    try {
      return await session.query(sql);
    } catch (error) {
      session.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const session of this.#open) session.close();
  }
}

class Session {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #onClose: (closed: Session) => void;
  #isOpen = true;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, onClose: (closed: Session) => void) {
    this.#instance = instance;
    this.#connection = connection;
    this.#onClose = onClose;
  }

  /** Has the views that the question names: making one reads the footer of each file of its tables. */
  static async open(sql: string, snapshots: readonly TableSnapshot[], onClose: (closed: Session) => void): Promise<Session> {
    const instance = await DuckDBInstance.create(':memory:', CONFIGURATION);
    const connection = await instance.connect();
    const session = new Session(instance, connection, onClose);
    try {
      for (const statement of [...SETTINGS, ...lockStatements(snapshots)]) await connection.run(statement);
      // Finds none in what is no plain SELECT, or may not be understood: then all views are made.
      const named = connection.getTableNames(sql, false);
      for (const statement of viewStatements(snapshots, named)) await connection.run(statement);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  async query(sql: string): Promise<QueryResult> {
    const result = await this.#run(sql);
    const columns = result.deduplicatedColumnNames().map((name, at) => ({ name, type: String(result.columnType(at)) }));
    return { columns, rows: this.#rows(result) };
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#onClose(this);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async #run(sql: string): Promise<DuckDBResult> {
    try {
      const { count } = await this.#connection.extractStatements(sql);
      if (count > 1) throw new UsageError(`${count} statements; expected one at a time.`);
      return await this.#connection.stream(sql);
    } catch (error) {
      throw usageError(error);
    }
  }

  async *#rows(result: DuckDBResult): AsyncIterable<readonly unknown[]> {
    try {
      for await (const rows of result.yieldConvertedRows(plainValue)) yield* rows;
    } catch (error) {
      throw usageError(error);
    } finally {
      this.close();
    }
  }
}

const KNOWN = [...VIEWS, ...TABLES].map(({ name }) => name);

/** What DuckDB says of a query is about the query: the views were made before. */
function usageError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UsageError) return error;
  // The binding's whole answer to SQL that holds nothing but blanks and comments.
  if (error.message === 'Error in native callback') return new UsageError('There is no statement in this SQL.', { cause: error });
  // DuckDB knows only the views that the question named, so it would propose tables of its own.
  const unknown = /^Catalog Error: Table with name (.+) does not exist/.exec(error.message)?.[1];
  if (unknown !== undefined)
    return new UsageError(`There is no table ${unknown}; there are ${KNOWN.join(', ')}.`, { cause: error });
  return new UsageError(`DuckDB can't run this: ${error.message}`, { cause: error });
}
