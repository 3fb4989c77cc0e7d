import type { DatabaseSync } from 'node:sqlite';
import { TerminalError } from '../../core/errors.ts';

/** Layout of `catalog.sqlite`; raised with every change. Whatever it holds can be made anew from sources and tables. */
const LAYOUT = 6;

/**
 * `record` and, for what stays as long as the text does, `contents` are the whole truth; the columns before `record` repeat
 * what statements look for. Scans by `row` go on where they stopped, since an update keeps its row. Both indexes are covering:
 * heads and cluster nodes are read without the records, and cluster nodes, led by `row`, are added at the index's end. The columns
 * of heads are null but for record 0 of an object, those of clusters but for documents that have to do with others
 * (`groupedNodeOf`), so that a page holds four to eight rows, and two of `contents`.
 *
 * A change holds no record as long as `records` has it as it was then; `records.change` says which one must get it before it is
 * written over.
 */
const TABLES = `
CREATE TABLE records (
  row INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  bucket TEXT,
  key TEXT,
  object_version TEXT,
  complete INTEGER,
  status TEXT,
  rules_version INTEGER,
  sort_order TEXT,
  cluster_id TEXT,
  edges TEXT,
  change INTEGER,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX heads ON records (bucket, key, object_version, complete, status, rules_version) WHERE bucket IS NOT NULL;
CREATE INDEX cluster_nodes ON records (row, document_id, sort_order, cluster_id, edges)
  WHERE edges IS NOT NULL;

CREATE TABLE contents (row INTEGER PRIMARY KEY, sketch BLOB NOT NULL, content TEXT NOT NULL) STRICT;

CREATE TABLE changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  record TEXT NOT NULL,
  sketch BLOB,
  content TEXT,
  row INTEGER
) STRICT;

CREATE TABLE postings (
  key TEXT NOT NULL,
  sort_order TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  context TEXT NOT NULL,
  PRIMARY KEY (key, sort_order, document_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE posting_log (row INTEGER PRIMARY KEY AUTOINCREMENT, postings TEXT NOT NULL) STRICT;

CREATE TABLE blocked (entry TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  row INTEGER PRIMARY KEY,
  message TEXT NOT NULL UNIQUE,
  receipt TEXT,
  visible_at INTEGER NOT NULL,
  attempt INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_by_time ON messages (visible_at);
CREATE INDEX messages_by_receipt ON messages (receipt) WHERE receipt IS NOT NULL;

CREATE TABLE roots (bucket TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
`;

/** Throws `TerminalError` when the file has another layout. */
export function requireLayout(connection: DatabaseSync, path: string): void {
  const layout = layoutOf(connection);
  if (layout === LAYOUT) return;
  throw new TerminalError(
    `${path} has layout ${layout}, and this article-lake knows only ${LAYOUT}: use the version that wrote it, or move the file away ` +
      'and ingest its folders again, and it is made anew (docs/runbook.md).',
  );
}

/** Gives a new file the layout. Throws `TerminalError` when it has another one. */
export function prepareLayout(connection: DatabaseSync, path: string): void {
  if (layoutOf(connection) === 0) connection.exec(`${TABLES} PRAGMA user_version = ${LAYOUT}`);
  else requireLayout(connection, path);
}

function layoutOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}
