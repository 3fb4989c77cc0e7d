import { drawFault, type Fault, type FaultRates, NO_FAULTS } from './faults.ts';
import type { Random } from './random.ts';
import { Trace } from './trace.ts';

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

export type Ending = 'done' | 'failed' | 'dead';

interface Operation {
  /** Null for a write whose caller has given up on it. */
  readonly task: Task | null;
  readonly label: string;
  readonly detail: unknown;
  readonly apply: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  dueAt: number;
  /** Faults strike once. */
  spared: boolean;
}

/** Calls that change nothing: one that comes too late does no more than one that never comes. */
const READS = new Set([
  'catalog.read',
  'catalog.postings',
  'catalog.blocked',
  'catalog.changes',
  'catalog.heads',
  'catalog.scan',
  'catalog.nodes',
  'catalog.scanPostings',
  'landing.read',
  'landing.stat',
  'landing.list',
  'queue.receive',
  'lake.get',
  'lake.list',
]);

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export interface Tempo {
  /** Longest time that one step takes, milliseconds. */
  readonly stepMs: number;
  /** How often a call takes much longer than the others, and how long at most. */
  readonly slowRate: number;
  readonly slowMs: number;
  /** How often the same task goes on. */
  readonly stickiness: number;
  readonly freezeMs: number;
  /** A write whose caller gave up can come this late: a signed request is refused after 15 minutes. */
  readonly lateMs: number;
}

export interface SchedulerOptions {
  readonly random: Random;
  readonly tempo: Tempo;
  readonly clock: { now(): number; advance(milliseconds: number): void };
  readonly transientError: new (message: string) => Error;
}

/**
 * Runs tasks one port call at a time. Every call waits here; each step picks one, decides its fault, applies it and lets its
 * task run to its next call. Nothing else is random or timed, so a seed repeats its schedule exactly.
 */
export class Scheduler {
  readonly trace = new Trace();
  readonly faultCounts = new Map<string, number>();
  readonly callCounts = new Map<string, number>();
  /** Errors that no task may throw: mistakes in the code. */
  readonly failures: unknown[] = [];
  readonly tasks = new Set<Task>();
  readonly #options: SchedulerOptions;
  readonly #waiting: Operation[] = [];
  readonly #timers: Timer[] = [];
  readonly #endings = new Map<Task, (ending: Ending) => void>();
  #lastTask: Task | null = null;
  #names = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  get now(): number {
    return this.#options.clock.now();
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && this.#timers.length === 0;
  }

  spawn(
    kind: string,
    body: (task: Task) => Promise<void>,
    { lifetimeMs = Number.POSITIVE_INFINITY, skew = 0, faults = NO_FAULTS, onEnd = (_: Ending) => {} } = {},
  ): Task {
    const task: Task = { name: `${kind}${this.#names++}`, deadline: this.now + lifetimeMs, skew, faults, alive: true };
    this.tasks.add(task);
    this.#endings.set(task, onEnd);
    body(task).then(
      () => this.#end(task, 'done'),
      (error) => {
        if (!(error instanceof this.#options.transientError)) this.failures.push(error);
        this.#end(task, 'failed');
      },
    );
    return task;
  }
  #end(task: Task, ending: Ending): void {
    if (!task.alive) return;
    task.alive = false;
    this.tasks.delete(task);
    const onEnd = this.#endings.get(task);
    this.#endings.delete(task);
    onEnd?.(ending);
  }

  /** One port call of a task; settles when the schedule says so, or never. */
  call<T>(task: Task, label: string, detail: unknown, apply: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!task.alive) return;
      const { random, tempo } = this.#options;
      const slow = tempo.slowRate > 0 && random.chance(tempo.slowRate) ? Math.round(random.next() * tempo.slowMs) : 0;
      const dueAt = this.now + slow;
      this.#waiting.push({ task, label, detail, apply, resolve: resolve as (v: unknown) => void, reject, dueAt, spared: false });
    });
  }

  /** The task does nothing for a while. */
  sleep(task: Task, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (!task.alive) return;
      const dueAt = this.now + Math.round(milliseconds);
      const answer = () => resolve();
      this.#waiting.push({
        task,
        label: 'sleep',
        detail: '',
        apply: () => {},
        resolve: answer,
        reject: answer,
        dueAt,
        spared: true,
      });
    });
  }

  at(time: number, run: () => void): void {
    const timer = { at: Math.max(Math.ceil(time), this.now), run };
    let index = this.#timers.length;
    while (index > 0 && this.#timers[index - 1]!.at <= timer.at) index--;
    this.#timers.splice(index, 0, timer);
  }

  after(milliseconds: number, run: () => void): void {
    this.at(this.now + milliseconds, run);
  }

  count(fault: string): void {
    this.faultCounts.set(fault, (this.faultCounts.get(fault) ?? 0) + 1);
  }

  /** Steps until `done` says so or nothing is left to do; false when `maxSteps` were not enough. */
  async run(done: () => boolean, maxSteps: number): Promise<boolean> {
    const limit = this.trace.count + maxSteps;
    // Tasks that were just spawned come to their first call.
    await macrotask();
    while (!done() && this.failures.length === 0) {
      if (this.trace.count >= limit) return false;
      const timer = this.#timers.at(-1);
      if (timer && timer.at <= this.now) {
        this.#timers.pop();
        timer.run();
        await macrotask();
        continue;
      }
      const operation = this.#take();
      if (operation) await this.#perform(operation);
      else if (!this.#passTime()) return true;
    }
    return true;
  }

  /** A waiting call that is due, at random. */
  #take(): Operation | null {
    const { random, tempo } = this.#options;
    const waiting = this.#waiting;
    const now = this.now;
    if (this.#lastTask !== null && random.chance(tempo.stickiness)) {
      const index = waiting.findIndex(({ task, dueAt }) => task === this.#lastTask && dueAt <= now);
      if (index >= 0) return this.#remove(index);
    }
    const start = waiting.length === 0 ? 0 : random.below(waiting.length);
    for (let i = 0; i < waiting.length; i++) {
      const index = (start + i) % waiting.length;
      if (waiting[index]!.dueAt <= now) return this.#remove(index);
    }
    return null;
  }

  #remove(index: number): Operation {
    const operation = this.#waiting[index]!;
    const last = this.#waiting.pop()!;
    if (index < this.#waiting.length) this.#waiting[index] = last;
    return operation;
  }

  /** To the next thing that happens; false when nothing will. */
  #passTime(): boolean {
    let next = this.#timers.at(-1)?.at ?? Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.#waiting) if (dueAt < next) next = dueAt;
    if (next === Number.POSITIVE_INFINITY) return false;
    this.#options.clock.advance(Math.max(0, next - this.now));
    return true;
  }

  async #perform(operation: Operation): Promise<void> {
    const { random, tempo, clock } = this.#options;
    const { task, label } = operation;
    if (task && !task.alive) return;
    clock.advance(1 + random.below(tempo.stepMs));
    this.callCounts.set(label, (this.callCounts.get(label) ?? 0) + 1);
    if (task === null) {
      await operation.apply();
      this.#record(operation, 'applied late');
      return;
    }
    if (this.now > task.deadline) {
      this.count('outlived');
      this.#record(operation, 'outlived');
      this.#end(task, 'dead');
      return;
    }
    const fault = operation.spared ? null : drawFault(random, task.faults, label);
    this.#lastTask = task;
    if (fault === null) {
      this.#record(operation, 'ok');
      await this.#answer(operation);
      return;
    }
    this.count(fault);
    this.#record(operation, fault);
    await this.#strike(operation, task, fault);
  }

  async #strike(operation: Operation, task: Task, fault: Fault): Promise<void> {
    const { random, tempo, transientError } = this.#options;
    const wake = this.now + Math.round(random.magnitude(100, tempo.freezeMs));
    switch (fault) {
      case 'refused':
        operation.reject(new transientError(`${operation.label}: refused`));
        break;
      case 'lost':
        await operation.apply();
        operation.reject(new transientError(`${operation.label}: the answer was lost`));
        break;
      case 'late':
        if (READS.has(operation.label)) {
          operation.reject(new transientError(`${operation.label}: timed out`));
          break;
        }
        this.#waiting.push({ ...operation, task: null, dueAt: this.now + Math.round(random.magnitude(10, tempo.lateMs)) });
        operation.reject(new transientError(`${operation.label}: timed out`));
        break;
      case 'crashBefore':
        this.#end(task, 'dead');
        return;
      case 'crashAfter':
        await operation.apply();
        this.#end(task, 'dead');
        return;
      case 'freezeBefore':
        this.#waiting.push({ ...operation, dueAt: wake, spared: true });
        return;
      case 'freezeAfter': {
        const answer = await settledAnswer(operation.apply);
        this.#waiting.push({ ...operation, apply: answer, dueAt: wake, spared: true });
        return;
      }
    }
    await macrotask();
  }

  async #answer({ apply, resolve, reject }: Operation): Promise<void> {
    try {
      resolve(await apply());
    } catch (error) {
      reject(error);
    }
    await macrotask();
  }

  #record({ task, label, detail }: Operation, outcome: string): void {
    this.trace.add(this.now, task?.name ?? '-', label, detail, outcome);
  }
}

async function settledAnswer(apply: () => unknown): Promise<() => unknown> {
  try {
    const value = await apply();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** When every microtask has run: the task that was answered stands at its next call. */
const macrotask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
