import { type CatalogRecord, isVisible } from '../../core/catalog-record.ts';
import type { CatalogWrite, Change } from '../../ports/catalog.ts';
import type { Database } from './database.ts';
import { RecentRecords } from './recent-records.ts';
import { columnsOf, decodeRecord, encodeLasting, encodeRecord, isSameLasting } from './record-rows.ts';

const READ = 'SELECT record, content FROM records LEFT JOIN contents USING (row) WHERE document_id = ?';
const INSERT = `
  INSERT INTO records (revision, status, settled, object_version, complete, rules_version, sort_order, cluster_id, edges, change,
    record, bucket, key, record_index, document_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (document_id) DO NOTHING RETURNING row`;
const UPDATE = `
  UPDATE records SET revision = ?, status = ?, settled = ?, object_version = ?, complete = ?, rules_version = ?, sort_order = ?,
    cluster_id = ?, edges = ?, change = ?, record = ?, bucket = ?, key = ?, record_index = ?
  WHERE document_id = ? AND revision = ? RETURNING row`;
const PUT_CONTENT = `
  INSERT INTO contents (row, content) VALUES (?, ?)
  ON CONFLICT (row) DO UPDATE SET content = excluded.content WHERE content <> excluded.content`;
const DELETE_CONTENT = 'DELETE FROM contents WHERE row = ?';

/** An empty record: that of the row is still the one that the change made. */
const ADD_CHANGE = "INSERT INTO changes (sequence, record, row) VALUES (?, '', ?)";
const COMPLETE_CHANGE = `
  UPDATE changes SET (record, content) =
    (SELECT records.record, contents.content FROM records LEFT JOIN contents USING (row) WHERE records.row = changes.row)
  WHERE sequence = (SELECT change FROM records WHERE document_id = ? AND revision = ?)`;
const CHANGES = `
  SELECT sequence, iif(changes.record = '', records.record, changes.record) AS record,
    iif(changes.record = '', contents.content, changes.content) AS content
  FROM changes LEFT JOIN records USING (row) LEFT JOIN contents USING (row)
  WHERE sequence > ? ORDER BY sequence LIMIT ?`;
const TRIM_CHANGES = 'DELETE FROM changes WHERE sequence <= ?';
const LAST_SEQUENCE = "SELECT seq FROM sqlite_sequence WHERE name = 'changes'";
/** AUTOINCREMENT never goes back behind a sequence that was there. */
const PASS_SEQUENCE = "INSERT INTO changes (sequence, record) VALUES (?, '')";

/** The catalog's records, and the changes that visible writes of them are. A batch is one transaction. */
export class SqliteRecords {
  readonly #database: Database;
  readonly #recent: RecentRecords;

  constructor(database: Database) {
    this.#database = database;
    this.#recent = new RecentRecords(database);
  }

  read(documentIds: readonly string[]): Map<string, CatalogRecord> {
    const statement = this.#database.prepare(READ);
    return this.#database.run('Reading records', () => {
      this.#recent.refresh();
      const found = new Map<string, CatalogRecord>();
      for (const id of documentIds) {
        const record = this.#recent.get(id) ?? this.#kept(statement.get(id));
        if (record) found.set(id, record);
      }
      return found;
    });
  }

  write(writes: readonly CatalogWrite[]): ('written' | 'conflict')[] {
    const answers = this.#database.transaction('Writing records', () => {
      this.#recent.refresh();
      let sequence = this.lastSequence();
      return writes.map((write) => {
        const change = isVisible(write.record) ? sequence + 1 : null;
        const answer = this.#writeOne(write, change);
        if (answer === 'written') sequence = change ?? sequence;
        return answer;
      });
    });
    for (const [i, { record }] of writes.entries()) if (answers[i] === 'written') this.#recent.keep(record);
    return answers;
  }

  changes(after: number, limit: number): Change[] {
    const rows = this.#database.run('Reading changes', () => this.#database.prepare(CHANGES).all(after, limit));
    return rows.map((row) => ({ sequence: Number(row.sequence), record: decodeRecord(row) }));
  }

  trimChanges(upTo: number): void {
    this.#database.transaction('Trimming changes', () => {
      if (upTo > this.lastSequence()) this.#database.prepare(PASS_SEQUENCE).run(upTo);
      this.#database.prepare(TRIM_CHANGES).run(upTo);
    });
  }

  /** The greatest sequence that was ever given; 0 before the first. */
  lastSequence(): number {
    return this.#database.run('Reading the last sequence', () => Number(this.#database.prepare(LAST_SEQUENCE).get()?.seq ?? 0));
  }

  #kept(row: Record<string, unknown> | undefined): CatalogRecord | undefined {
    if (!row) return undefined;
    const record = decodeRecord(row);
    this.#recent.keep(record);
    return record;
  }

  #writeOne({ record, expected }: CatalogWrite, change: number | null): 'written' | 'conflict' {
    const recent = this.#recent.get(record.documentId);
    const before = recent?.revision === expected ? recent : undefined;
    if (expected > 0 && (!before || isVisible(before))) {
      this.#database.prepare(COMPLETE_CHANGE).run(record.documentId, expected);
    }
    const row = this.#put(record, expected, change);
    if (row === undefined) return 'conflict';
    if (record.content === null) {
      if (expected > 0) this.#database.prepare(DELETE_CONTENT).run(row);
    } else if (!isSameLasting(before?.content, record.content)) {
      this.#database.prepare(PUT_CONTENT).run(row, encodeLasting(record.content));
    }
    if (change !== null) this.#database.prepare(ADD_CHANGE).run(change, row);
    return 'written';
  }

  /** The row that the record went to; undefined when another revision than the expected one is there. */
  #put(record: CatalogRecord, expected: number, change: number | null): number | undefined {
    const { documentId, bucket, key, index } = record;
    const values = [...columnsOf(record), change, encodeRecord(record), bucket, key, index, documentId] as const;
    const put =
      expected === 0 ? this.#database.prepare(INSERT).get(...values) : this.#database.prepare(UPDATE).get(...values, expected);
    return put && Number(put.row);
  }
}
