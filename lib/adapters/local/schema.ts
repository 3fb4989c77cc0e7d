import type { DatabaseSync } from 'node:sqlite';
import { TerminalError } from '../../core/errors.ts';

/** Layout of `catalog.sqlite`; raised with every change, together with a migration. */
const CATALOG_SCHEMA_VERSION = 4;

/** Only of documents that have to do with others (`isGrouped`). */
const CLUSTER_NODES = `
CREATE INDEX cluster_nodes ON records (row, document_id, sort_order, cluster_id, edges)
  WHERE status = 'live' AND settled = 1 AND (edges <> '[]' OR cluster_id <> document_id)`;

/**
 * `record` and, for what stays as long as the text does, `contents` are the whole truth; the columns before `record` repeat
 * what statements look for. Scans by `row` go on where they stopped, since an update keeps its row. Both indexes are covering:
 * heads and cluster nodes are read without the records, and cluster nodes, led by `row`, are added at the index's end.
 *
 * A change holds no record as long as `records` has it as it was then; `records.change` says which one must get it before it is
 * written over.
 */
const CATALOG_SCHEMA = `
CREATE TABLE records (
  row INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL UNIQUE,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  record_index INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  status TEXT NOT NULL,
  settled INTEGER NOT NULL,
  object_version TEXT,
  complete INTEGER NOT NULL,
  rules_version INTEGER NOT NULL,
  sort_order TEXT,
  cluster_id TEXT,
  edges TEXT,
  change INTEGER,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX heads ON records (bucket, key, object_version, complete, status, rules_version) WHERE record_index = 0;
${CLUSTER_NODES};

CREATE TABLE contents (row INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;

CREATE TABLE changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  record TEXT NOT NULL,
  content TEXT,
  row INTEGER
) STRICT;

CREATE TABLE postings (
  key TEXT NOT NULL,
  sort_order TEXT NOT NULL,
  document_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  context TEXT NOT NULL DEFAULT '',
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

/**
 * For each earlier version what makes its layout that of the next. Postings of before know no context. Records and changes of
 * before hold all in `record`, and keep it there until they are written again.
 */
const CATALOG_MIGRATIONS: Readonly<Record<number, string>> = {
  1: `ALTER TABLE postings ADD COLUMN context TEXT NOT NULL DEFAULT ''`,
  2: `ALTER TABLE records ADD COLUMN change INTEGER;
    ALTER TABLE changes ADD COLUMN content TEXT;
    ALTER TABLE changes ADD COLUMN row INTEGER;
    CREATE TABLE contents (row INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;
    CREATE TABLE posting_log (row INTEGER PRIMARY KEY AUTOINCREMENT, postings TEXT NOT NULL) STRICT`,
  3: `DROP INDEX cluster_nodes; ${CLUSTER_NODES}`,
};

/** Closes a connection to a file of another layout, and throws `TerminalError`. */
export function requireLayout(connection: DatabaseSync, path: string): void {
  const version = versionOf(connection);
  if (version === CATALOG_SCHEMA_VERSION) return;
  connection.close();
  if (version > CATALOG_SCHEMA_VERSION) throw newer(path, version);
  throw new TerminalError(
    `${path} was written by an older article-lake (layout ${version}): run an ingest or maintain on it once, where it may be written.`,
  );
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}

function newer(path: string, version: number): TerminalError {
  const known = `this one knows up to ${CATALOG_SCHEMA_VERSION}`;
  return new TerminalError(`${path} was written by a newer article-lake (layout ${version}; ${known}): upgrade article-lake.`);
}

/** Gives the file today's layout. Throws `TerminalError` when a newer article-lake wrote it. */
export function migrate(connection: DatabaseSync, path: string): void {
  const version = versionOf(connection);
  if (version === CATALOG_SCHEMA_VERSION) return;
  if (version > CATALOG_SCHEMA_VERSION) throw newer(path, version);
  if (version === 0) connection.exec(CATALOG_SCHEMA);
  else for (let from = version; from < CATALOG_SCHEMA_VERSION; from++) connection.exec(CATALOG_MIGRATIONS[from]!);
  connection.exec(`PRAGMA user_version = ${CATALOG_SCHEMA_VERSION}`);
}
