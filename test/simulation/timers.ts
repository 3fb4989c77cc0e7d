interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** What shall happen at a time, earliest first; of equal times what was said first. */
export class Timers {
  /** The next one is the last. */
  readonly #timers: Timer[] = [];

  add(at: number, run: () => void): void {
    let index = this.#timers.length;
    while (index > 0 && this.#timers[index - 1]!.at <= at) index--;
    this.#timers.splice(index, 0, { at, run });
  }

  /** When the next one is due; infinite when there is none. */
  nextAt(): number {
    return this.#timers.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Removes the next one and runs it. */
  runNext(): void {
    this.#timers.pop()?.run();
  }
}
