/** The tables as their logs say, folded commit by commit as they are made, whatever is deleted later. */
import { TABLES, type Table } from '../../lib/core/lake/columns.ts';
import { type Action, parseCommit } from '../../lib/core/lake/delta-actions.ts';
import { parseLogKey } from '../../lib/core/lake/delta-log.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import type { ObjectStore } from '../../lib/ports/object-store.ts';
import type { Invariants } from './invariants.ts';

interface TableHistory {
  readonly table: Table;
  version: number;
  /** Rows of the live files, by path. */
  readonly files: Map<string, readonly Row[]>;
  /** The files of each version. */
  readonly versions: string[][];
  readonly watermarks: Map<string, number>;
  /** How many live rows have this name: a document, or where it may have several a document at a revision. */
  readonly rows: Map<string, number>;
  /** The greatest revision of each document that was ever visible. */
  readonly revisions: Map<string, number>;
}

const utf8 = new TextDecoder();

export class LakeHistory {
  readonly tables = new Map<string, TableHistory>();
  /** Commits whose number had been used before: nobody may be told that they were made. */
  staleCommits = 0;
  commits = 0;
  readonly #invariants: Invariants;
  readonly #store: ObjectStore;

  constructor(store: ObjectStore, invariants: Invariants) {
    this.#store = store;
    this.#invariants = invariants;
    for (const table of TABLES) {
      this.tables.set(table.name, {
        table,
        version: -1,
        files: new Map(),
        versions: [],
        watermarks: new Map(),
        rows: new Map(),
        revisions: new Map(),
      });
    }
  }

  /** The store, watched. */
  watched(): ObjectStore {
    const store = this.#store;
    return {
      get: (key) => store.get(key),
      read: (key, start, end) => store.read(key, start, end),
      put: (key, bytes) => store.put(key, bytes),
      putIfAbsent: async (key, bytes) => {
        const answer = await store.putIfAbsent(key, bytes);
        if (answer === 'created') await this.#created(key, bytes);
        return answer;
      },
      list: (prefix, startAfter) => store.list(prefix, startAfter),
      delete: async (keys) => {
        for (const key of keys) this.#deleting(key);
        await store.delete(keys);
      },
      locate: (key) => store.locate(key),
    };
  }

  async #created(key: string, bytes: Uint8Array): Promise<void> {
    const entry = parseLogKey(key);
    const history = this.tables.get(key.slice(0, key.indexOf('/')));
    if (!history || entry?.kind !== 'commit') return;
    if (entry.version <= history.version) {
      this.staleCommits++;
      return;
    }
    this.#invariants.check(entry.version === history.version + 1, 'I10', () => `${key} follows ${history.version}`);
    this.commits++;
    const actions = parseCommit(bytes, key);
    for (const action of actions) await this.#apply(history, action);
    history.version = entry.version;
    history.versions[entry.version] = [...history.files.keys()].sort();
    this.#checkRows(history, actions);
    this.#checkLedger(history);
    this.#checkTexts(history);
  }

  async #apply(history: TableHistory, action: Action): Promise<void> {
    const { table, files, watermarks } = history;
    if ('add' in action) {
      const key = `${table.name}/${action.add.path}`;
      const bytes = await this.#store.get(key);
      this.#invariants.check(bytes !== null, 'I6', () => `${key} is committed but missing`);
      const rows: Row[] = bytes ? JSON.parse(utf8.decode(bytes)) : [];
      files.set(action.add.path, rows);
      for (const row of rows) count(history.rows, rowName(table, row), 1);
    } else if ('remove' in action) {
      const rows = files.get(action.remove.path);
      this.#invariants.check(rows !== undefined, 'I2', () => `${table.name}: ${action.remove.path} is removed but not live`);
      files.delete(action.remove.path);
      for (const row of rows ?? []) count(history.rows, rowName(table, row), -1);
    } else if ('txn' in action) {
      const before = watermarks.get(action.txn.appId) ?? 0;
      this.#invariants.check(
        action.txn.version >= before,
        'I4',
        () => `watermark of ${table.name}: ${before} → ${action.txn.version}`,
      );
      watermarks.set(action.txn.appId, action.txn.version);
    }
  }

  /** I2: no row twice. I4: no row older than one that was visible before. */
  #checkRows({ table, files, rows, revisions }: TableHistory, actions: readonly Action[]): void {
    for (const action of actions) {
      if (!('add' in action)) continue;
      for (const row of files.get(action.add.path) ?? []) {
        const id = String(row.document_id);
        const name = rowName(table, row);
        this.#invariants.check(rows.get(name) === 1, 'I2', () => `${table.name} has ${rows.get(name)} rows of ${name}`);
        if (hasSeveral(table)) continue;
        const before = revisions.get(id) ?? 0;
        const now = Number(row.revision);
        this.#invariants.check(now >= before, 'I4', () => `${table.name}: ${id} from revision ${before} to ${now}`);
        revisions.set(id, now);
      }
    }
  }

  /** I13: the ledger only grows, and what it once said stays as it was. */
  #checkLedger({ table, files }: TableHistory): void {
    if (table.name !== 'dedupe_ledger') return;
    const rows = new Map([...files.values()].flat().map((row) => [rowName(table, row), JSON.stringify(row)]));
    for (const [name, row] of this.#ledger) {
      this.#invariants.check(rows.get(name) === row, 'I13', () => `the ledger said ${row}, and says now ${rows.get(name)}`);
    }
    for (const [name, row] of rows) this.#ledger.set(name, row);
  }
  readonly #ledger = new Map<string, string>();

  /** Each document's text is there whenever its row is. */
  #checkTexts({ table }: TableHistory): void {
    if (table.name === 'rejections' || table.name === 'dedupe_ledger') return;
    const texts = this.tables.get('document_texts')!.rows;
    for (const rows of this.tables.get('documents')!.files.values()) {
      for (const { document_id, text_revision } of rows) {
        const name = `${document_id} ${text_revision}`;
        this.#invariants.check(texts.get(name) === 1, 'I2', () => `after a commit to ${table.name} the text ${name} is missing`);
      }
    }
  }

  /** I6: what the present version names stays. */
  #deleting(key: string): void {
    const slash = key.indexOf('/');
    const history = this.tables.get(key.slice(0, slash));
    this.#invariants.check(!history?.files.has(key.slice(slash + 1)), 'I6', () => `${key} is deleted but live`);
  }

  /** I10: who was told that everything up to the watermark is in the lake was told the truth: whatever put a row in left its mark. */
  checkAcknowledged(watermark: number): void {
    const done = this.#invariants.changes.slice(0, watermark);
    for (const [table, status] of [
      ['documents', 'live'],
      ['rejections', 'rejected'],
    ] as const) {
      const due = done.findLastIndex((record) => record.status === status) + 1;
      const reached = this.tables.get(table)!.watermarks.get('article-lake/catalog') ?? 0;
      this.#invariants.check(reached >= due, 'I10', () => `acknowledged ${due} of ${table}, the log says ${reached}`);
    }
  }

  /** What a reader was given as this version is what the version was. */
  checkSnapshot(table: string, version: number, files: readonly string[]): void {
    const known = version < 0 ? [] : this.tables.get(table)!.versions[version];
    const same = known !== undefined && known.length === files.length && known.every((path, i) => files[i] === path);
    this.#invariants.check(
      same,
      'I10',
      () => `a reader got another version ${version} of ${table}: ${files} instead of ${known}`,
    );
  }
}

function rowName(table: Table, row: Row): string {
  return hasSeveral(table) ? `${row.document_id} ${row.revision}` : String(row.document_id);
}

/** Texts of several revisions may lie side by side for a while; decisions do for ever. */
function hasSeveral({ name }: Table): boolean {
  return name === 'document_texts' || name === 'dedupe_ledger';
}

function count(counts: Map<string, number>, name: string, by: number): void {
  const now = (counts.get(name) ?? 0) + by;
  if (now === 0) counts.delete(name);
  else counts.set(name, now);
}
