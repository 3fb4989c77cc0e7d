import { messageId } from '../../core/work-message.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Delivery, WorkMessage, WorkQueue } from '../../ports/work-queue.ts';
import type { Database } from './database.ts';

const SEND = `
  INSERT INTO messages (message, receipt, visible_at, attempt) VALUES (?, NULL, ?, 0)
  ON CONFLICT (message) DO UPDATE SET receipt = NULL, visible_at = excluded.visible_at, attempt = 0`;
const RECEIVE = `
  UPDATE messages SET receipt = lower(hex(randomblob(16))), visible_at = ?, attempt = attempt + 1
  WHERE row IN (SELECT row FROM messages WHERE visible_at <= ? ORDER BY visible_at, row LIMIT ?)
  RETURNING receipt, message, attempt`;
const ACKNOWLEDGE = 'DELETE FROM messages WHERE receipt = ?';
const COUNT = 'SELECT count(*) AS count FROM messages';

/**
 * The queue in the catalog's database. Equal messages are one; sending it again starts it anew: visible at once, first
 * attempt, and no receipt of an earlier delivery takes it off.
 */
export class SqliteQueue implements WorkQueue {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #visibilityTimeoutMs: number;

  constructor(database: Database, clock: Clock, visibilityTimeoutMs = 30_000) {
    this.#database = database;
    this.#clock = clock;
    this.#visibilityTimeoutMs = visibilityTimeoutMs;
  }

  async send(messages: readonly WorkMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const now = this.#clock.now();
    const statement = this.#database.prepare(SEND);
    this.#database.transaction('Sending messages', () => {
      for (const message of messages) statement.run(messageId(message), now);
    });
  }

  async receive(max: number): Promise<Delivery[]> {
    const now = this.#clock.now();
    const statement = this.#database.prepare(RECEIVE);
    const rows = this.#database.transaction('Receiving messages', () => statement.all(now + this.#visibilityTimeoutMs, now, max));
    return rows.map((row) => ({
      receipt: String(row.receipt),
      message: JSON.parse(String(row.message)),
      attempt: Number(row.attempt),
    }));
  }

  async acknowledge(receipts: readonly string[]): Promise<void> {
    if (receipts.length === 0) return;
    const statement = this.#database.prepare(ACKNOWLEDGE);
    this.#database.transaction('Acknowledging messages', () => {
      for (const receipt of receipts) statement.run(receipt);
    });
  }

  /** Messages that are not acknowledged, visible or not. */
  async size(): Promise<number> {
    return this.#database.run('Counting messages', () => Number(this.#database.prepare(COUNT).get()?.count));
  }
}
