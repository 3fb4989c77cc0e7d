import type { FaultRates } from './faults.ts';
import type { Random } from './random.ts';

/** One invocation: a chain of port calls that may end anywhere. */
export interface Task {
  readonly name: string;
  /** Past it the platform ends the invocation at its next call. */
  readonly deadline: number;
  /** Milliseconds that its clock is ahead. */
  readonly skew: number;
  faults: FaultRates;
  alive: boolean;
}

/** A call that waits for its turn. */
export interface PortCall {
  /** Null for a write whose caller has given up on it. */
  readonly task: Task | null;
  readonly label: string;
  readonly detail: unknown;
  readonly apply: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly dueAt: number;
  /** Faults strike once. */
  readonly spared: boolean;
}

const READS = new Set([
  'catalog.read',
  'catalog.postings',
  'catalog.blocked',
  'catalog.changes',
  'catalog.heads',
  'catalog.scan',
  'catalog.nodes',
  'catalog.scanAll',
  'landing.read',
  'landing.stat',
  'landing.list',
  'queue.receive',
  'lake.get',
  'lake.list',
]);

/** Whether the call changes nothing: one that comes too late does no more than one that never comes. */
export const isRead = ({ label }: PortCall): boolean => READS.has(label);

/** Applies the call now, so that its outcome can be told later. */
export async function outcomeOf({ apply }: PortCall): Promise<() => unknown> {
  try {
    const value = await apply();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** The calls that wait, in no order. */
export class WaitingCalls {
  readonly #calls: PortCall[] = [];
  #last: Task | null = null;

  add(call: PortCall): void {
    this.#calls.push(call);
  }

  /** Removes one that is due, at random, or with the given probability one of the same task as the last time. */
  take(now: number, random: Random, stickiness: number): PortCall | null {
    const index = this.#choose(now, random, stickiness);
    if (index < 0) return null;
    const call = this.#calls[index]!;
    const end = this.#calls.pop()!;
    if (index < this.#calls.length) this.#calls[index] = end;
    this.#last = call.task;
    return call;
  }

  /** When the next call is due; infinite when none waits. */
  nextDueAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.#calls) if (dueAt < next) next = dueAt;
    return next;
  }

  #choose(now: number, random: Random, stickiness: number): number {
    const calls = this.#calls;
    if (this.#last !== null && random.chance(stickiness)) {
      const index = calls.findIndex(({ task, dueAt }) => task === this.#last && dueAt <= now);
      if (index >= 0) return index;
    }
    const start = calls.length === 0 ? 0 : random.below(calls.length);
    for (let i = 0; i < calls.length; i++) {
      const index = (start + i) % calls.length;
      if (calls[index]!.dueAt <= now) return index;
    }
    return -1;
  }
}
