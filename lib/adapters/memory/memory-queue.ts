import { messageId } from '../../core/work-message.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Delivery, WorkMessage, WorkQueue } from '../../ports/work-queue.ts';

interface Entry {
  receipt: string | null;
  visibleAt: number;
  attempt: number;
}

/**
 * A queue in memory. Equal messages are one; sending it again starts it anew: visible at once, first attempt, and no
 * receipt of an earlier delivery takes it off.
 */
export class MemoryQueue implements WorkQueue {
  readonly #clock: Clock;
  readonly #visibilityTimeoutMs: number;
  readonly #entries = new Map<string, Entry>();
  readonly #idOfReceipt = new Map<string, string>();
  #receipts = 0;

  constructor(clock: Clock, visibilityTimeoutMs = 30_000) {
    this.#clock = clock;
    this.#visibilityTimeoutMs = visibilityTimeoutMs;
  }

  /** Messages that are not acknowledged, visible or not. */
  get size(): number {
    return this.#entries.size;
  }

  async send(messages: readonly WorkMessage[]): Promise<void> {
    for (const message of messages) {
      const id = messageId(message);
      const former = this.#entries.get(id);
      if (former) this.#forgetReceipt(former);
      this.#entries.set(id, { receipt: null, visibleAt: this.#clock.now(), attempt: 0 });
    }
  }

  async receive(max: number): Promise<Delivery[]> {
    const now = this.#clock.now();
    const deliveries: Delivery[] = [];
    for (const [id, entry] of this.#entries) {
      if (deliveries.length >= max) break;
      if (entry.visibleAt > now) continue;
      this.#forgetReceipt(entry);
      entry.receipt = String(++this.#receipts);
      entry.visibleAt = now + this.#visibilityTimeoutMs;
      entry.attempt += 1;
      this.#idOfReceipt.set(entry.receipt, id);
      deliveries.push({ receipt: entry.receipt, message: JSON.parse(id), attempt: entry.attempt });
    }
    return deliveries;
  }

  async acknowledge(receipts: readonly string[]): Promise<void> {
    for (const receipt of receipts) {
      const id = this.#idOfReceipt.get(receipt);
      if (id === undefined) continue;
      this.#idOfReceipt.delete(receipt);
      this.#entries.delete(id);
    }
  }

  #forgetReceipt(entry: Entry): void {
    if (entry.receipt !== null) this.#idOfReceipt.delete(entry.receipt);
  }
}
