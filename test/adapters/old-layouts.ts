/** The layout of `catalog.sqlite` as versions before made it, without its indexes and the tables that are the same today. */
export const LAYOUT_2 = `
CREATE TABLE records (
  row INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE, bucket TEXT NOT NULL, key TEXT NOT NULL, record_index INTEGER NOT NULL,
  revision INTEGER NOT NULL, status TEXT NOT NULL, settled INTEGER NOT NULL, object_version TEXT, complete INTEGER NOT NULL,
  rules_version INTEGER NOT NULL, sort_order TEXT, cluster_id TEXT, edges TEXT, record TEXT NOT NULL
) STRICT;
CREATE INDEX heads ON records (bucket, key, object_version, complete, status, rules_version) WHERE record_index = 0;
CREATE INDEX cluster_nodes ON records (row, document_id, sort_order, cluster_id, edges) WHERE status = 'live' AND settled = 1;
CREATE TABLE changes (sequence INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL) STRICT;
CREATE TABLE postings (
  key TEXT NOT NULL, sort_order TEXT NOT NULL, document_id TEXT NOT NULL, version INTEGER NOT NULL,
  context TEXT NOT NULL DEFAULT '', PRIMARY KEY (key, sort_order, document_id, version)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 2;
`;

export const LAYOUT_1 = LAYOUT_2.replace("context TEXT NOT NULL DEFAULT '', ", '').replace(
  'user_version = 2',
  'user_version = 1',
);
