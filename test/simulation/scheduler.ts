import { drawFault, type Fault, NO_FAULTS } from './faults.ts';
import { isRead, outcomeOf, type PortCall, type Task, WaitingCalls } from './port-call.ts';
import type { Random } from './random.ts';
import { Timers } from './timers.ts';
import { Trace } from './trace.ts';

export type Ending = 'done' | 'failed' | 'dead';

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
  readonly #waiting = new WaitingCalls();
  readonly #timers = new Timers();
  readonly #endings = new Map<Task, (ending: Ending) => void>();
  #names = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  get now(): number {
    return this.#options.clock.now();
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

  /** One port call of a task; settles when the schedule says so, or never. */
  call<T>(task: Task, label: string, detail: unknown, apply: () => T | Promise<T>): Promise<T> {
    const { random, tempo } = this.#options;
    return new Promise<T>((resolve, reject) => {
      if (!task.alive) return;
      const slow = tempo.slowRate > 0 && random.chance(tempo.slowRate) ? Math.round(random.next() * tempo.slowMs) : 0;
      const answer = resolve as (value: unknown) => void;
      this.#waiting.add({ task, label, detail, apply, resolve: answer, reject, dueAt: this.now + slow, spared: false });
    });
  }

  /** The task does nothing for a while. */
  sleep(task: Task, milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!task.alive) return;
      const answer = () => resolve();
      const dueAt = this.now + Math.round(milliseconds);
      const call = { task, label: 'sleep', detail: '', apply: () => {}, resolve: answer, reject, dueAt, spared: true };
      this.#waiting.add(call);
    });
  }

  at(time: number, run: () => void): void {
    this.#timers.add(Math.max(Math.ceil(time), this.now), run);
  }

  after(milliseconds: number, run: () => void): void {
    this.at(this.now + milliseconds, run);
  }

  count(fault: string): void {
    this.faultCounts.set(fault, (this.faultCounts.get(fault) ?? 0) + 1);
  }

  /** Steps until `done` says so or nothing is left to do; false when `maxSteps` were not enough. */
  async run(done: () => boolean, maxSteps: number): Promise<boolean> {
    const { random, tempo } = this.#options;
    const limit = this.trace.count + maxSteps;
    // Tasks that were just spawned come to their first call.
    await microtasksDone();
    while (!done() && this.failures.length === 0) {
      if (this.trace.count >= limit) return false;
      if (this.#timers.nextAt() <= this.now) {
        this.#timers.runNext();
        await microtasksDone();
        continue;
      }
      const call = this.#waiting.take(this.now, random, tempo.stickiness);
      if (call) await this.#perform(call);
      else if (!this.#passTime()) return true;
    }
    return true;
  }

  /** To the next thing that happens; false when nothing will. */
  #passTime(): boolean {
    const next = Math.min(this.#timers.nextAt(), this.#waiting.nextDueAt());
    if (next === Number.POSITIVE_INFINITY) return false;
    this.#options.clock.advance(Math.max(0, next - this.now));
    return true;
  }

  async #perform(call: PortCall): Promise<void> {
    const { random, tempo, clock } = this.#options;
    const { task, label } = call;
    if (task && !task.alive) return;
    clock.advance(1 + random.below(tempo.stepMs));
    this.callCounts.set(label, (this.callCounts.get(label) ?? 0) + 1);
    if (task === null) {
      await call.apply();
      this.#record(call, 'applied late');
    } else if (this.now > task.deadline) {
      this.count('outlived');
      this.#record(call, 'outlived');
      this.#end(task, 'dead');
    } else {
      const fault = call.spared ? null : drawFault(random, task.faults, label);
      this.#record(call, fault ?? 'ok');
      if (fault === null) await answer(call);
      else await this.#strike(call, task, fault);
    }
    await microtasksDone();
  }

  async #strike(call: PortCall, task: Task, fault: Fault): Promise<void> {
    const { random, tempo } = this.#options;
    this.count(fault);
    const wake = this.now + Math.round(random.magnitude(100, tempo.freezeMs));
    switch (fault) {
      case 'refused':
        return this.#fail(call, 'refused');
      case 'lost':
        await call.apply();
        return this.#fail(call, 'the answer was lost');
      case 'late':
        if (!isRead(call)) {
          this.#waiting.add({ ...call, task: null, dueAt: this.now + Math.round(random.magnitude(10, tempo.lateMs)) });
        }
        return this.#fail(call, 'timed out');
      case 'crashBefore':
        return this.#end(task, 'dead');
      case 'crashAfter':
        await call.apply();
        return this.#end(task, 'dead');
      case 'freezeBefore':
        return this.#waiting.add({ ...call, dueAt: wake, spared: true });
      case 'freezeAfter':
        return this.#waiting.add({ ...call, apply: await outcomeOf(call), dueAt: wake, spared: true });
    }
  }

  #fail({ label, reject }: PortCall, why: string): void {
    reject(new this.#options.transientError(`${label}: ${why}`));
  }

  #end(task: Task, ending: Ending): void {
    if (!task.alive) return;
    task.alive = false;
    this.tasks.delete(task);
    const onEnd = this.#endings.get(task);
    this.#endings.delete(task);
    onEnd?.(ending);
  }

  #record({ task, label, detail }: PortCall, outcome: string): void {
    this.trace.add(this.now, task?.name ?? '-', label, detail, outcome);
  }
}

async function answer({ apply, resolve, reject }: PortCall): Promise<void> {
  try {
    resolve(await apply());
  } catch (error) {
    reject(error);
  }
}

/** The task that was answered then stands at its next call. */
const microtasksDone = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
