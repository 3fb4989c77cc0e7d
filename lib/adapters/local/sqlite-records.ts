import { type CatalogRecord, isVisible } from '../../core/catalog-record.ts';
import type { CatalogWrite, Change } from '../../ports/catalog.ts';
import type { Database } from './database.ts';
import { encodeLasting, isSameLasting } from './lasting-rows.ts';
import { RecentRecords } from './recent-records.ts';
import { columnsOf, decodeRecord, encodeRecord } from './record-rows.ts';

/** Of many at once: most of those asked for are not there, and a statement for each takes thrice as long. */
const READ = `
  SELECT row, document_id, record, sketch, content FROM json_each(?) AS wanted CROSS JOIN records ON document_id = wanted.value
  LEFT JOIN contents USING (row)`;
const ROW_OF = 'SELECT row FROM records WHERE document_id = ?';
const INSERT = `
  INSERT INTO records (revision, bucket, key, object_version, complete, status, rules_version, sort_order, cluster_id, edges, change,
    record, document_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (document_id) DO NOTHING`;
const UPDATE = `
  UPDATE records SET revision = ?, bucket = ?, key = ?, object_version = ?, complete = ?, status = ?, rules_version = ?,
    sort_order = ?, cluster_id = ?, edges = ?, change = ?, record = ?
  WHERE row = ? AND revision = ?`;
const ADD_CONTENT = 'INSERT INTO contents (row, sketch, content) VALUES (?, ?, ?)';
const PUT_CONTENT = `
  INSERT INTO contents (row, sketch, content) VALUES (?, ?, ?)
  ON CONFLICT (row) DO UPDATE SET sketch = excluded.sketch, content = excluded.content
  WHERE sketch <> excluded.sketch OR content <> excluded.content`;
const DELETE_CONTENT = 'DELETE FROM contents WHERE row = ?';

/** An empty record: that of the row is still the one that the change made. */
const ADD_CHANGE = "INSERT INTO changes (sequence, record, row) VALUES (?, '', ?)";
const COMPLETE_CHANGE = `
  UPDATE changes SET (record, sketch, content) =
    (SELECT records.record, contents.sketch, contents.content FROM records LEFT JOIN contents USING (row) WHERE records.row = changes.row)
  WHERE sequence = (SELECT change FROM records WHERE row = ? AND revision = ?)`;
const CHANGES = `
  SELECT sequence, document_id, iif(changes.record = '', records.record, changes.record) AS record,
    iif(changes.record = '', contents.sketch, changes.sketch) AS sketch,
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
    return this.#database.run('Reading records', () => {
      this.#recent.refresh();
      const found = new Map<string, CatalogRecord>();
      const others: string[] = [];
      for (const id of documentIds) {
        const known = this.#recent.get(id);
        if (known) found.set(id, known.record);
        else others.push(id);
      }
      if (others.length === 0) return found;
      for (const row of this.#database.prepare(READ).all(JSON.stringify(others))) {
        const record = decodeRecord(row);
        this.#recent.keep({ record, row: Number(row.row) });
        found.set(record.documentId, record);
      }
      return found;
    });
  }

  write(writes: readonly CatalogWrite[]): ('written' | 'conflict')[] {
    const rows = this.#database.transaction('Writing records', () => {
      this.#recent.refresh();
      let sequence = this.lastSequence();
      return writes.map((write) => {
        const change = isVisible(write.record) ? sequence + 1 : null;
        const row = this.#writeOne(write, change);
        if (row !== undefined) sequence = change ?? sequence;
        return row;
      });
    });
    return writes.map(({ record }, i) => {
      const row = rows[i];
      if (row === undefined) return 'conflict';
      this.#recent.keep({ record, row });
      return 'written';
    });
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

  /** The row that the record went to; undefined when another revision than the expected one is there. */
  #writeOne({ record, expected }: CatalogWrite, change: number | null): number | undefined {
    const recent = this.#recent.get(record.documentId);
    const before = recent?.record.revision === expected ? recent.record : undefined;
    const place = expected === 0 ? undefined : (recent?.row ?? this.#rowOf(record.documentId));
    if (place !== undefined && (!before || isVisible(before))) this.#database.prepare(COMPLETE_CHANGE).run(place, expected);
    const row = expected === 0 ? this.#insert(record, change) : this.#update(record, expected, change, place);
    if (row === undefined) return undefined;
    if (record.content === null) {
      if (expected > 0) this.#database.prepare(DELETE_CONTENT).run(row);
    } else if (!isSameLasting(before?.content, record.content)) {
      this.#database.prepare(expected === 0 ? ADD_CONTENT : PUT_CONTENT).run(row, ...encodeLasting(record.content));
    }
    if (change !== null) this.#database.prepare(ADD_CHANGE).run(change, row);
    return row;
  }

  #insert(record: CatalogRecord, change: number | null): number | undefined {
    const { changes, lastInsertRowid } = this.#database.prepare(INSERT).run(...valuesOf(record, change), record.documentId);
    return changes === 0 ? undefined : Number(lastInsertRowid);
  }

  #update(record: CatalogRecord, expected: number, change: number | null, row: number | undefined): number | undefined {
    if (row === undefined) return undefined;
    const { changes } = this.#database.prepare(UPDATE).run(...valuesOf(record, change), row, expected);
    return changes === 0 ? undefined : row;
  }

  #rowOf(documentId: string): number | undefined {
    const found = this.#database.prepare(ROW_OF).get(documentId);
    return found && Number(found.row);
  }
}

function valuesOf(record: CatalogRecord, change: number | null) {
  return [...columnsOf(record), change, encodeRecord(record)] as const;
}
