import type { Posting } from '../../core/index-exposure.ts';
import { PostingIndex } from '../../core/posting-index.ts';
import type { Database } from './database.ts';

const APPEND = 'INSERT INTO posting_log (postings) VALUES (?)';
const FIRST_ROW = 'SELECT min(row) AS row FROM posting_log';
const AFTER = 'SELECT row, postings FROM posting_log WHERE row > ? ORDER BY row';
const CLEAR = 'DELETE FROM posting_log';

/** The keys of one document's order and version, each followed by its context. */
type Group = readonly [documentId: string, order: string, version: number, ...keysAndContexts: string[]];

/**
 * The postings that were added last: in the database a list that only grows, until all of it goes to the sorted table; in memory
 * an index of it, which every connection has its own of.
 */
export class PostingLog {
  readonly #database: Database;
  readonly #index = new PostingIndex();
  #size = 0;
  /** The rows of the list that the index holds; 0 for none. */
  #firstRow = 0;
  #lastRow = 0;
  #foreignCommits = -1;

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many postings were added. */
  get size(): number {
    return this.#size;
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
      this.#take(Number(row), ungrouped(JSON.parse(String(postings))));
    }
    this.#foreignCommits = commits;
  }

  /** Adds postings in a transaction of its own. */
  append(action: string, postings: readonly Posting[]): void {
    const row = this.#database.transaction(action, () => {
      this.refresh();
      return Number(this.#database.prepare(APPEND).run(JSON.stringify(grouped(postings))).lastInsertRowid);
    });
    this.#take(row, postings);
  }

  /** Hands all postings over, in the transaction that `work` is part of, and is empty after it. */
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

  #take(row: number, postings: Iterable<Posting>): void {
    for (const posting of postings) {
      this.#index.add(posting);
      this.#size++;
    }
    if (this.#firstRow === 0) this.#firstRow = row;
    this.#lastRow = row;
  }

  #forget(): void {
    this.#index.clear();
    this.#size = 0;
    this.#firstRow = 0;
    this.#lastRow = 0;
  }
}

/** Postings come document by document: what neighbours share is written once. */
function grouped(postings: readonly Posting[]): Group[] {
  const groups: [string, string, number, ...string[]][] = [];
  for (const { documentId, order, version, key, context } of postings) {
    const last = groups.at(-1);
    if (last && last[0] === documentId && last[1] === order && last[2] === version) last.push(key, context);
    else groups.push([documentId, order, version, key, context]);
  }
  return groups;
}

function* ungrouped(groups: readonly Group[]): Iterable<Posting> {
  for (const [documentId, order, version, ...rest] of groups) {
    for (let i = 0; i < rest.length; i += 2) yield { key: rest[i]!, order, documentId, version, context: rest[i + 1]! };
  }
}
