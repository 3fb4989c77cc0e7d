import type { Announcement, Posting } from '../../core/index-exposure.ts';
import type { Database } from './database.ts';
import { GroupedIndex } from './grouped-index.ts';
import { type PostingGroup, packGroup, unpackGroup } from './posting-groups.ts';

const APPEND = 'INSERT INTO posting_log (postings) VALUES (?)';
const FIRST_ROW = 'SELECT min(row) AS row FROM posting_log';
const AFTER = 'SELECT row, postings FROM posting_log WHERE row > ? ORDER BY row';
const CLEAR = 'DELETE FROM posting_log';

/**
 * The postings that were added last: in the database a list that only grows, until all of it goes to the sorted table; in memory
 * an index of it, which every connection has its own of.
 */
export class PostingLog {
  readonly #database: Database;
  readonly #index = new GroupedIndex();
  /** The rows of the list that the index holds; 0 for none. */
  #firstRow = 0;
  #lastRow = 0;
  #foreignCommits = -1;

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many postings were added. */
  get size(): number {
    return this.#index.size;
  }

  /** Changes whenever another connection was found to have done something. */
  get foreignCommits(): number {
    return this.#foreignCommits;
  }

  /** Takes in what other connections have done. */
  refresh(): void {
    const commits = this.#database.foreignCommits();
    if (commits === this.#foreignCommits) return;
    const firstRow = Number(this.#database.prepare(FIRST_ROW).get()?.row ?? 0);
    if (firstRow !== this.#firstRow) this.#forget();
    for (const { row, postings } of this.#database.prepare(AFTER).all(this.#lastRow)) {
      this.#take(Number(row), JSON.parse(String(postings)).map(unpackGroup));
    }
    this.#foreignCommits = commits;
  }

  /** Adds postings in a transaction of its own. */
  append(action: string, groups: readonly PostingGroup[]): void {
    const packed = JSON.stringify(groups.map(packGroup));
    const row = this.#database.transaction(action, () => {
      this.refresh();
      return Number(this.#database.prepare(APPEND).run(packed).lastInsertRowid);
    });
    this.#take(row, groups);
  }

  /** Hands all postings over, by their keys' beginnings, in the transaction that `work` is part of, and is empty after it. */
  empty<T>(action: string, work: (postings: Iterable<Posting>) => T): T {
    const result = this.#database.transaction(action, () => {
      this.refresh();
      const done = work(this.#index.all());
      this.#database.prepare(CLEAR).run();
      return done;
    });
    this.#forget();
    return result;
  }

  has(posting: Posting): boolean {
    return this.#index.has(posting);
  }

  first(key: string, limit: number): Posting[] {
    return this.#index.first(key, limit);
  }

  look(announcement: Announcement, limit: number, crowded: Map<string, readonly Posting[]>): Posting[] {
    return this.#index.look(announcement, limit, crowded);
  }

  #take(row: number, groups: readonly PostingGroup[]): void {
    for (const group of groups) this.#index.add(group);
    if (this.#firstRow === 0) this.#firstRow = row;
    this.#lastRow = row;
  }

  #forget(): void {
    this.#index.clear();
    this.#firstRow = 0;
    this.#lastRow = 0;
  }
}
