import { setTimeout } from 'node:timers/promises';
import { TransientError } from '../../core/errors.ts';

/** Waits before the given attempt, counted from 1. */
export type Pause = (attempt: number) => Promise<void>;

const BASE_MS = 50;
const LONGEST_MS = 5_000;
/** Sums up to about ten seconds at most: throttling of an on-demand table that grows passes within that. */
const MAX_ATTEMPTS = 9;

/** Exponential backoff with full jitter, so that those who were turned away together do not come back together. */
export const jitteredPause: Pause = async (attempt) => {
  await setTimeout(Math.random() * Math.min(LONGEST_MS, BASE_MS * 2 ** attempt));
};

/** Sends what is left until the service has taken all of it. `send` answers what it did not take. */
export async function untilTaken<T>(
  action: string,
  items: readonly T[],
  pause: Pause,
  send: (items: readonly T[]) => Promise<readonly T[]>,
): Promise<void> {
  let left = items;
  for (let attempt = 1; left.length > 0; attempt++) {
    left = await send(left);
    if (left.length === 0) return;
    if (attempt === MAX_ATTEMPTS) {
      throw new TransientError(
        `${action}: ${left.length} of ${items.length} items were turned away ${attempt} times, as a throttled service does. Try later.`,
      );
    }
    await pause(attempt);
  }
}
