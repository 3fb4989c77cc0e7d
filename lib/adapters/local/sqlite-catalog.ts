import type { CatalogRecord } from '../../core/catalog-record.ts';
import type {
  Announcement,
  Catalog,
  CatalogItem,
  CatalogWrite,
  Change,
  ChangeFeed,
  ClusterNode,
  Look,
  ObjectHead,
  Posting,
} from '../../ports/catalog.ts';
import type { Database } from './database.ts';
import { decodeRecord, decodeTies } from './record-rows.ts';
import { SqlitePostings } from './sqlite-postings.ts';
import { SqliteRecords } from './sqlite-records.ts';

/** Rows a page: whole records are a few kilobytes, the others some hundred bytes. */
const RECORDS_A_PAGE = 256;
const LIGHT_ROWS_A_PAGE = 2048;

const HEADS = `
  SELECT key, object_version, complete, status, rules_version FROM records INDEXED BY heads
  WHERE bucket = ? AND key >= ? ORDER BY key LIMIT ?`;
const SCAN = `
  SELECT row, document_id, record, sketch, content FROM records LEFT JOIN contents USING (row) WHERE row > ? ORDER BY row LIMIT ?`;
const CLUSTER_NODES = `
  SELECT row, document_id, sort_order, cluster_id, edges FROM records INDEXED BY cluster_nodes
  WHERE edges IS NOT NULL AND row > ? ORDER BY row LIMIT ?`;
const IS_ANY_BLOCKED = 'SELECT EXISTS (SELECT 1 FROM blocked) AS is_any';
const BLOCKED = 'SELECT value FROM json_each(?) WHERE value IN (SELECT entry FROM blocked)';

/** The catalog in SQLite. A batch is one transaction; scans read page by page and hold nothing open in between. */
export class SqliteCatalog implements Catalog, ChangeFeed {
  readonly #database: Database;
  readonly #records: SqliteRecords;
  readonly #postings: SqlitePostings;

  constructor(database: Database) {
    this.#database = database;
    this.#records = new SqliteRecords(database);
    this.#postings = new SqlitePostings(database);
  }

  async read(documentIds: readonly string[]): Promise<Map<string, CatalogRecord>> {
    return this.#records.read(documentIds);
  }

  async write(writes: readonly CatalogWrite[]): Promise<('written' | 'conflict')[]> {
    return this.#records.write(writes);
  }

  post(postings: readonly Posting[]): Promise<void> {
    return this.#postings.add(postings);
  }

  announce(announcements: readonly Announcement[]): Promise<void> {
    return this.#postings.announce(announcements);
  }

  unpost(postings: readonly Posting[]): Promise<void> {
    return this.#postings.remove(postings);
  }

  postings(keys: readonly string[], limit: number): Promise<Map<string, Posting[]>> {
    return this.#postings.first(keys, limit);
  }

  look(announcements: readonly Announcement[], limit: number): Promise<Look> {
    return this.#postings.look(announcements, limit);
  }

  async *scanAll(): AsyncIterable<CatalogItem> {
    for await (const record of this.scan()) yield { record };
    for await (const posting of this.#postings.scan()) yield { posting };
  }

  async changes(after: number, limit: number): Promise<Change[]> {
    return this.#records.changes(after, limit);
  }

  async trimChanges(upTo: number): Promise<void> {
    this.#records.trimChanges(upTo);
  }

  lastSequence(): number {
    return this.#records.lastSequence();
  }

  async *heads(bucket: string, prefix = ''): AsyncIterable<ObjectHead> {
    let from = prefix;
    for (;;) {
      const page = this.#all('Listing heads', HEADS, bucket, from, LIGHT_ROWS_A_PAGE);
      for (const row of page) {
        const key = String(row.key);
        // SQLite compares bytes, so keys that share a prefix are neighbours.
        if (!key.startsWith(prefix)) return;
        yield headOf(key, row);
        // The least string that is greater.
        from = `${key}\0`;
      }
      if (page.length < LIGHT_ROWS_A_PAGE) return;
    }
  }

  async *scan(): AsyncIterable<CatalogRecord> {
    for (const row of this.#pages('Scanning records', SCAN, RECORDS_A_PAGE)) yield decodeRecord(row);
  }

  async *clusterNodes(): AsyncIterable<ClusterNode> {
    for (const row of this.#pages('Scanning clusters', CLUSTER_NODES, LIGHT_ROWS_A_PAGE)) {
      yield {
        documentId: String(row.document_id),
        order: String(row.sort_order),
        clusterId: String(row.cluster_id),
        ...decodeTies(row.edges),
      };
    }
  }

  async block(entries: readonly string[]): Promise<void> {
    this.#forEach('Blocking', 'INSERT OR IGNORE INTO blocked VALUES (?)', entries);
  }

  async unblock(entries: readonly string[]): Promise<void> {
    this.#forEach('Unblocking', 'DELETE FROM blocked WHERE entry = ?', entries);
  }

  async blocked(entries: readonly string[]): Promise<Set<string>> {
    const [known] = this.#all('Reading the takedown list', IS_ANY_BLOCKED);
    if (known?.is_any === 0) return new Set();
    const rows = this.#all('Reading the takedown list', BLOCKED, JSON.stringify(entries));
    return new Set(rows.map(({ value }) => String(value)));
  }

  #all(action: string, sql: string, ...values: (string | number)[]) {
    return this.#database.run(action, () => this.#database.prepare(sql).all(...values));
  }

  *#pages(action: string, sql: string, size: number) {
    let after = 0;
    for (;;) {
      const page = this.#all(action, sql, after, size);
      yield* page;
      if (page.length < size) return;
      after = Number(page.at(-1)?.row);
    }
  }

  #forEach(action: string, sql: string, values: readonly string[]): void {
    const statement = this.#database.prepare(sql);
    this.#database.transaction(action, () => {
      for (const value of values) statement.run(value);
    });
  }
}

function headOf(key: string, row: Record<string, unknown>): ObjectHead {
  return {
    key,
    objectVersion: row.object_version === null ? null : String(row.object_version),
    complete: row.complete === 1,
    status: row.status as ObjectHead['status'],
    rulesVersion: Number(row.rules_version),
  };
}
