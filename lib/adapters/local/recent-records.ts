import type { CatalogRecord } from '../../core/catalog-record.ts';
import { deepFreeze } from '../../core/freeze.ts';
import type { Database } from './database.ts';

/** Some 7 KB each. Who looks for relatives finds most of them among what was delivered shortly before. */
const MAX_RECORDS = 4096;

export interface StoredRecord {
  readonly record: CatalogRecord;
  /** Where it is: for as long as the file lives. */
  readonly row: number;
}

/**
 * The records that this connection wrote or read last, as they are in the database: all are forgotten when another connection
 * has written anything. They are frozen, and so can be shared.
 */
export class RecentRecords {
  readonly #database: Database;
  readonly #records = new Map<string, StoredRecord>();
  #foreignCommits = -1;

  constructor(database: Database) {
    this.#database = database;
  }

  /** To be called where what was committed until now is asked for. */
  refresh(): void {
    const commits = this.#database.foreignCommits();
    if (commits !== this.#foreignCommits) this.#records.clear();
    this.#foreignCommits = commits;
  }

  get(documentId: string): StoredRecord | undefined {
    return this.#records.get(documentId);
  }

  keep(stored: StoredRecord): void {
    const { documentId } = deepFreeze(stored.record);
    this.#records.delete(documentId);
    if (this.#records.size === MAX_RECORDS) this.#records.delete(this.#records.keys().next().value!);
    this.#records.set(documentId, stored);
  }
}
