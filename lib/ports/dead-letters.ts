export interface DeadLetter {
  readonly messageId: string;
  readonly receipt: string;
  readonly body: string;
  /** As recorded by who gave it up; null when nobody could. */
  readonly cause: string | null;
  /** Where it came from; null when it came from no queue. */
  readonly sourceQueue: string | null;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

/** Messages that were given up. Nothing is ever in no queue: what is moved is sent first and deleted then. */
export interface DeadLetters {
  /** Durable when it returns. */
  add(body: string, cause: string, sourceQueue: string): Promise<void>;
  /** Up to `max`, hidden for some minutes from who else asks; empty when none is visible. */
  receive(max: number): Promise<DeadLetter[]>;
  /** Sends them to the queues that they came from, without their cause. */
  sendBack(letters: readonly DeadLetter[]): Promise<void>;
  /** Shows them again at once. */
  release(letters: readonly DeadLetter[]): Promise<void>;
}
