import type { Clock } from '../../ports/clock.ts';

/** The clock of the machine that the Lambda runs on. */
export const systemClock: Clock = { now: () => Date.now() };
