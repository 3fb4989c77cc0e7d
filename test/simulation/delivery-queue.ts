import type { Delivery, WorkMessage, WorkQueue } from '../../lib/ports/work-queue.ts';
import type { Random } from './random.ts';

interface Entry {
  readonly message: WorkMessage;
  receipt: string | null;
  visibleAt: number;
  attempt: number;
}

export interface QueueRules {
  readonly visibilityMs: number;
  /** Past so many deliveries a message goes to the dead letters. */
  readonly maxAttempts: number;
  /** How often a message is delivered although another delivery of it is still worked on. */
  readonly duplicateRate: number;
}

const RELIABLE_MS = 90 * 60_000;

/** A queue that promises no more than SQS does: at least once, in no order, with a dead letter queue. */
export class DeliveryQueue implements WorkQueue {
  readonly deadLetters: WorkMessage[] = [];
  sent = 0;
  /** How many forced messages came of one another, at most; an event has depth 0. */
  deepest = 0;
  readonly #depths = new WeakMap<WorkMessage, number>();
  onSend: () => void = () => {};
  #entries: Entry[] = [];
  #receipts = 0;
  readonly #random: Random;
  #rules: QueueRules;
  readonly #now: () => number;
  readonly #count: (mishap: string) => void;

  constructor(random: Random, rules: QueueRules, now: () => number, count: (mishap: string) => void) {
    this.#random = random;
    this.#rules = rules;
    this.#now = now;
    this.#count = count;
  }

  depthOf(message: WorkMessage): number {
    return this.#depths.get(message) ?? 0;
  }

  /** Notes that these messages came of one with this depth. */
  descend(messages: readonly WorkMessage[], from: number): void {
    for (const message of messages) this.#depths.set(message, from + 1);
    if (messages.length > 0) this.deepest = Math.max(this.deepest, from + 1);
  }

  get size(): number {
    return this.#entries.length;
  }

  nextVisibleAt(): number {
    return this.#entries.reduce((least, { visibleAt }) => Math.min(least, visibleAt), Number.POSITIVE_INFINITY);
  }

  async send(messages: readonly WorkMessage[]): Promise<void> {
    for (const message of messages) this.#entries.push({ message, receipt: null, visibleAt: this.#now(), attempt: 0 });
    this.sent += messages.length;
    if (messages.length > 0) this.onSend();
  }

  async receive(max: number): Promise<Delivery[]> {
    return this.take(max);
  }

  take(max: number): Delivery[] {
    const now = this.#now();
    const deliveries: Delivery[] = [];
    for (const entry of this.#random.shuffled(this.#entries)) {
      if (deliveries.length === max) break;
      if (entry.visibleAt > now) continue;
      if (entry.attempt >= this.#rules.maxAttempts) {
        this.#entries.splice(this.#entries.indexOf(entry), 1);
        this.deadLetters.push(entry.message);
        this.#count('deadLettered');
        continue;
      }
      if (entry.attempt > 0) this.#count('redelivered');
      entry.attempt++;
      const twice = this.#random.chance(this.#rules.duplicateRate);
      if (!twice) entry.visibleAt = now + this.#rules.visibilityMs;
      entry.receipt = String(++this.#receipts);
      deliveries.push({ receipt: entry.receipt, message: entry.message, attempt: entry.attempt });
    }
    return deliveries;
  }

  async acknowledge(receipts: readonly string[]): Promise<void> {
    const gone = new Set(receipts);
    this.#entries = this.#entries.filter(({ receipt }) => receipt === null || !gone.has(receipt));
  }

  async redrive(): Promise<void> {
    await this.send(this.deadLetters.splice(0));
  }

  /** From now on no message comes again while it is worked on: without faults that is no fault of the workers. */
  beReliable(): void {
    this.#rules = { ...this.#rules, visibilityMs: RELIABLE_MS, duplicateRate: 0 };
  }

  /** Hints that nobody redrove in time. Lost requests to judge again would be lost for good: nothing else tells of them. */
  forgetHints(): void {
    const requests = this.deadLetters.filter(({ kind }) => kind !== 'object');
    this.deadLetters.splice(0, this.deadLetters.length, ...requests);
  }
}
