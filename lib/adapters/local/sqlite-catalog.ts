import { type CatalogRecord, isVisible } from '../../core/catalog-record.ts';
import type {
  Catalog,
  CatalogItem,
  CatalogWrite,
  Change,
  ChangeFeed,
  ClusterNode,
  ObjectHead,
  Posting,
} from '../../ports/catalog.ts';
import type { Database } from './database.ts';
import { SqlitePostings } from './sqlite-postings.ts';

/** Rows a page: whole records are a few kilobytes, the others some hundred bytes. */
const RECORDS_A_PAGE = 256;
const LIGHT_ROWS_A_PAGE = 2048;

const READ = 'SELECT record FROM records WHERE document_id = ?';
const INSERT = `
  INSERT INTO records (revision, status, settled, object_version, complete, rules_version, sort_order, cluster_id, edges, record,
    document_id, bucket, key, record_index)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (document_id) DO NOTHING`;
const UPDATE = `
  UPDATE records SET revision = ?, status = ?, settled = ?, object_version = ?, complete = ?, rules_version = ?, sort_order = ?,
    cluster_id = ?, edges = ?, record = ?, bucket = ?, key = ?, record_index = ?
  WHERE document_id = ? AND revision = ?`;
const ADD_CHANGE = 'INSERT INTO changes (record) VALUES (?)';
const CHANGES = 'SELECT sequence, record FROM changes WHERE sequence > ? ORDER BY sequence LIMIT ?';
const TRIM_CHANGES = 'DELETE FROM changes WHERE sequence <= ?';
const LAST_SEQUENCE = "SELECT seq FROM sqlite_sequence WHERE name = 'changes'";
/** AUTOINCREMENT never goes back behind a sequence that was there. */
const PASS_SEQUENCE = "INSERT INTO changes (sequence, record) VALUES (?, '')";
const HEADS = `
  SELECT key, object_version, complete, status, rules_version FROM records INDEXED BY heads
  WHERE record_index = 0 AND bucket = ? AND key >= ? ORDER BY key LIMIT ?`;
const SCAN = 'SELECT row, record FROM records WHERE row > ? ORDER BY row LIMIT ?';
const CLUSTER_NODES = `
  SELECT row, document_id, sort_order, cluster_id, edges FROM records INDEXED BY cluster_nodes
  WHERE status = 'live' AND settled = 1 AND row > ? ORDER BY row LIMIT ?`;

/** The catalog in SQLite. A batch is one transaction; scans read page by page and hold nothing open in between. */
export class SqliteCatalog implements Catalog, ChangeFeed {
  readonly #database: Database;
  readonly #postings: SqlitePostings;

  constructor(database: Database) {
    this.#database = database;
    this.#postings = new SqlitePostings(database);
  }

  async read(documentIds: readonly string[]): Promise<Map<string, CatalogRecord>> {
    const statement = this.#database.prepare(READ);
    return this.#database.run('Reading records', () => {
      const found = new Map<string, CatalogRecord>();
      for (const id of documentIds) {
        const row = statement.get(id);
        if (row) found.set(id, JSON.parse(String(row.record)));
      }
      return found;
    });
  }

  async write(writes: readonly CatalogWrite[]): Promise<('written' | 'conflict')[]> {
    return this.#database.transaction('Writing records', () => writes.map((write) => this.#writeOne(write)));
  }

  post(postings: readonly Posting[]): Promise<void> {
    return this.#postings.add(postings);
  }

  unpost(postings: readonly Posting[]): Promise<void> {
    return this.#postings.remove(postings);
  }

  postings(keys: readonly string[], limit: number): Promise<Map<string, Posting[]>> {
    return this.#postings.first(keys, limit);
  }

  async *scanAll(): AsyncIterable<CatalogItem> {
    for await (const record of this.scan()) yield { record };
    for await (const posting of this.#postings.scan()) yield { posting };
  }

  async changes(after: number, limit: number): Promise<Change[]> {
    const rows = this.#all('Reading changes', CHANGES, after, limit);
    return rows.map((row) => ({ sequence: Number(row.sequence), record: JSON.parse(String(row.record)) }));
  }

  async trimChanges(upTo: number): Promise<void> {
    this.#database.transaction('Trimming changes', () => {
      if (upTo > this.lastSequence()) this.#database.prepare(PASS_SEQUENCE).run(upTo);
      this.#database.prepare(TRIM_CHANGES).run(upTo);
    });
  }

  /** The greatest sequence that was ever given; 0 before the first. */
  lastSequence(): number {
    return this.#database.run('Reading the last sequence', () => Number(this.#database.prepare(LAST_SEQUENCE).get()?.seq ?? 0));
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
    for (const row of this.#pages('Scanning records', SCAN, RECORDS_A_PAGE)) yield JSON.parse(String(row.record));
  }

  async *clusterNodes(): AsyncIterable<ClusterNode> {
    for (const row of this.#pages('Scanning clusters', CLUSTER_NODES, LIGHT_ROWS_A_PAGE)) {
      yield {
        documentId: String(row.document_id),
        order: String(row.sort_order),
        clusterId: String(row.cluster_id),
        edges: JSON.parse(String(row.edges)),
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
    const statement = this.#database.prepare('SELECT 1 FROM blocked WHERE entry = ?');
    return this.#database.run('Reading the takedown list', () => new Set(entries.filter((entry) => statement.get(entry))));
  }

  #writeOne({ record, expected }: CatalogWrite): 'written' | 'conflict' {
    const json = JSON.stringify(record);
    const values = columnsOf(record, json);
    const { documentId, bucket, key, index } = record;
    const { changes } =
      expected === 0
        ? this.#database.prepare(INSERT).run(...values, documentId, bucket, key, index)
        : this.#database.prepare(UPDATE).run(...values, bucket, key, index, documentId, expected);
    if (changes === 0) return 'conflict';
    if (isVisible(record)) this.#database.prepare(ADD_CHANGE).run(json);
    return 'written';
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

function columnsOf(record: CatalogRecord, json: string) {
  const { revision, status, settled, objectVersion, object, rulesVersion, content } = record;
  const edges = content ? JSON.stringify(content.verdict?.edges ?? []) : null;
  const cluster = [content?.order ?? null, content?.clusterId ?? null, edges] as const;
  return [
    revision,
    status,
    Number(settled),
    objectVersion,
    Number(object?.complete ?? false),
    rulesVersion,
    ...cluster,
    json,
  ] as const;
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
