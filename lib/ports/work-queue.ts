import type { WorkMessage } from '../core/work-message.ts';

export type { WorkMessage } from '../core/work-message.ts';

export interface Delivery {
  readonly receipt: string;
  readonly message: WorkMessage;
  /** 1 for the first delivery. */
  readonly attempt: number;
}

/** At least once, in no order. A message that is not acknowledged comes back after the visibility timeout. */
export interface WorkQueue {
  /** Durable when it returns. */
  send(messages: readonly WorkMessage[]): Promise<void>;
  /** Up to `max` messages; empty when none is visible now. */
  receive(max: number): Promise<Delivery[]>;
  /** Takes these deliveries' messages off the queue; a receipt that timed out is no error. */
  acknowledge(receipts: readonly string[]): Promise<void>;
}
