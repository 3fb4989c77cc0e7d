const EVERY_MS = 100;

/** One line on stderr that is written over and over; silent where stderr is no terminal. */
export class Progress {
  #shownAt = 0;
  #shown = false;

  show(text: string): void {
    const now = Date.now();
    if (!process.stderr.isTTY || now - this.#shownAt < EVERY_MS) return;
    this.#shownAt = now;
    this.#shown = true;
    process.stderr.write(`\r\x1b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  }

  /** Takes the line away, before other output. */
  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}
